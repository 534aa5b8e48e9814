import { createPostgresBackend, type Job, Queue, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import pg from 'pg';

/** The parts of BullMQ's classes in use; neither names the backend, so the rest of the program cannot depend on it. */
export type Producer = Pick<
  Queue,
  | 'add'
  | 'upsertJobScheduler'
  | 'getJobScheduler'
  | 'getDeduplicationJobId'
  | 'getJob'
  | 'getPrioritized'
  | 'getJobCounts'
  | 'waitUntilReady'
  | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };
export type Consumer = Pick<Worker, 'waitUntilReady' | 'close'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'stalled', listener: (jobId: string) => void): unknown;
};
export type Processor = (job: Job<unknown, void>, token?: string) => Promise<void>;
export type ConsumerOptions = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'
>;

/** Where the queue lives: chosen once, at start. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /** Brings the queue's own tables up to date; run once before anything else. */
  prepare(): Promise<void>;
  producer(name: string): Producer;
  consumer(name: string, processor: Processor, options: ConsumerOptions): Consumer;
}

/** Requests fail after this many reconnects instead of hanging; workers wait for Redis as long as it takes. */
const PRODUCER_RETRIES = 3;
/** Connections of one producer or consumer to PostgreSQL; each consumer holds one more for its notifications. */
const CONNECTIONS = 2;

export interface QueueBackendOptions {
  readonly databaseUrl: string;
  /** Used instead of PostgreSQL when given; `prefix` begins every key. */
  readonly redis?: { readonly url: string; readonly prefix: string } | undefined;
}

export function createQueueBackend({ databaseUrl, redis }: QueueBackendOptions): QueueBackend {
  return redis === undefined ? postgresBackend(databaseUrl) : redisBackend(redis.url, redis.prefix);
}

function redisBackend(url: string, prefix: string): QueueBackend {
  return {
    kind: 'redis',
    prepare: async () => {},
    producer: (name) => new Queue(name, { prefix, connection: { url, maxRetriesPerRequest: PRODUCER_RETRIES } }),
    consumer: (name, processor, options) =>
      new Worker(name, processor, { ...options, prefix, connection: { url, maxRetriesPerRequest: null } }),
  };
}

function postgresBackend(url: string): QueueBackend {
  const connection = { connectionString: url, max: CONNECTIONS };
  return {
    kind: 'postgres',
    prepare: () => prepareQueueTables(url),
    producer: (name) => new Queue(name, { connection }, createPostgresBackend),
    consumer: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend),
  };
}

async function prepareQueueTables(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}
