import type { JobQueue } from '../../server/jobs/queue.ts';
import type { Logger } from '../../server/ops/logger.ts';
import { Crash } from '../simulation/gate.ts';
import { createModelQueue } from '../simulation/model-queue.ts';

/** The queue of the simulation on real time, for the contract that all queues are held to. */
export const modelQueue = (log: Logger): JobQueue =>
  createModelQueue({
    log,
    after: (milliseconds, callBack) => void setTimeout(callBack, milliseconds).unref(),
    isCrash: (error) => error instanceof Crash,
  });
