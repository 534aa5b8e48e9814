import * as z from 'zod/mini';
import { contractVersion } from './version.ts';

/** Why there is no answer. The card chooses its picture by the code and shows the server's words. */
export const PROBLEM_CODES = [
  'reconnect-needed',
  'no-permission',
  'record-not-found',
  'busy',
  'bad-request',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * An expected failure. It travels with status 200, because HubSpot withholds the body of every 3xx to 5xx answer from
 * a card.
 */
export const problemAnswer = z.object({
  contractVersion,
  state: z.literal('problem'),
  problem: z.object({
    /** One of `PROBLEM_CODES`; a code from a newer server is shown like `internal`. */
    code: z.string(),
    /** One or two sentences for the viewer: what happened and what to do. */
    message: z.string(),
    /** True when trying again can help. */
    retry: z.boolean(),
  }),
});
export type ProblemAnswer = z.output<typeof problemAnswer>;
