/** Ranks from 1, in the order given; values alike share the mean of their ranks. */
export function midRanks(values: readonly number[]): number[] {
  const sorted = [...values.entries()].sort(([, a], [, b]) => a - b);
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < sorted.length; ) {
    let next = first;
    while (next < sorted.length && sorted[next]?.[1] === sorted[first]?.[1]) next++;
    for (const [index] of sorted.slice(first, next)) ranks[index] = (first + 1 + next) / 2;
    first = next;
  }
  return ranks;
}

/**
 * Where `value` stands in `group`, 0..1: the share below it plus half the share alike. One alone stands at 0.5.
 * @returns undefined for an empty group
 */
export function percentileOf(value: number, group: readonly number[]): number | undefined {
  if (group.length === 0) return undefined;
  let below = 0;
  for (const one of group) below += one < value ? 1 : one === value ? 0.5 : 0;
  return below / group.length;
}

/** `percentileOf` each value within all of them, sorting once. */
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
