import { z } from 'zod';
import type { JobHandler, JobKind } from './job.ts';

/** Erases accounts that left long ago. */
export const retention: JobKind<Record<string, never>> = {
  name: 'retention',
  schema: z.record(z.string(), z.never()),
  attempts: 3,
  backoffMs: 60_000,
};

export const RETENTION_EVERY_MS = 6 * 3_600_000;

export function retentionHandler(eraseExpired: () => Promise<unknown>): JobHandler<Record<string, never>> {
  return async () => {
    await eraseExpired();
  };
}
