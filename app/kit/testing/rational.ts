/** Exact arithmetic as the oracle of the kit's floating point. */

/** Binary digits kept in a quotient: more than a double holds. */
const DIGITS = 80;

/** The double nearest to a fraction of whole numbers, however small. */
export function ratio(numerator: bigint, denominator: bigint): number {
  const shift = Math.max(0, DIGITS + denominator.toString(2).length - numerator.toString(2).length);
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift;
}

/** Ways to choose `k` of `n`; 0 outside 0..n. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}
