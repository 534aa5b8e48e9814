import { Redis } from 'ioredis';
import { DemoError } from './data-folder.ts';

/** Keeps the demo's keys apart from those of an installation on the same Redis. */
export const DEMO_REDIS_PREFIX = 'partner-pulse-demo';

const CONNECT_WITHIN_MS = 5_000;
const KEYS_PER_CALL = 500;

/** Deletes what earlier runs left in the queue: their jobs are about an account that no longer exists. */
export async function clearDemoQueue(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: CONNECT_WITHIN_MS,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${DEMO_REDIS_PREFIX}:*`, 'COUNT', KEYS_PER_CALL);
      if (keys.length > 0) await redis.unlink(...keys);
      cursor = next;
    } while (cursor !== '0');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DemoError(
      `REDIS_URL is set, but Redis does not answer: ${reason}. Start it, or unset REDIS_URL: PostgreSQL then carries the queue.`,
      { cause },
    );
  } finally {
    redis.disconnect();
  }
}
