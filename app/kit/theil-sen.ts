import { median } from './average.ts';

/** A value at a time, in whatever unit of time the caller counts. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * A line that single outliers do not bend: the slope is the median of the slopes of all pairs at different times (Theil
 * 1950, Sen 1968), the intercept the median of `value - slope * at`, so that half the points lie on either side.
 * @returns the slope in values per unit of `at`; undefined without two different times
 */
export function theilSen(points: readonly Point[]): { readonly slope: number; readonly intercept: number } | undefined {
  // Adding 0 makes a negative zero, which depends on the order of a pair, an ordinary one.
  const slopes = points.flatMap((a, i) =>
    points.slice(i + 1).flatMap((b) => (a.at === b.at ? [] : [(b.value - a.value) / (b.at - a.at) + 0])),
  );
  const slope = median(slopes);
  if (slope === undefined) return undefined;
  return { slope, intercept: median(points.map(({ at, value }) => value - slope * at + 0)) ?? 0 };
}
