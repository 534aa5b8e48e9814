import type { z } from 'zod';
import type { Logger } from '../ops/logger.ts';

/** Ids only: what a job works on is read from PostgreSQL when it runs, so a late or repeated job never acts on old data. */
export type JobPayload = Readonly<Record<string, string | number>>;

/** What producer and worker agree on. One file per kind of job. */
export interface JobKind<Payload extends JobPayload> {
  /** Also the queue's name: kinds do not wait behind each other. */
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
  /** Tries before the job counts as failed; waiting for HubSpot's rate limit is not a try. */
  readonly attempts: number;
  /** Pause before the second try; doubles with each, give or take half. */
  readonly backoffMs: number;
}

export interface JobContext {
  /** Aborted when the process is asked to stop: end at the next safe point; the job is put back and runs again later. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** May run more than once for one request, and again after a crash in the middle: the second time must be harmless. */
export type JobHandler<Payload extends JobPayload> = (payload: Payload, context: JobContext) => Promise<void>;
