import { createQueueBackend, type QueueBackend } from '../../server/jobs/backend.ts';

export interface NamedQueue {
  readonly name: string;
  readonly create: () => QueueBackend | 'model';
}

/** The real backends that are present, and the model that the simulation runs on: all are held to the same contract. */
export function queueBackends(databaseUrl: () => string, redisUrl: string | undefined): NamedQueue[] {
  const queues: NamedQueue[] = [
    { name: 'PostgreSQL', create: () => createQueueBackend({ databaseUrl: databaseUrl() }) },
    { name: 'the simulation', create: () => 'model' },
  ];
  if (redisUrl === undefined) {
    process.stdout.write('queue contract: Redis is absent (no REDIS_URL, no redis-server)\n');
    return queues;
  }
  const redis = { url: redisUrl, prefix: 'test' };
  return [...queues, { name: 'Redis', create: () => createQueueBackend({ databaseUrl: databaseUrl(), redis }) }];
}
