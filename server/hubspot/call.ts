import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotUnavailable } from '../ops/errors.ts';
import type { Database } from '../store/db.ts';
import { parkPortal } from '../store/portals.ts';
import {
  isOthersShareTouched,
  type Lane,
  type LimitClass,
  learnLimit,
  pauseCalls,
  type RatePolicy,
  reserveCall,
} from '../store/rate-limits.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { CallCounts, CallKind } from './call-counts.ts';
import type { Clock } from './clock.ts';
import { afterUnavailable, type NextStep, nextStep, type Tries } from './next-step.ts';
import type { HttpAnswer, Transport } from './transport.ts';

export interface CallRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly kind: CallKind;
  /** `general` unless said otherwise. */
  readonly limitClass?: LimitClass;
  /** Statuses the caller reads itself instead of having them thrown, such as 409 when creating. */
  readonly accept?: readonly number[];
}

/** Sends one call of one account: within the rate budget, with a valid token, tried again where that helps. */
export type Call = (request: CallRequest) => Promise<HttpAnswer>;

export interface CallObservation {
  readonly portalId: number;
  readonly kind: CallKind;
  /** Null when no answer came. */
  readonly status: number | null;
  /** How long HubSpot took, without our own waiting. */
  readonly seconds: number;
}

export interface CallOptions {
  readonly db: Database;
  readonly transport: Transport;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  readonly portalId: number;
  readonly calls: CallCounts;
  readonly signal?: AbortSignal;
  readonly lane: Lane;
  readonly policy: RatePolicy;
  /** Limits this process has learned of, by account and class: each is told to the others once. */
  readonly learned: Map<string, string>;
  readonly observe?: (observation: CallObservation) => void;
  /** 0..1, by which pauses are spread; `Math.random` unless given. */
  readonly random?: () => number;
}

/** Longer than this in the account's queue and the job gives its worker back. */
const MAX_WAIT_MS = 30_000;
const JITTER = 0.2;

export function createCall(options: CallOptions): Call {
  const { db, clock, tokens, portalId, signal, random = Math.random } = options;
  return async (request) => {
    const where = `${request.method} ${request.path}`;
    const limitClass = request.limitClass ?? 'general';
    let tries: Tries = { limited: 0, locked: 0, unavailable: 0 };
    let refused: string | null = null;
    for (;;) {
      signal?.throwIfAborted();
      await waitForTurn(options, limitClass);
      const token: string = refused === null ? await tokens.current(portalId) : await tokens.replace(portalId, refused);
      const { answer, step } = await attempt(options, request, { token, tries, where });
      if (answer !== null) await learn(options, limitClass, answer);
      if (answer !== null && (step.kind === 'accept' || request.accept?.includes(answer.status))) return answer;
      if (step.kind === 'fail') {
        await parkIfAsked(options, step.error);
        throw step.error;
      }
      if (step.kind === 'retry') {
        if (step.pauseMs !== null) await pauseCalls(db, portalId, limitClass, step.pauseMs, options.policy);
        await clock.sleep(step.afterMs * (1 + random() * JITTER), signal);
        tries = countTry(tries, answer);
      } else {
        if (refused !== null) throw await connectionLost(options, where, token);
        refused = token;
      }
    }
  };
}

/** Stored, so that no other process and no lost queue asks before HubSpot wants to be asked. */
async function parkIfAsked({ db, portalId, clock }: CallOptions, error: Error): Promise<void> {
  if (!(error instanceof HubSpotBusy) || !error.isForWholeAccount) return;
  await parkPortal(db, portalId, clock.now() + error.retryAfterMs, error.message);
}

async function waitForTurn(options: CallOptions, limitClass: LimitClass): Promise<void> {
  const { db, clock, portalId, signal, lane, policy } = options;
  for (;;) {
    const turn = await reserveCall(db, portalId, limitClass, { maxWaitMs: MAX_WAIT_MS, lane, policy });
    if ('busyForMs' in turn) {
      throw new HubSpotBusy(
        `The rate budget of account ${portalId} (${limitClass}) is used up for ${turn.busyForMs} ms.`,
        { retryAfterMs: turn.busyForMs },
      );
    }
    await clock.sleep('sleepMs' in turn ? turn.sleepMs : turn.askAgainMs, signal);
    if ('sleepMs' in turn) return;
  }
}

/** The budget follows what HubSpot says of the account, not what its documentation says of all. */
async function learn(options: CallOptions, limitClass: LimitClass, { limit }: HttpAnswer): Promise<void> {
  if (limit === null) return;
  const { db, portalId, learned, policy } = options;
  const key = `${portalId} ${limitClass}`;
  const told = `${limit.max} ${limit.windowMs}`;
  if (learned.get(key) === told && !isOthersShareTouched(limit, policy)) return;
  await learnLimit(db, portalId, limitClass, limit, policy);
  learned.set(key, told);
}

interface Attempt {
  readonly token: string;
  readonly tries: Tries;
  readonly where: string;
}

async function attempt(
  { transport, clock, calls, portalId, signal, observe }: CallOptions,
  { kind, method, path, query, json }: CallRequest,
  { token, tries, where }: Attempt,
): Promise<{ answer: HttpAnswer | null; step: NextStep }> {
  calls[kind] += 1;
  const startedMs = clock.now();
  const report = (status: number | null) =>
    observe?.({ portalId, kind, status, seconds: (clock.now() - startedMs) / 1000 });
  try {
    const answer = await transport({
      method,
      path,
      ...(query === undefined ? {} : { query }),
      json,
      accessToken: token,
      ...(signal === undefined ? {} : { signal }),
    });
    report(answer.status);
    return { answer, step: nextStep(answer, tries, where) };
  } catch (error) {
    if (!(error instanceof HubSpotUnavailable)) throw error;
    report(null);
    return { answer: null, step: afterUnavailable(error.message, tries, error) };
  }
}

function countTry(tries: Tries, answer: HttpAnswer | null): Tries {
  if (answer?.status === 429) return { ...tries, limited: tries.limited + 1 };
  if (answer?.status === 423) return { ...tries, locked: tries.locked + 1 };
  return { ...tries, unavailable: tries.unavailable + 1 };
}

/** A 401 with a token that was just refreshed: waiting does not help. */
async function connectionLost({ tokens, portalId }: CallOptions, where: string, refused: string): Promise<Error> {
  const message = `HubSpot refuses a new token of account ${portalId} (401, ${where}). A super admin has to install the app again.`;
  await tokens.giveUp(portalId, message, refused);
  return new HubSpotReconnectNeeded(message);
}
