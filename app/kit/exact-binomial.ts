/**
 * Two-sided exact binomial test of a against b with p = 1/2: how likely a split at least as uneven as this one is,
 * when both periods draw from the same rate. The distribution is symmetric, so twice the smaller tail is exact.
 * @returns the p-value, 0..1; 1 where both are zero
 */
export function exactBinomial(a: number, b: number): number {
  const n = a + b;
  const few = Math.min(a, b);
  // In logarithms: 2^-n is zero in floating point beyond n = 1,074.
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= few; k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
