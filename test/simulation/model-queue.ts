import type { JobHandler, JobKind, JobPayload } from '../../server/jobs/job.ts';
import type { AddOptions, JobQueue, Work, WorkOptions } from '../../server/jobs/queue.ts';
import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotRejected } from '../../server/ops/errors.ts';
import type { Logger } from '../../server/ops/logger.ts';

interface Job {
  readonly id: string;
  payload: JobPayload;
  priority: number;
  readonly order: number;
  readonly addedMs: number;
  state: 'waiting' | 'running' | 'delayed';
  failures: number;
  /** Asked for while it ran: runs once more afterwards. */
  next: { payload: JobPayload; priority: number } | null;
}

interface Consumer {
  readonly run: (job: Job) => Promise<void>;
  readonly concurrency: number;
  running: number;
  isStopping: boolean;
}

export interface ModelQueueOptions {
  readonly log: Logger;
  /** Calls back after so many milliseconds, of whatever clock. */
  readonly after: (milliseconds: number, callBack: () => void) => void;
  /** True for what a handler throws when its process died: the job goes to another worker, and no try is counted. */
  readonly isCrash?: (error: unknown) => boolean;
}

export interface ModelQueue extends JobQueue {
  /** Everything that does not run is gone, as when Redis is wiped. */
  lose(): void;
  /** Gives running jobs to another worker as well, as when a worker was thought dead: delivery is at least once. Answers whether one was. */
  deliverAgain(): boolean;
}

const DEFAULT_PRIORITY = 1_000;

