import { firstNotBelow } from './rank.ts';

/** Ranks from 1, in the order given; values alike share the mean of their ranks. Only values that differ are sorted. */
export function midRanks(values: readonly number[]): number[] {
  const highest = highestCount(values);
  return highest === undefined ? ranksByNumber(values) : ranksByCount(values, highest);
}

/** The largest of values that are whole, not negative and hardly larger than they are many; undefined for others. */
function highestCount(values: readonly number[]): number | undefined {
  let highest = 0;
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0) return undefined;
    if (value > highest) highest = value;
  }
  return highest <= 4 * values.length + 64 ? highest : undefined;
}

/** Small counts are ranked without sorting them. */
function ranksByCount(values: readonly number[], highest: number): number[] {
  const alike = new Int32Array(highest + 1);
  for (const value of values) alike[value] = (alike[value] as number) + 1;
  const rankOf = rankByCount(alike);
  return values.map((value) => rankOf[value] as number);
}

/** @param alike how often each count occurs */
function rankByCount(alike: Int32Array): Float64Array {
  const rankOf = new Float64Array(alike.length);
  let below = 0;
  for (let value = 0; value < alike.length; value++) {
    const count = alike[value] as number;
    rankOf[value] = below + (count + 1) / 2;
    below += count;
  }
  return rankOf;
}

/** A sorted copy is searched for each value: a map of numbers that nearly all differ costs more to fill and to ask. */
function ranksByNumber(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const rankAt = new Float64Array(sorted.length);
  let after = 0;
  for (let first = 0; first < sorted.length; first = after) {
    do after++;
    while (sorted[after] === sorted[first]);
    rankAt[first] = (first + after + 1) / 2;
  }
  return values.map((value) => rankAt[firstNotBelow(sorted, value)] as number);
}

/**
 * The rank of a count among those at some places, which holds it. For what ranks all partners at every date: small counts
 * are neither copied nor sorted.
 * @param counts whole numbers, not negative
 */
export function midRankAmong(counts: Int32Array, places: readonly number[]): (count: number) => number {
  let highest = 0;
  for (const place of places) if ((counts[place] as number) > highest) highest = counts[place] as number;
  if (highest > 4 * places.length + 64) {
    const values = places.map((place) => counts[place] as number);
    const ranks = new Map(ranksByNumber(values).map((rank, i) => [values[i], rank]));
    return (count) => ranks.get(count) ?? 0;
  }
  const alike = new Int32Array(highest + 1);
  for (const place of places) alike[counts[place] as number] = (alike[counts[place] as number] as number) + 1;
  const rankOf = rankByCount(alike);
  return (count) => rankOf[count] as number;
}

/** Where each value stands among all of them, 0..1: the share below it plus half the share alike. One alone stands at 0.5. */
export const percentiles = (values: readonly number[]): number[] =>
  midRanks(values).map((rank) => (rank - 0.5) / values.length);

/**
 * Splits items into thirds by value. Values alike are never torn apart: each goes where its mid-rank lies, so thirds may
 * differ in size, and items all alike are all in the middle.
 */
export function terciles<T>(
  items: readonly T[],
  measure: (item: T) => number,
): { readonly low: T[]; readonly middle: T[]; readonly high: T[] } {
  const ranks = midRanks(items.map(measure));
  // In whole numbers: 3 (rank - 1/2) against n and 2n, twice.
  const side = (i: number): number => 6 * (ranks[i] ?? 0) - 3;
  const n = items.length;
  return {
    low: items.filter((_, i) => side(i) < 2 * n),
    middle: items.filter((_, i) => side(i) >= 2 * n && side(i) <= 4 * n),
    high: items.filter((_, i) => side(i) > 4 * n),
  };
}
