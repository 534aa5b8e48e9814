import type { Door } from '../hubspot/door.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { type Database, withPortal } from '../store/db.ts';
import { noteWriteBack } from '../store/portals.ts';
import { finishSyncRun, startSyncRun } from '../store/sync-runs.ts';
import { writeBack } from './write-back.ts';

export interface WriteStepOptions {
  readonly db: Database;
  readonly door: Door;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
}

/** Sends what differs; nothing to send costs no call. */
export function writeStep({ db, door, now }: WriteStepOptions): PassStep {
  return {
    name: 'write-back',
    async run(portalId, { log, signal }) {
      if (!(await hasPending(db, portalId))) return 'done';
      const account = door.account(portalId, { signal });
      const run = await startSyncRun(db, portalId, { kind: 'write-back', startedAt: new Date(now()) });
      const written = await writeBack({ db, door: account });
      await finishSyncRun(db, portalId, run, {
        finishedAt: new Date(now()),
        counts: { ...written },
        calls: account.calls,
        error: null,
      });
      // Our own writes come back through search: the sync is told when the last of them was sent.
      await noteWriteBack(db, portalId, now());
      log.info({ ...written, calls: account.calls }, 'write_back.done');
      return 'done';
    },
  };
}

async function hasPending(db: Database, portalId: number): Promise<boolean> {
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<{ found: boolean }>(
      "select exists (select from property_writes where portal_id = $1 and pending <> '{}' and refused is null) as found",
      [portalId],
    ),
  );
  return rows[0]?.found ?? false;
}
