/** A worker process that takes one job and never finishes it: it is there to be killed. */
import { z } from 'zod';
import { createQueueBackend } from '../../server/jobs/backend.ts';
import { openQueue } from '../../server/jobs/queue.ts';
import { createLogger } from '../../server/ops/logger.ts';

const { KIND = '', DATABASE_URL = '', REDIS_URL } = process.env;
const redis = REDIS_URL ? { url: REDIS_URL, prefix: 'test' } : undefined;
const backend = createQueueBackend({ databaseUrl: DATABASE_URL, redis });
const queue = openQueue(backend, createLogger({ level: 'silent' }));
await queue.work(
  { name: KIND, schema: z.object({ portalId: z.number() }), attempts: 1, backoffMs: 10 },
  async () => {
    process.stdout.write('running\n');
    await new Promise(() => {});
  },
  { concurrency: 1, lockMs: 500 },
);
