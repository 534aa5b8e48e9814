/**
 * How unevenly a sum is spread. A holder below zero (more refunded than sold) holds nothing of the sum: it counts as 0 in
 * shares, HHI and Gini. Zeros count as holders; leave them out before calling where they should not.
 */
import { memo } from './memo.ts';

/** The scale on which HHI is told: percent squared. */
const HHI_SCALE = 10_000;

type Values = readonly number[] | Float64Array;

/** Sorted once for all that is asked of the same values. */
const ascending = memo((values: Values): Float64Array => Float64Array.from(values).sort());

/** What is held, smallest first, so that sums of fractions do not depend on the order in which they came. */
const holdings = memo((values: Values): { readonly held: Float64Array; readonly total: number } => {
  const held = ascending(values).map((value) => Math.max(0, value));
  return { held, total: held.reduce((sum, value) => sum + value, 0) };
});

/**
 * Sum of squared shares on the 0..10,000 scale (Herfindahl and Hirschman; Rhoades 1993): 10,000 is a single source.
 * @returns undefined where nothing is held
 */
export function hhi(values: readonly number[]): number | undefined {
  const { held, total } = holdings(values);
  return total === 0 ? undefined : held.reduce((sum, value) => sum + ((100 * value) / total) ** 2, 0);
}

/** How many holders of equal size would be as concentrated: 10,000 / HHI, from 1 to the number of holders. */
export function effectiveNumber(values: readonly number[]): number | undefined {
  const index = hhi(values);
  return index === undefined ? undefined : HHI_SCALE / index;
}

/**
 * Gini coefficient (Gini 1912), 0 (all alike) up to 1 - 1/n (one has everything), without the n/(n-1) correction for
 * samples of Dixon and others (1987): the partners are the whole programme, not a sample of it.
 * @returns undefined where nothing is held
 */
export function gini(values: readonly number[]): number | undefined {
  const { held, total } = holdings(values);
  if (total === 0) return undefined;
  const n = held.length;
  const ranked = held.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return Math.max(0, (2 * ranked) / (n * total) - (n + 1) / n);
}

/** Sum of the `count` largest values. */
export function topSum(values: Values, count: number): number {
  const sorted = ascending(values);
  let sum = 0;
  for (let i = sorted.length - 1; i >= Math.max(0, sorted.length - count); i--) sum += sorted[i] as number;
  return sum;
}

/**
 * Share, 0..1, that the `count` largest hold together.
 * @returns undefined where nothing is held
 */
export function topShare(values: readonly number[], count: number): number | undefined {
  const { held, total } = holdings(values);
  return total === 0 ? undefined : Math.min(1, topSum(held, count) / total);
}

/**
 * How many of the largest holders it takes to hold `share` (0..1) of all.
 * @returns undefined where nothing is held
 */
export function countHolding(values: readonly number[], share: number): number | undefined {
  const { held, total } = holdings(values);
  if (total === 0) return undefined;
  let sum = 0;
  let count = 0;
  for (const value of held.toReversed()) {
    // Four fifths of a sum may miss it by rounding.
    if (sum >= share * total * (1 - 1e-12)) break;
    sum += value;
    count++;
  }
  return count;
}
