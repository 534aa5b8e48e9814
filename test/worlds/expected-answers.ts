import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ExpectedAnswer = z.object({
  asOf: z.iso.date(),
  catalogue: z.number(),
  measure: z.string(),
  role: z.string().nullable(),
  window: z.string(),
  scope: z.enum(['partner', 'program']),
  partnerId: z.string().nullable(),
  state: z.string(),
  /** Money in major units of the account's currency, ratios 0..1. */
  value: z.union([z.number(), z.string()]).nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  sample: z.number().nullable(),
  /** The arithmetic in words. */
  what: z.string(),
});
/** One hand-worked answer of a tiny world. Null evidence means that the world says nothing about it. */
export type ExpectedAnswer = z.infer<typeof ExpectedAnswer>;

const Findings = z.record(z.string(), z.array(z.string()));

const read = (world: string, file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, world, file), 'utf8'));

/** @throws when `expected.json` of the world is absent or not of this shape */
export function expectedAnswers(world: string): ExpectedAnswer[] {
  return z.array(ExpectedAnswer).parse(read(world, 'expected.json'));
}

/** Kind of finding -> records it names, as `deal:101`. */
export function expectedFindings(world: string): Record<string, string[]> {
  return Findings.parse(read(world, 'findings.json'));
}
