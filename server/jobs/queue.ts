import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';
import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotRejected } from '../ops/errors.ts';
import type { QueueFigures } from '../ops/figure-gauges.ts';
import type { Logger } from '../ops/logger.ts';
import type { Producer, QueueBackend } from './backend.ts';
import type { JobHandler, JobKind, JobPayload } from './job.ts';

export interface AddOptions {
  /** Requests with one id are joined: while a job with this id waits, a request adds nothing. */
  readonly id: string;
  /**
   * When the job of that id is running: `follow` (the default) runs it once more afterwards, because it may have read
   * its data before the request came; `join` adds nothing, for callers that only want it to have run.
   */
  readonly whileRunning?: 'follow' | 'join';
  /** 1 is first; the same number is served in order of arrival. */
  readonly priority?: number;
}

/** All that the program does with its queue. Delivery is at least once on either backend. */
export interface JobQueue {
  add<P extends JobPayload>(kind: JobKind<P>, payload: P, options: AddOptions): Promise<void>;
  /** Starts taking jobs of a kind. `stop` lets running handlers end at their next safe point, then returns. */
  work<P extends JobPayload>(kind: JobKind<P>, handler: JobHandler<P>, options: WorkOptions): Promise<Work>;
  /** Adds a job every so often, once over all processes. Asking again for what is there changes nothing. */
  schedule<P extends JobPayload>(kind: JobKind<P>, payload: P, options: { id: string; everyMs: number }): Promise<void>;
  /** Moves a waiting job forward or back; without effect when it runs already or is not there. */
  prioritise<P extends JobPayload>(kind: JobKind<P>, id: string, priority: number): Promise<void>;
  /** The job of a kind that would run next if a worker were free; null when none waits. */
  first<P extends JobPayload>(kind: JobKind<P>): Promise<{ payload: P; priority: number } | null>;
  figures(name: string): Promise<QueueFigures>;
  close(): Promise<void>;
}

export interface WorkOptions {
  readonly concurrency: number;
  /** A job whose worker gave no sign of life for this long is given to another. */
  readonly lockMs: number;
}

export interface Work {
  stop(): Promise<void>;
}

const DEFAULT_PRIORITY = 1_000;
const FAILED_JOBS_KEPT = 500;
/** Crashes a job may survive. It is not the job's fault when its process is killed. */
const CRASHES_SURVIVED = 100;

/** Opens the queue. No table or key is touched before the first call. */
export function openQueue(backend: QueueBackend, log: Logger): JobQueue {
  const producers = new Map<string, Producer>();

  function producer(name: string): Producer {
    const open = producers.get(name);
    if (open !== undefined) return open;
    const opened = backend.producer(name);
    opened.on('error', (error) => log.warn({ queue: name, err: error }, 'queue.connection_lost'));
    producers.set(name, opened);
    return opened;
  }

  return {
    async add(kind, payload, { id, priority = DEFAULT_PRIORITY, whileRunning = 'follow' }) {
      await producer(kind.name).add(kind.name, payload, {
        ...jobOptions(kind),
        priority,
        deduplication: { id, keepLastIfActive: whileRunning === 'follow' },
      });
    },

    async work(kind, handler, { concurrency, lockMs }) {
      const stopping = new AbortController();
      const consumer = backend.consumer(
        kind.name,
        (job, token) => runJob(job, token, kind, handler, { signal: stopping.signal, log }),
        { concurrency, lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: CRASHES_SURVIVED },
      );
      consumer.on('error', (error) => log.warn({ queue: kind.name, err: error }, 'queue.connection_lost'));
      consumer.on('stalled', (jobId) => log.warn({ queue: kind.name, jobId }, 'job.taken_over'));
      await consumer.waitUntilReady();
      return {
        async stop() {
          stopping.abort();
          await consumer.close();
        },
      };
    },

    async schedule(kind, payload, { id, everyMs }) {
      const queue = producer(kind.name);
      const series = await queue.getJobScheduler(id);
      // Setting it anew would also begin the interval anew: asked often enough, the series would never run. One that
      // missed its time by a whole interval has lost its next job.
      const alive = (series?.next ?? 0) > Date.now() - everyMs;
      if (alive && Number(series?.every) === everyMs) return;
      await queue.upsertJobScheduler(
        id,
        { every: everyMs },
        { name: kind.name, data: payload, opts: jobOptions(kind) },
      );
    },

    async prioritise(kind, id, priority) {
      const queue = producer(kind.name);
      const jobId = await queue.getDeduplicationJobId(id);
      const job = jobId === null ? undefined : await queue.getJob(jobId);
      if ((await job?.getState()) === 'prioritized') await job?.changePriority({ priority });
    },

    async first(kind) {
      const [job] = await producer(kind.name).getPrioritized(0, 0);
      const payload = kind.schema.safeParse(job?.data);
      return job === undefined || !payload.success ? null : { payload: payload.data, priority: job.priority };
    },

    async figures(name) {
      const queue = producer(name);
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      const [next] = await queue.getPrioritized(0, 0);
      return {
        queue: name,
        waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
        running: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        failed: counts.failed ?? 0,
        oldestSeconds: next === undefined ? 0 : Math.max(0, Date.now() - next.timestamp) / 1000,
      };
    },

    async close() {
      await Promise.all([...producers.values()].map((open) => open.close()));
      producers.clear();
    },
  };
}

function jobOptions<P extends JobPayload>(kind: JobKind<P>) {
  return {
    attempts: kind.attempts,
    backoff: { type: 'exponential', delay: kind.backoffMs, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: { count: FAILED_JOBS_KEPT },
  };
}

async function runJob<P extends JobPayload>(
  job: Job<unknown, void>,
  token: string | undefined,
  kind: JobKind<P>,
  handler: JobHandler<P>,
  { signal, log: parent }: { signal: AbortSignal; log: Logger },
): Promise<void> {
  const log = parent.child({ job: kind.name, jobId: job.id });
  const payload = kind.schema.safeParse(job.data);
  // Written by another version of this program: trying again cannot help.
  if (!payload.success) throw new UnrecoverableError(`payload of ${kind.name}: ${payload.error.message}`);
  try {
    await handler(payload.data, { signal, log });
  } catch (error) {
    if (signal.aborted) {
      log.info('job.put_back');
      await job.moveToWait(token);
      throw new WaitingError();
    }
    throw await afterFailure(error, job, token, log);
  }
}

/** The queue's one behaviour for each class of failure. Returns what BullMQ has to be thrown. */
async function afterFailure(error: unknown, job: Job, token: string | undefined, log: Logger): Promise<Error> {
  if (error instanceof HubSpotBusy) {
    // Only this job waits. BullMQ's own rate limiting would stop the queue for every account.
    await job.moveToDelayed(Date.now() + error.retryAfterMs, token);
    log.debug({ retryAfterMs: error.retryAfterMs }, 'job.waits_for_hubspot');
    return new DelayedError();
  }
  if (error instanceof HubSpotReconnectNeeded || error instanceof HubSpotRejected) {
    log.error({ err: error }, 'job.ended');
    return unrecoverable(error);
  }
  const failure = error instanceof Error ? error : new Error(String(error));
  log.warn({ err: failure, attempt: job.attemptsMade + 1, of: job.opts.attempts }, 'job.failed');
  return failure;
}

function unrecoverable(cause: Error): UnrecoverableError {
  const error = new UnrecoverableError(cause.message);
  error.cause = cause;
  return error;
}
