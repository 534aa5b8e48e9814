/** The 97.5th percentile of the normal distribution: two-sided 95 %. */
export const Z_95 = 1.959963984540054;

/** Beyond this the continued fraction has settled after `DEPTH` terms; below it the series loses no digits. */
const TAIL = 2.5;
const DEPTH = 120;

/**
 * Chance that a standard normal value exceeds `z`, with small relative error far into the tail (Abramowitz and Stegun
 * 1964: the series 26.2.11 near the middle, the continued fraction 26.2.14 in the tail).
 */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < TAIL) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * Number.EPSILON; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let below = z;
  for (let k = DEPTH; k >= 1; k--) below = z + k / below;
  return density / below;
}
