import type { Logger } from '../ops/logger.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Database } from '../store/db.ts';
import type { JobHandler, JobKind, JobPayload } from './job.ts';
import { JOURNAL_EVERY_MS, journal, journalHandler } from './journal.ts';
import { portalPass, portalPassHandler, type RunPass } from './portal-pass.ts';
import type { JobQueue, Work } from './queue.ts';
import { RECONCILE_EVERY_MS, reconcile, reconcileHandler } from './reconcile.ts';
import { RETENTION_EVERY_MS, retention, retentionHandler } from './retention.ts';

export interface WorkerOptions {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly runPass: RunPass;
  readonly intervalSeconds: number;
  readonly concurrency: number;
  readonly lockSeconds: number;
  /** Erases accounts that left long ago; run from time to time. */
  readonly eraseExpired: () => Promise<unknown>;
  /** Reads on in the app's journal; null where the app has none. */
  readonly followJournal?: (() => Promise<void>) | null;
}

/** The worker role: takes all kinds of jobs and keeps their schedules alive. */
export async function startWorker(options: WorkerOptions): Promise<Work> {
  const { queue, log, metrics, concurrency, lockSeconds, followJournal = null } = options;
  const lockMs = lockSeconds * 1_000;
  const take = <P extends JobPayload>(kind: JobKind<P>, handler: JobHandler<P>, atATime: number) =>
    queue.work(kind, timed(kind, handler, metrics), { concurrency: atATime, lockMs });

  const work = [
    await take(portalPass, portalPassHandler(options), concurrency),
    await take(reconcile, reconcileHandler(options), 1),
    await take(retention, retentionHandler(options.eraseExpired), 1),
    ...(followJournal === null ? [] : [await take(journal, journalHandler(followJournal), 1)]),
  ];
  const everyMs = Math.min(RECONCILE_EVERY_MS, options.intervalSeconds * 1_000);
  const keepSchedules = async () => {
    await queue.schedule(reconcile, {}, { id: 'reconcile', everyMs });
    await queue.schedule(retention, {}, { id: 'retention', everyMs: RETENTION_EVERY_MS });
    if (followJournal !== null) await queue.schedule(journal, {}, { id: 'journal', everyMs: JOURNAL_EVERY_MS });
  };
  await keepSchedules();
  // The schedule lives in the queue and goes when Redis is wiped, so somebody has to keep asking for it.
  const keeper = setInterval(() => {
    keepSchedules().catch((error: unknown) => log.warn({ err: error }, 'schedules.not_kept'));
  }, everyMs);

  return {
    async stop() {
      clearInterval(keeper);
      await Promise.all(work.map((each) => each.stop()));
    },
  };
}

function timed<P extends JobPayload>(kind: JobKind<P>, handler: JobHandler<P>, metrics: Metrics): JobHandler<P> {
  return async (payload, context) => {
    const done = metrics.jobSeconds.startTimer({ job: kind.name });
    let outcome = 'failed';
    try {
      await handler(payload, context);
      outcome = 'done';
    } finally {
      done({ outcome });
    }
  };
}
