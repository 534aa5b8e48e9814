import { quantile } from './quantile.ts';

/** Tukey's multiple of the distance between the quartiles. */
export const FENCE_REACH = 1.5;

/**
 * Outside these a value is unusual for its group: first quartile - 1.5 IQR and third quartile + 1.5 IQR (Tukey 1977),
 * with quartiles of type 7. In the unit of the values.
 * @returns undefined for no values
 */
export function fences(values: readonly number[]): { readonly low: number; readonly high: number } | undefined {
  const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
  if (q1 === undefined || q3 === undefined) return undefined;
  return { low: q1 - FENCE_REACH * (q3 - q1), high: q3 + FENCE_REACH * (q3 - q1) };
}
