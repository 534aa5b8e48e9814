/** Sum of squared shares on the 0..10,000 scale (Herfindahl and Hirschman): 10,000 is a single source. */
export function hhi(values: readonly number[]): number | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return undefined;
  // Fractions are added by size, so that the sum does not depend on the order in which they came.
  return values.toSorted((a, b) => a - b).reduce((sum, value) => sum + ((100 * value) / total) ** 2, 0);
}

/**
 * Gini coefficient, 0 (all alike) up to 1 - 1/n (one has everything), without the n/(n-1) correction. Zeros count.
 * @param values none negative
 */
export function gini(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return undefined;
  const n = sorted.length;
  const ranked = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return Math.max(0, (2 * ranked) / (n * total) - (n + 1) / n);
}

/** Sum of the `count` largest values. */
export const topSum = (values: readonly number[], count: number): number =>
  values
    .toSorted((a, b) => b - a)
    .slice(0, count)
    .reduce((sum, value) => sum + value, 0);

/** How many of the largest values it takes to hold `share` of all. */
export function countHolding(values: readonly number[], share: number): number | undefined {
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return undefined;
  let held = 0;
  let count = 0;
  for (const value of values.toSorted((a, b) => b - a)) {
    // Four fifths of a sum may miss it by rounding.
    if (held >= share * total * (1 - 1e-12)) break;
    held += value;
    count++;
  }
  return count;
}
