import type { Door } from '../hubspot/door.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { newestHint } from '../store/change-hints.ts';
import { type Database, withPortal } from '../store/db.ts';
import { readPortal } from '../store/portals.ts';
import { lastRunAt } from '../store/sync-runs.ts';
import { runSyncPass } from './run-sync-pass.ts';
import type { SyncProgress } from './sync-context.ts';

export interface SyncStepOptions {
  readonly db: Database;
  readonly door: Door;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  readonly searchLagMs: number;
  /** Longest uninterrupted work on one account: between two slices other accounts have their turn. */
  readonly sliceMs: number;
}

const DAY_MS = 86_400_000;
/** How often a long read looks whether webhooks came in. */
const LOOK_FOR_HINTS_MS = 1000;

/** Thrown between two pages of a backfill or sweep: webhooks came in, and people wait for those. */
class HintsWaiting extends Error {}

/** Thrown between two pages: another account waits for this worker. */
class OthersWaiting extends Error {}

/** Reads what changed. Once a day it also looks for what search does not tell: deletions and changed labels. */
export function syncStep({ db, door, now, searchLagMs, sliceMs }: SyncStepOptions): PassStep {
  return {
    name: 'sync',
    async run(portalId, { log, signal, isOthersTurn = async () => false }) {
      const slice = AbortSignal.timeout(sliceMs);
      const makeRoom = await makeRoomForHints(db, portalId, now);
      const options = {
        db,
        door,
        portalId,
        now,
        lagMs: searchLagMs,
        signal: AbortSignal.any([signal, slice]),
        onProgress: ({ stream, done }: SyncProgress) => log.debug({ stream, done }, 'sync.page'),
        afterPage: async () => {
          await makeRoom();
          if (await isOthersTurn()) throw new OthersWaiting();
        },
      };
      try {
        const { mode, changed, counts, calls } = await runSyncPass(options);
        log.info({ mode, changed, counts, calls }, 'sync.done');
        if (mode === 'incremental' && (await isSweepDue(db, portalId, now()))) {
          const swept = await runSyncPass({ ...options, mode: 'sweep' });
          log.info({ mode: swept.mode, changed: swept.changed, counts: swept.counts, calls: swept.calls }, 'sync.done');
        }
        return 'done';
      } catch (error) {
        // Every page is stored with where it leaves off: the next slice goes on from there.
        if (error instanceof HintsWaiting) return 'yield';
        if (error instanceof OthersWaiting || (slice.aborted && !signal.aborted)) return 'more';
        throw error;
      }
    },
  };
}

/** In an account that people look at already, whatever reads long is put off for what a webhook named. */
async function makeRoomForHints(db: Database, portalId: number, now: () => number): Promise<() => Promise<void>> {
  const { backfilledMs } = await readPortal(db, portalId);
  let lookedMs = now();
  return async () => {
    if (backfilledMs === null || now() - lookedMs < LOOK_FOR_HINTS_MS) return;
    lookedMs = now();
    if ((await withPortal(db, portalId, newestHint)) !== null) throw new HintsWaiting();
  };
}

/** A complete backfill or sweep is good for a day. */
async function isSweepDue(db: Database, portalId: number, nowMs: number): Promise<boolean> {
  const last = await lastRunAt(db, portalId, ['sweep', 'backfill']);
  return last === null || nowMs - last.getTime() >= DAY_MS;
}
