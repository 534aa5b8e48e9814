import { mean, median } from './average.ts';

/** Iglewicz and Hoaglin's limit: further from the median than this is an outlier. */
export const MODIFIED_Z_LIMIT = 3.5;

/** Brings the median absolute deviation of normal values to one standard deviation: their 75th percentile. */
const MEDIAN_SCALE = 0.6745;
/** The same for the mean absolute deviation: the square root of pi / 2. */
const MEAN_SCALE = Math.sqrt(Math.PI / 2);

/**
 * How far `value` stands from the median of `group`, in standard deviations that outliers do not stretch: 0.6745 (x -
 * median) / MAD (Iglewicz and Hoaglin 1993). Where more than half the group are alike MAD is 0, and the mean absolute
 * deviation takes its place: (x - median) / (1.2533 mean deviation).
 * @returns undefined for an empty group, and for a value that differs from a group all alike
 */
export function modifiedZ(value: number, group: readonly number[]): number | undefined {
  const middle = median(group);
  if (middle === undefined) return undefined;
  if (value === middle) return 0;
  const deviations = group.map((one) => Math.abs(one - middle));
  const typical = median(deviations) || 0;
  if (typical > 0) return (MEDIAN_SCALE * (value - middle)) / typical;
  // By size, so that rounding does not depend on the order of the group.
  const average = mean(deviations.sort((a, b) => a - b)) || 0;
  return average > 0 ? (value - middle) / (MEAN_SCALE * average) : undefined;
}
