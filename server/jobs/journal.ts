import { z } from 'zod';
import type { JobHandler, JobKind } from './job.ts';

/** Reads on in the app's own journal at HubSpot. */
export const journal: JobKind<Record<string, never>> = {
  name: 'journal',
  schema: z.record(z.string(), z.never()),
  // The schedule tries again soon enough.
  attempts: 1,
  backoffMs: 1_000,
};

export const JOURNAL_EVERY_MS = 60_000;

export function journalHandler(follow: () => Promise<void>): JobHandler<Record<string, never>> {
  return async () => {
    await follow();
  };
}
