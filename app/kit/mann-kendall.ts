import { normalUpperTail } from './normal.ts';

/** Up to here, and without ties, every order of the values is counted. */
const EXACT_UP_TO = 12;

export interface MannKendall {
  /** Pairs that rise less pairs that fall. */
  readonly s: number;
  /** Kendall's tau-b, -1..1; undefined where all values are alike. */
  readonly tau: number | undefined;
  /** How likely an S this far from 0 is without a trend, two-sided. */
  readonly p: number;
}

/**
 * Does a series rise or fall (Mann 1945, Kendall 1975)? It asks for order only, so neither outliers nor a curve disturb
 * it. The p-value is exact for up to 12 values without ties, else normal with the variance corrected for ties and a
 * continuity correction of 1. It takes values as independent: smoothed or overlapping windows make it too sure.
 * @param values in the order of their times, all times different
 */
export function mannKendall(values: readonly number[]): MannKendall {
  const n = values.length;
  const pairs = (n * (n - 1)) / 2;
  const ties = tieSizes(values);
  const tied = ties.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  let s = 0;
  for (const [i, early] of values.entries()) for (let j = i + 1; j < n; j++) s += Math.sign((values[j] ?? 0) - early);
  return {
    s,
    tau: pairs > tied ? s / Math.sqrt(pairs * (pairs - tied)) : undefined,
    p: s === 0 ? 1 : tied === 0 && n <= EXACT_UP_TO ? exactP(s, n) : normalP(s, n, ties),
  };
}

/** How many values share each value that occurs more than once. */
function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

function normalP(s: number, n: number, ties: readonly number[]): number {
  const spread = (size: number): number => size * (size - 1) * (2 * size + 5);
  const variance = (spread(n) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18;
  return 2 * normalUpperTail((Math.abs(s) - 1) / Math.sqrt(variance));
}

/** Counts the orders of n values by their falling pairs: the i-th value may fall below 0 to i of those before it. */
function exactP(s: number, n: number): number {
  let orders = [1];
  for (let before = 1; before < n; before++) {
    const longer = new Array<number>(orders.length + before).fill(0);
    for (const [falls, count] of orders.entries())
      for (let more = 0; more <= before; more++) longer[falls + more] = (longer[falls + more] ?? 0) + count;
    orders = longer;
  }
  const pairs = orders.length - 1;
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return (2 * sum(orders.slice(0, (pairs - Math.abs(s)) / 2 + 1))) / sum(orders);
}
