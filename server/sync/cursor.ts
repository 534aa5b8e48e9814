import { z } from 'zod';

/** A running window of search over modification dates, epoch milliseconds, both ends inclusive. */
export const searchWindow = z.object({
  lowMs: z.number(),
  untilMs: z.number(),
  after: z.string().nullable(),
  /** Results read since `lowMs`, and how many HubSpot announced. */
  seen: z.number(),
  total: z.number().nullable(),
  /** Modification date of the last record of the last page. */
  lastMs: z.number().nullable(),
  /** Set while more records than HubSpot shows share one millisecond: that one is walked by id. */
  drain: z.object({ ms: z.number(), afterId: z.string() }).nullable(),
});

export type SearchWindow = z.infer<typeof searchWindow>;

/** Where a stream of records stands. */
export const streamCursor = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('list'),
    after: z.string().nullable(),
    /** When listing began: increments start there. */
    startedMs: z.number(),
    properties: z.array(z.string()),
  }),
  z.object({
    phase: z.literal('live'),
    /** The next window begins here. */
    sinceMs: z.number(),
    properties: z.array(z.string()),
    window: searchWindow.nullable(),
  }),
]);

export type StreamCursor = z.infer<typeof streamCursor>;
export type ListCursor = Extract<StreamCursor, { phase: 'list' }>;
export type LiveCursor = Extract<StreamCursor, { phase: 'live' }>;

/** Streams that work off a list keep no place in it, only when they last got a page. */
export const workCursor = z.object({
  lastMs: z.number(),
  /** Properties that the stream was last read with. */
  properties: z.array(z.string()).optional(),
});

export type WorkCursor = z.infer<typeof workCursor>;

/** Where a sweep stands: `step` counts those that are done, `after` is the place inside the current one. */
export const sweepCursor = z.object({
  /** When everything was last listed again to its end; null before the first time. */
  lastFullMs: z.number().nullable(),
  running: z
    .object({ startedMs: z.number(), step: z.number(), isFull: z.boolean(), after: z.string().nullable() })
    .nullable(),
});
