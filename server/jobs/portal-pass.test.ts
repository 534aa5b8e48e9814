import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { HubSpotBusy, HubSpotRejected } from '../ops/errors.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics } from '../ops/metrics.ts';
import { duePortals } from '../store/due-portals.ts';
import { createQueueBackend } from './backend.ts';
import { passInSteps } from './pass-steps.ts';
import { type RunPass, requestPass } from './portal-pass.ts';
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
    await database.db.pool.query('truncate bullmq.job cascade');
  });

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
});
