import type { z } from 'zod';
import { HubSpotRejected } from '../ops/errors.ts';

/** Parses what HubSpot sent. The error names the places that differ from what we know, never their values. */
export function parseAnswer<T extends z.ZodType>(schema: T, body: unknown, where: string): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const places = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the whole body'))].slice(0, 5);
  throw new HubSpotRejected(`HubSpot's answer to ${where} has an unknown form at ${places.join(', ')}.`, {
    status: 200,
    category: 'UNKNOWN_FORM',
  });
}
