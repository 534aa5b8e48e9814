/** Ranks from 1, in the order given; values alike share the mean of their ranks. Only values that differ are sorted. */
export function midRanks(values: readonly number[]): number[] {
  const alike = new Map<number, number>();
  for (const value of values) alike.set(value, (alike.get(value) ?? 0) + 1);
  const rankOf = new Map<number, number>();
  let below = 0;
  for (const value of Float64Array.from(alike.keys()).sort()) {
    const count = alike.get(value) ?? 0;
    rankOf.set(value, below + (count + 1) / 2);
    below += count;
  }
  return values.map((value) => rankOf.get(value) ?? 0);
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
