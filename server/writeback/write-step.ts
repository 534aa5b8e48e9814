import type { Clock } from '../hubspot/clock.ts';
import type { Door } from '../hubspot/door.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { newestHint } from '../store/change-hints.ts';
import { type Database, withPortal } from '../store/db.ts';
import { noteWriteBack } from '../store/portals.ts';
import { finishSyncRun, startSyncRun } from '../store/sync-runs.ts';
import { writesPausedSince } from '../store/write-runs.ts';
import { hasOutgoing } from './outbox.ts';
import { writeBack } from './write-back.ts';

export interface WriteStepOptions {
  readonly db: Database;
  readonly door: Door;
  readonly clock: Clock;
}

/**
 * Sends what differs; nothing to send, or an admin's pause, costs no call. Long work, as the first time, gives way to what
 * webhooks name meanwhile.
 */
export function writeStep({ db, door, clock }: WriteStepOptions): PassStep {
  return {
    name: 'write-back',
    async run(portalId, { log, signal }) {
      const isWanted = await withPortal(db, portalId, async (tx) => {
        return (await writesPausedSince(tx)) === null && (await hasOutgoing(tx, clock.now()));
      });
      if (!isWanted) return 'done';
      const account = door.account(portalId, { signal });
      const run = await startSyncRun(db, portalId, { kind: 'write-back', startedAt: new Date(clock.now()) });
      let error: string | null = 'ended without a reason';
      const isOthersTurn = async () => (await withPortal(db, portalId, newestHint)) !== null;
      let counts = {};
      let isComplete = true;
      try {
        ({ isComplete, ...counts } = await writeBack({ db, door: account, clock, isOthersTurn }));
        error = null;
      } catch (thrown) {
        error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
        throw thrown;
      } finally {
        const finishedAt = new Date(clock.now());
        await finishSyncRun(db, portalId, run, { finishedAt, counts, calls: account.calls, error });
        // Our own writes come back through search: the sync is told when the last of them was sent.
        await noteWriteBack(db, portalId, clock.now());
      }
      log.info({ ...counts, calls: account.calls }, 'write_back.done');
      return isComplete ? 'done' : 'yield';
    },
  };
}
