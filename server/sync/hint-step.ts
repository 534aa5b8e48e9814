import type { Door } from '../hubspot/door.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { HubSpotRejected } from '../ops/errors.ts';
import { newestHint, setAsideHints } from '../store/change-hints.ts';
import { type Database, withPortal } from '../store/db.ts';
import { runSyncPass } from './run-sync-pass.ts';
import type { SyncProgress } from './sync-context.ts';

export interface HintStepOptions {
  readonly db: Database;
  readonly door: Door;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  /** What brings a change to cards and properties; run only when hints were followed. */
  readonly andThen: readonly PassStep[];
}

/** First of all what webhooks named: somebody may be looking at it. Nothing waiting costs no call. */
export function hintStep({ db, door, now, andThen }: HintStepOptions): PassStep {
  return {
    name: 'hints',
    async run(portalId, context) {
      const { log, signal } = context;
      const upTo = await withPortal(db, portalId, newestHint);
      if (upTo === null) return 'done';
      const onProgress = ({ stream, done }: SyncProgress) => log.debug({ stream, done }, 'sync.page');
      const passed = await runSyncPass({ db, door, portalId, now, mode: 'hints', signal, onProgress }).catch(
        async (error: unknown) => {
          if (!(error instanceof HubSpotRejected)) throw error;
          // Asking again gets the same answer, and everything else of the account must go on.
          log.error({ err: error }, 'hints.set_aside');
          await withPortal(db, portalId, (tx) => setAsideHints(tx, { upTo, reason: error.message, nowMs: now() }));
          return null;
        },
      );
      if (passed === null) return 'done';
      const { changed, counts, calls } = passed;
      log.info({ changed, counts, calls }, 'hints.done');
      for (const step of andThen) await step.run(portalId, context);
      return 'done';
    },
  };
}
