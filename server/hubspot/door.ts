import type { Database } from '../store/db.ts';
import type { Lane, RatePolicy } from '../store/rate-limits.ts';
import type { AccessTokens } from './access-tokens.ts';
import { accountCalls } from './account-info.ts';
import { associationCalls } from './associations.ts';
import type { UnreadableRecord } from './batch-read.ts';
import { type CallObservation, createCall } from './call.ts';
import { type CallCounts, noCalls } from './call-counts.ts';
import type { Clock } from './clock.ts';
import { objectCalls } from './objects.ts';
import { propertyCalls } from './properties.ts';
import type { Transport } from './transport.ts';

/** The only way to HubSpot. Every call passes the account's rate budget, shared by all processes. */
export interface Door {
  /**
   * Calls of one account. Each use counts its own calls; `signal` ends waiting and reading between calls. Long reads take
   * the `background` lane and let others pass; `prompt` is the default.
   */
  account(portalId: number, options?: { signal?: AbortSignal; lane?: Lane }): AccountDoor;
}

export type AccountDoor = {
  readonly portalId: number;
  /** Calls made through this door so far, every attempt counted. */
  readonly calls: CallCounts;
  /** Records that could not be read so far, and why. */
  readonly leftOut: readonly UnreadableRecord[];
} & ReturnType<typeof objectCalls> &
  ReturnType<typeof associationCalls> &
  ReturnType<typeof propertyCalls> &
  ReturnType<typeof accountCalls>;

export interface DoorOptions {
  readonly db: Database;
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  /** What part of each limit is ours. */
  readonly policy: RatePolicy;
  /** Told of every attempt, for metrics. */
  readonly observe?: (observation: CallObservation) => void;
  /** 0..1, by which pauses are spread; `Math.random` unless given. */
  readonly random?: () => number;
}

export function createDoor(options: DoorOptions): Door {
  const learned = new Map<string, string>();
  return {
    account(portalId, { signal, lane = 'prompt' } = {}) {
      const calls = noCalls();
      const leftOut: UnreadableRecord[] = [];
      const call = createCall({
        ...options,
        portalId,
        calls,
        learned,
        lane,
        ...(signal === undefined ? {} : { signal }),
      });
      const objects: ReturnType<typeof objectCalls> = objectCalls(call, leftOut);
      return {
        portalId,
        calls,
        leftOut,
        ...objects,
        ...associationCalls(call),
        ...propertyCalls(call),
        ...accountCalls(call),
      };
    },
  };
}