/** The queue as its contract says it is, in memory. It passes the contract's tests like the real ones. */
export function createModelQueue({ log, after, isCrash = () => false }: ModelQueueOptions): ModelQueue {
  const jobs = new Map<string, Map<string, Job>>();
  const consumers = new Map<string, Consumer[]>();
  const series = new Map<string, number>();
  const failures = new Map<string, number>();
  let count = 0;
  const of = (kind: string) => {
    const known = jobs.get(kind) ?? new Map<string, Job>();
    jobs.set(kind, known);
    return known;
  };

  function put(kind: string, payload: JobPayload, { id, priority = DEFAULT_PRIORITY, whileRunning }: AddOptions): void {
    const known = of(kind).get(id);
    if (known === undefined) {
      count += 1;
      of(kind).set(id, {
        id,
        payload,
        priority,
        order: count,
        addedMs: Date.now(),
        state: 'waiting',
        failures: 0,
        next: null,
      });
    } else if (known.state === 'running' && whileRunning !== 'join') known.next = { payload, priority };
    pump(kind);
  }

  function pump(kind: string): void {
    for (const consumer of consumers.get(kind) ?? []) {
      while (!consumer.isStopping && consumer.running < consumer.concurrency) {
        const waiting = [...of(kind).values()].filter(({ state }) => state === 'waiting');
        const [next] = waiting.sort((a, b) => a.priority - b.priority || a.order - b.order);
        if (next === undefined) return;
        next.state = 'running';
        take(kind, consumer, next);
      }
    }
  }

  function take(kind: string, consumer: Consumer, job: Job): void {
    consumer.running += 1;
    void consumer.run(job).finally(() => {
      consumer.running -= 1;
      pump(kind);
    });
  }

  function end(kind: string, job: Job): void {
    if (of(kind).get(job.id) !== job) return;
    of(kind).delete(job.id);
    if (job.next !== null) put(kind, job.next.payload, { id: job.id, priority: job.next.priority });
  }

  function fail(kind: string, job: Job): void {
    failures.set(kind, (failures.get(kind) ?? 0) + 1);
    end(kind, job);
  }

  function delay(kind: string, job: Job, milliseconds: number): void {
    job.state = 'delayed';
    after(milliseconds, () => {
      if (job.state !== 'delayed') return;
      job.state = 'waiting';
      pump(kind);
    });
  }

  async function settle<P extends JobPayload>(
    kind: JobKind<P>,
    job: Job,
    handler: JobHandler<P>,
    { signal, die }: { signal: AbortSignal; die: () => void },
  ): Promise<void> {
    const payload = kind.schema.safeParse(job.payload);
    if (!payload.success) return end(kind.name, job);
    try {
      await handler(payload.data, { signal, log });
      end(kind.name, job);
    } catch (error) {
      if (isCrash(error)) die();
      if (signal.aborted || isCrash(error)) job.state = 'waiting';
      else if (error instanceof HubSpotBusy) delay(kind.name, job, error.retryAfterMs);
      else if (error instanceof HubSpotReconnectNeeded || error instanceof HubSpotRejected) fail(kind.name, job);
      else if (job.failures + 1 < kind.attempts) {
        job.failures += 1;
        delay(kind.name, job, kind.backoffMs * 2 ** (job.failures - 1));
      } else fail(kind.name, job);
    }
  }

  return {
    async add(kind, payload, options) {
      put(kind.name, payload, options);
    },
    async work<P extends JobPayload>(kind: JobKind<P>, handler: JobHandler<P>, { concurrency }: WorkOptions) {
      const stopping = new AbortController();
      const running = new Set<Promise<void>>();
      const consumer: Consumer = {
        concurrency,
        running: 0,
        isStopping: false,
        run: (job) => {
          const die = () => {
            consumer.isStopping = true;
          };
          const work = settle(kind, job, handler, { signal: stopping.signal, die });
          running.add(work);
          return work.finally(() => running.delete(work));
        },
      };
      consumers.set(kind.name, [...(consumers.get(kind.name) ?? []), consumer]);
      pump(kind.name);
      const work: Work = {
        async stop() {
          consumer.isStopping = true;
          stopping.abort();
          await Promise.all(running);
          consumers.set(
            kind.name,
            (consumers.get(kind.name) ?? []).filter((one) => one !== consumer),
          );
        },
      };
      return work;
    },
    async schedule(kind, payload, { id, everyMs }) {
      const key = `${kind.name}/${id}`;
      if (series.get(key) === everyMs) return;
      series.set(key, everyMs);
      const again = () => {
        if (series.get(key) !== everyMs) return;
        put(kind.name, payload, { id: `every-${id}`, whileRunning: 'join' });
        after(everyMs, again);
      };
      again();
    },
    async prioritise(kind, id, priority) {
      const job = of(kind.name).get(id);
      if (job?.state === 'waiting') job.priority = priority;
    },
    async first(kind) {
      const waiting = [...of(kind.name).values()].filter(({ state }) => state === 'waiting');
      const [next] = waiting.sort((a, b) => a.priority - b.priority || a.order - b.order);
      const payload = kind.schema.safeParse(next?.payload);
      return next === undefined || !payload.success ? null : { payload: payload.data, priority: next.priority };
    },
    async figures(name) {
      const all = [...of(name).values()];
      const inState = (state: Job['state']) => all.filter((job) => job.state === state).length;
      const oldestMs = Math.min(...all.filter(({ state }) => state === 'waiting').map(({ addedMs }) => addedMs));
      return {
        queue: name,
        waiting: inState('waiting'),
        running: inState('running'),
        delayed: inState('delayed'),
        failed: failures.get(name) ?? 0,
        oldestSeconds: Number.isFinite(oldestMs) ? Math.max(0, Date.now() - oldestMs) / 1000 : 0,
      };
    },
    async close() {
      series.clear();
      jobs.clear();
    },
    lose() {
      series.clear();
      for (const known of jobs.values()) {
        for (const [id, job] of known)
          if (job.state === 'running') job.next = null;
          else known.delete(id);
      }
    },
    deliverAgain() {
      let isDoubled = false;
      for (const [kind, known] of jobs) {
        const idle = (consumers.get(kind) ?? []).find((one) => !one.isStopping && one.running < one.concurrency);
        const job = [...known.values()].find(({ state }) => state === 'running');
        if (!idle || !job) continue;
        take(kind, idle, job);
        isDoubled = true;
      }
      return isDoubled;
    },
  };
}
