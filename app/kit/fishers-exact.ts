import { logFactorial } from './log-factorial.ts';

/** Counts of a table of two by two: with and without a trait, by hit and miss. */
export interface TwoByTwo {
  readonly traitHit: number;
  readonly traitMiss: number;
  readonly otherHit: number;
  readonly otherMiss: number;
}

/** Chances that should be equal may differ by rounding; a table counts as no likelier when within this. */
const CLOSE = 1 + 1e-7;

/**
 * Fisher's exact test (Fisher 1935): how likely a split this uneven is by chance, the sums of rows and columns given.
 * @returns `greater`: as many hits with the trait or more. `twoSided`: all tables no likelier than this one
 */
export function fishersExact(table: TwoByTwo): { readonly greater: number; readonly twoSided: number } {
  const { traitHit, traitMiss, otherHit, otherMiss } = table;
  const trait = traitHit + traitMiss;
  const other = otherHit + otherMiss;
  const hits = traitHit + otherHit;
  const all = logChoose(trait + other, hits);
  const chance = (k: number): number => Math.exp(logChoose(trait, k) + logChoose(other, hits - k) - all);

  const limit = chance(traitHit) * CLOSE;
  let greater = 0;
  let twoSided = 0;
  for (let k = Math.max(0, hits - other); k <= Math.min(trait, hits); k++) {
    const p = chance(k);
    if (k >= traitHit) greater += p;
    if (p <= limit) twoSided += p;
  }
  return { greater: Math.min(1, greater), twoSided: Math.min(1, twoSided) };
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
