import * as z from 'zod/mini';

/**
 * Raised only when an older card could misread a newer answer. New optional fields do not raise it: unknown keys are
 * ignored on parsing, so cards and server may be released apart.
 */
export const CONTRACT_VERSION = 1;

export const contractVersion = z.literal(CONTRACT_VERSION);
