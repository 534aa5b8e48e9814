import { z } from 'zod';
import type { Database } from '../store/db.ts';
import { duePortals } from '../store/due-portals.ts';
import type { JobHandler, JobKind } from './job.ts';
import { ensurePass } from './portal-pass.ts';
import type { JobQueue } from './queue.ts';

/** Puts every account that is due into the queue. PostgreSQL knows what is due; the queue may forget it at any time. */
export const reconcile: JobKind<Record<string, never>> = {
  name: 'reconcile',
  schema: z.record(z.string(), z.never()),
  attempts: 1,
  backoffMs: 1_000,
};

export const RECONCILE_EVERY_MS = 60_000;
/** More than a worker handles in a minute; the others are still due at the next run. */
const BATCH = 5_000;

export function reconcileHandler({ db, queue }: { db: Database; queue: JobQueue }): JobHandler<Record<string, never>> {
  return async (_payload, { log }) => {
    const due = await duePortals(db, BATCH);
    for (const portalId of due) await ensurePass(queue, portalId);
    if (due.length > 0) log.debug({ due: due.length }, 'reconcile.enqueued');
  };
}
