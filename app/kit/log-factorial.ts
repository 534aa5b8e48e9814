/** Below this the product itself is exact enough; above, Stirling's series is. */
const SMALL = 32;

const SMALL_LOGS = Float64Array.from({ length: SMALL }, (_, n) => {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return Math.log(product);
});

/**
 * Natural logarithm of n!, to about the last digit (Stirling's series: Abramowitz and Stegun 1964, 6.1.41).
 * @param n a whole number, not negative
 */
export function logFactorial(n: number): number {
  const small = SMALL_LOGS[n];
  if (small !== undefined) return small;
  const r = 1 / (n * n);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r / 1680))) / n;
  return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + series;
}
