import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { HubSpotBusy, HubSpotRejected } from '../ops/errors.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics } from '../ops/metrics.ts';
import { duePortals } from '../store/due-portals.ts';
import { createQueueBackend } from './backend.ts';
import { passInSteps } from './pass-steps.ts';
import { portalPassHandler, type RunPass, requestPass } from './portal-pass.ts';
import { type JobQueue, openQueue, type Work } from './queue.ts';
import { startWorker } from './start-worker.ts';

const log = createLogger({ level: 'silent' });
const INTERVAL_SECONDS = 600;

describe('passes over accounts', () => {
  const database = testDatabase();
  let queue: JobQueue;
  let worker: Work | undefined;

  beforeEach(async () => {
    await database.db.pool.query('truncate portals cascade');
    queue = openQueue(createQueueBackend({ databaseUrl: database.url }), log);
  });
  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
    await queue.close();
    await wipeQueue();
  });

  const wipeQueue = async () => {
    const { rows } = await database.db.pool.query<{ table: string }>(
      "select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'",
    );
    await database.db.pool.query(`truncate ${rows.map(({ table }) => table).join()}`);
  };
  const connect = (portalId: number, { status = 'connected', dueInSeconds = -1 } = {}) =>
    database.db.pool.query(
      'insert into portals (portal_id, status, next_due_at) values ($1, $2, now() + make_interval(secs => $3))',
      [portalId, status, dueInSeconds],
    );
  const start = async (runPass: RunPass, concurrency = 1) => {
    worker = await startWorker({
      db: database.db,
      queue,
      log,
      metrics: createMetrics(),
      runPass,
      eraseExpired: async () => undefined,
      intervalSeconds: INTERVAL_SECONDS,
      concurrency,
      lockSeconds: 30,
    });
  };
  const secondsUntilDue = async (portalId: number): Promise<number> => {
    const { rows } = await database.db.pool.query<{ seconds: number }>(
      'select extract(epoch from next_due_at - now())::float8 as seconds from portals where portal_id = $1',
      [portalId],
    );
    return rows[0]?.seconds ?? Number.NaN;
  };

  it('are asked for by the reconciler for every connected account that is due, and for no other', async () => {
    await connect(1);
    await connect(2, { dueInSeconds: 3_600 });
    await connect(3, { status: 'disconnected' });
    await connect(4);
    const seen: number[] = [];
    const all = Promise.withResolvers<void>();
    await start(async (portalId) => {
      seen.push(portalId);
      if (seen.length === 2) all.resolve();
      return 'done';
    });
    await all.promise;
    await worker?.stop();
    expect(seen.sort()).toEqual([1, 4]);
    expect(await duePortals(database.db, 10)).toEqual([]);
  });

  it('of accounts that are done are due again after the interval, give or take a fifth', async () => {
    await connect(1);
    const ran = Promise.withResolvers<void>();
    await start(async () => {
      ran.resolve();
      return 'done';
    });
    await ran.promise;
    await worker?.stop();
    const seconds = await secondsUntilDue(1);
    expect(seconds).toBeGreaterThan(INTERVAL_SECONDS * 0.79);
    expect(seconds).toBeLessThan(INTERVAL_SECONDS * 1.21);
  });

  it('stay due until they are complete, so that a wiped queue loses none', async () => {
    await connect(1);
    const running = Promise.withResolvers<void>();
    await start(async (_portalId, { signal }) => {
      running.resolve();
      await once(signal, 'abort');
      throw new Error('stopped in the middle');
    });
    await running.promise;
    expect(await duePortals(database.db, 10)).toEqual([1]);
    await worker?.stop();
    expect(await duePortals(database.db, 10)).toEqual([1]);
  });

  it.each([
    ['that fail for good wait for the interval', new HubSpotRejected('a property is missing', { status: 400 }), false],
    ['that HubSpot asked to slow down stay due', new HubSpotBusy('slow down', { retryAfterMs: 60_000 }), true],
  ])('%s', async (_name, failure, stillDue) => {
    await connect(1);
    const handle = portalPassHandler({
      db: database.db,
      queue,
      runPass: () => Promise.reject(failure),
      intervalSeconds: INTERVAL_SECONDS,
    });
    const context = { signal: new AbortController().signal, log };
    await expect(handle({ portalId: 1, slice: 0 }, context)).rejects.toBe(failure);
    expect(await duePortals(database.db, 10)).toEqual(stillDue ? [1] : []);
  });

  it('of a large account give way to other accounts between two slices', async () => {
    const order: number[] = [];
    const begun = Promise.withResolvers<void>();
    const othersAsked = Promise.withResolvers<void>();
    const all = Promise.withResolvers<void>();
    await start(async (portalId) => {
      order.push(portalId);
      if (portalId !== 1) return 'done';
      begun.resolve();
      await othersAsked.promise;
      if (order.filter((id) => id === 1).length < 4) return 'more';
      all.resolve();
      return 'done';
    });
    await requestPass(queue, 1);
    await begun.promise;
    await requestPass(queue, 2);
    await requestPass(queue, 3);
    await requestPass(queue, 4, { urgent: true });
    othersAsked.resolve();
    await all.promise;
    expect(order).toEqual([1, 4, 2, 3, 1, 1, 1]);
  });

  it.each([
    ['at once for somebody in front of a screen', { urgent: true, waited: 600, slice: 0, isTheirs: true }],
    ['not yet for the schedule', { urgent: false, waited: 4_000, slice: 3, isTheirs: false }],
    ['after five seconds for an account that had less', { urgent: false, waited: 5_100, slice: 3, isTheirs: true }],
    ['never for one that comes after it anyway', { urgent: false, waited: 60_000, slice: -1, isTheirs: false }],
  ])('of a large account give way between two pages: %s', async (_name, { urgent, waited, slice, isTheirs }) => {
    let nowMs = 0;
    let seen: boolean | undefined;
    const handle = portalPassHandler({
      db: database.db,
      queue,
      intervalSeconds: INTERVAL_SECONDS,
      monotonic: () => nowMs,
      runPass: async (_portalId, { isOthersTurn }) => {
        await requestPass(queue, 2, { urgent });
        nowMs = waited;
        seen = await isOthersTurn?.();
        return 'done';
      },
    });
    await handle({ portalId: 1, slice }, { signal: new AbortController().signal, log });
    expect(seen).toBe(isTheirs);
  });

  it('that somebody waits for overtake those of the schedule, also when they wait already', async () => {
    for (const portalId of [1, 2, 3]) await requestPass(queue, portalId);
    await requestPass(queue, 3, { urgent: true });
    const order: number[] = [];
    const all = Promise.withResolvers<void>();
    await start(async (portalId) => {
      order.push(portalId);
      if (order.length === 3) all.resolve();
      return 'done';
    });
    await all.promise;
    expect(order).toEqual([3, 1, 2]);
  });
});

describe('the steps of a pass', () => {
  const context = (signal = new AbortController().signal) => ({ signal, log });

  it('run in order and end early where one has more to do', async () => {
    const ran: string[] = [];
    const step = (name: string, outcome: 'done' | 'more') => ({
      name,
      run: async () => {
        ran.push(name);
        return outcome;
      },
    });
    const pass = passInSteps([step('sync', 'done'), step('compute', 'more'), step('write', 'done')]);
    expect(await pass(1, context())).toBe('more');
    expect(ran).toEqual(['sync', 'compute']);
    expect(await passInSteps([step('write', 'done')])(1, context())).toBe('done');
  });

  it('are not begun after the process was asked to stop', async () => {
    const stopping = new AbortController();
    let second = false;
    const pass = passInSteps([
      {
        name: 'sync',
        run: async () => {
          stopping.abort();
          return 'done';
        },
      },
      {
        name: 'compute',
        run: async () => {
          second = true;
          return 'done';
        },
      },
    ]);
    await expect(pass(1, context(stopping.signal))).rejects.toThrow();
    expect(second).toBe(false);
  });
});
