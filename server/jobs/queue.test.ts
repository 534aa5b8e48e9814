import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Crash } from '../../test/simulation/gate.ts';
import { killWorker } from '../../test/support/kill-worker.ts';
import { modelQueue } from '../../test/support/model-queue.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { queueBackends } from '../../test/support/queue-backends.ts';
import { Recorder } from '../../test/support/recorder.ts';
import { startTestRedis } from '../../test/support/redis.ts';
import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotRejected, HubSpotUnavailable } from '../ops/errors.ts';
import { createLogger } from '../ops/logger.ts';
import type { QueueBackend } from './backend.ts';
import type { JobHandler, JobKind } from './job.ts';
import { type JobQueue, openQueue, type Work } from './queue.ts';

const log = createLogger({ level: 'silent' });
const redis = await startTestRedis();
const database = testDatabase({ migrated: false });

const queues = queueBackends(() => database.url, redis?.url);
afterAll(() => redis?.stop());

describe.each(queues)('the queue on $name', ({ create }) => {
  let backend: QueueBackend | 'model';
  let queue: JobQueue;
  let running: Work[] = [];
  let kinds = 0;

  beforeAll(async () => {
    backend = create();
    if (backend === 'model') {
      queue = modelQueue(log);
      return;
    }
    await backend.prepare();
    queue = openQueue(backend, log);
  });
  afterEach(async () => {
    await Promise.all(running.map((work) => work.stop()));
    running = [];
  });
  afterAll(() => queue.close());

  type Payload = { portalId: number };
  /** A kind nobody used before: every test has a queue to itself. */
  const newKind = (changes: Partial<JobKind<Payload>> = {}): JobKind<Payload> => {
    kinds += 1;
    return {
      name: `test-${process.pid}-${kinds}`,
      schema: z.object({ portalId: z.number() }),
      attempts: 3,
      backoffMs: 10,
      ...changes,
    };
  };
  const work = async (
    kind: JobKind<Payload>,
    handler: JobHandler<Payload>,
    { concurrency = 1, lockMs = 30_000 } = {},
  ) => {
    running.push(await queue.work(kind, handler, { concurrency, lockMs }));
  };
  const add = (kind: JobKind<Payload>, portalId: number, priority?: number) =>
    queue.add(kind, { portalId }, { id: String(portalId), ...(priority === undefined ? {} : { priority }) });

  it('runs a job with the payload it was added with', async () => {
    const kind = newKind();
    const seen = new Recorder<Payload>();
    await work(kind, async (payload) => seen.push(payload));
    await add(kind, 7);
    expect(await seen.first(1)).toEqual([{ portalId: 7 }]);
  });

  it('tells which job would run next, and that none waits', async () => {
    const kind = newKind();
    expect(await queue.first(kind)).toBeNull();
    await add(kind, 1, 20);
    await add(kind, 2, 10);
    await add(kind, 3, 10);
    expect(await queue.first(kind)).toEqual({ payload: { portalId: 2 }, priority: 10 });
  });

  it('joins requests with one id while the job waits', async () => {
    const kind = newKind();
    const seen = new Recorder<number>();
    for (const portalId of [1, 1, 1, 2, 1]) await add(kind, portalId);
    await work(kind, async ({ portalId }) => seen.push(portalId));
    await seen.first(2);
    await add(kind, 3);
    expect(await seen.first(3)).toEqual([1, 2, 3]);
  });

  it('does not lose a request that arrives while the job of that id runs, and makes one run of many', async () => {
    const kind = newKind();
    const started = new Recorder<number>();
    const release = Promise.withResolvers<void>();
    await work(
      kind,
      async ({ portalId }) => {
        started.push(portalId);
        await release.promise;
      },
      { concurrency: 2 },
    );
    await add(kind, 1);
    await started.first(1);
    for (let request = 0; request < 5; request += 1) await add(kind, 1);
    await add(kind, 9);
    expect(await started.first(2)).toEqual([1, 9]);
    release.resolve();
    await started.first(3);
    await add(kind, 8);
    expect(await started.first(4)).toEqual([1, 9, 1, 8]);
  });

  it('adds nothing to a running job for callers that only join it, and keeps the requests of those that do not', async () => {
    const kind = newKind();
    const started = new Recorder<number>();
    let release = Promise.withResolvers<void>();
    await work(kind, async ({ portalId }) => {
      started.push(portalId);
      await release.promise;
    });
    const join = () => queue.add(kind, { portalId: 1 }, { id: '1', whileRunning: 'join' });
    await join();
    await started.first(1);
    await join();
    await add(kind, 9);
    release.resolve();
    expect(await started.first(2)).toEqual([1, 9]);
    release = Promise.withResolvers<void>();
    await join();
    await started.first(3);
    await add(kind, 1);
    await join();
    await add(kind, 9);
    release.resolve();
    expect((await started.first(5)).slice(3).sort()).toEqual([1, 9]);
    await add(kind, 8);
    expect((await started.first(6)).at(5)).toBe(8);
  });

  it('serves the lower number first, whatever came first', async () => {
    const kind = newKind();
    const seen = new Recorder<number>();
    await add(kind, 30, 30);
    await add(kind, 10, 10);
    await add(kind, 20, 20);
    await work(kind, async ({ portalId }) => seen.push(portalId));
    expect(await seen.first(3)).toEqual([10, 20, 30]);
  });

  it('moves a waiting job forward, and ignores the wish for one that is not there', async () => {
    const kind = newKind();
    const seen = new Recorder<number>();
    await add(kind, 10, 10);
    await add(kind, 20, 20);
    await queue.prioritise(kind, '20', 1);
    await queue.prioritise(kind, '404', 1);
    await work(kind, async ({ portalId }) => seen.push(portalId));
    expect(await seen.first(2)).toEqual([20, 10]);
  });

  it('adds scheduled jobs again and again, and one series per id however often it is asked for', async () => {
    const kind = newKind();
    const seen = new Recorder<number>();
    for (let process = 0; process < 3; process += 1) {
      await queue.schedule(kind, { portalId: 5 }, { id: 'every', everyMs: 200 });
    }
    const begun = performance.now();
    await work(kind, async ({ portalId }) => seen.push(portalId));
    expect(await seen.first(4)).toEqual([5, 5, 5, 5]);
    // Three series would have given four runs at once; the first may come at any moment of its interval.
    expect(performance.now() - begun).toBeGreaterThan(300);
  });

  it('waits as long as HubSpot asks and does not count that as a try', async () => {
    const kind = newKind({ attempts: 1 });
    const runs = new Recorder<number>();
    await work(kind, async () => {
      runs.push(performance.now());
      if (runs.count < 4) throw new HubSpotBusy('slow down', { retryAfterMs: 80 });
    });
    await add(kind, 1);
    const times = await runs.first(4);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Node and the backend round to milliseconds.
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(75);
  });

  it('keeps serving other accounts while one waits for HubSpot', async () => {
    const kind = newKind();
    const seen = new Recorder<number>();
    await work(kind, async ({ portalId }) => {
      seen.push(portalId);
      if (portalId === 1) throw new HubSpotBusy('slow down', { retryAfterMs: 60_000 });
    });
    await add(kind, 1);
    await add(kind, 2);
    expect(await seen.first(2)).toEqual([1, 2]);
  });

  it('tries again when HubSpot is unavailable, as often as the kind says, and then takes new requests', async () => {
    const kind = newKind({ attempts: 3 });
    const seen = new Recorder<number>();
    await work(kind, async ({ portalId }) => {
      seen.push(portalId);
      if (portalId === 1) throw new HubSpotUnavailable('down');
    });
    await add(kind, 1);
    await seen.first(3);
    await add(kind, 2);
    expect(await seen.first(4)).toEqual([1, 1, 1, 2]);
    await add(kind, 1);
    expect((await seen.first(5)).at(4)).toBe(1);
  });

  it.each([new HubSpotReconnectNeeded('revoked'), new HubSpotRejected('bad property', { status: 400 })])(
    'does not repeat what cannot succeed: $name',
    async (failure) => {
      const kind = newKind({ attempts: 5 });
      const seen = new Recorder<number>();
      await work(kind, async ({ portalId }) => {
        seen.push(portalId);
        if (portalId === 1) throw failure;
      });
      await add(kind, 1);
      await seen.first(1);
      await add(kind, 1);
      await add(kind, 2);
      const order = await seen.first(3);
      expect(order.filter((portalId) => portalId === 2)).toEqual([2]);
      expect(order.filter((portalId) => portalId === 1)).toEqual([1, 1]);
    },
  );

  it('refuses a payload that is not of the kind, without running it', async () => {
    const kind = newKind();
    const other: JobKind<{ other: string }> = { ...kind, schema: z.object({ other: z.string() }) };
    const seen = new Recorder<number>();
    await queue.add(other, { other: 'version' }, { id: 'x', priority: 1 });
    await add(kind, 2, 2);
    await work(kind, async ({ portalId }) => seen.push(portalId));
    expect(await seen.first(1)).toEqual([2]);
  });

  it('puts running work back when asked to stop, and the next worker runs it', async () => {
    const kind = newKind({ attempts: 1 });
    const begun = new Recorder<number>();
    const first = await queue.work(
      kind,
      async ({ portalId }, { signal }) => {
        begun.push(portalId);
        await once(signal, 'abort');
        throw new Error('stopped at a safe point');
      },
      { concurrency: 1, lockMs: 30_000 },
    );
    await add(kind, 1);
    await begun.first(1);
    await first.stop();
    const seen = new Recorder<number>();
    await work(kind, async ({ portalId }) => seen.push(portalId));
    expect(await seen.first(1)).toEqual([1]);
  });

  it('gives the job of a killed process to another worker, as a whole', async () => {
    const kind = newKind({ attempts: 1 });
    await add(kind, 1);
    if (backend === 'model') {
      // Its processes die by throwing.
      const begun = new Recorder<number>();
      await queue.work(
        kind,
        async ({ portalId }) => {
          begun.push(portalId);
          throw new Crash('worker');
        },
        { concurrency: 1, lockMs: 500 },
      );
      await begun.first(1);
    } else {
      const redisUrl = backend.kind === 'redis' ? redis?.url : '';
      expect(await killWorker(kind.name, { databaseUrl: database.url, redisUrl })).toBe('running');
    }
    await add(kind, 1);
    const seen = new Recorder<number>();
    await work(kind, async ({ portalId }) => seen.push(portalId), { lockMs: 500 });
    expect(await seen.first(1)).toEqual([1]);
  }, 20_000);
});
