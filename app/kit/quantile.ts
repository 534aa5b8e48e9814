/**
 * Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
 * @returns undefined for no values
 */
export function quantile(values: readonly number[], p: number): number | undefined {
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** The same of values that stand in ascending order. */
export function quantileOfSorted(sorted: Float64Array, p: number): number | undefined {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
}
