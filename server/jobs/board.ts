import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';
import type { Logger } from '../ops/logger.ts';
import type { Producer, QueueBackend } from './backend.ts';

export interface QueueBoard {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

type RedisQueue = ConstructorParameters<typeof BullMQAdapter>[0];

/** The adapter's type names the Redis queue alone; its code works with either, which the board's test shows. */
const adapters: { of(queue: Producer): BullMQAdapter } = {
  of: (queue: RedisQueue) => new BullMQAdapter(queue, { readOnlyMode: true }),
};

/** Pages that show what waits, runs and failed, below `path`. They change nothing: no page of theirs can be misused. */
export function openQueueBoard(
  backend: QueueBackend,
  { names, path, log }: { names: readonly string[]; path: string; log: Logger },
): QueueBoard {
  const queues = names.map((name) => backend.producer(name));
  for (const queue of queues) queue.on('error', (error) => log.warn({ err: error }, 'queue.connection_lost'));
  const adapter = new ExpressAdapter().setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => adapters.of(queue)),
    serverAdapter: adapter,
  });
  return {
    handler: adapter.getRouter(),
    close: async () => void (await Promise.all(queues.map((queue) => queue.close()))),
  };
}
