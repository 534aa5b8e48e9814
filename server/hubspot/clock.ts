import { setTimeout as delay } from 'node:timers/promises';

/** Time as the door sees it; tests hand in one that does not wait. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    if (ms > 0) await delay(ms, undefined, signal === undefined ? undefined : { signal });
  },
};
