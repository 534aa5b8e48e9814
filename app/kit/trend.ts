import { median } from './average.ts';
import { mannKendall } from './mann-kendall.ts';
import { type Point, theilSen } from './theil-sen.ts';

export type Trend =
  | { readonly direction: 'too few'; readonly points: number; readonly needed: number }
  | {
      readonly direction: 'rising' | 'falling' | 'no trend';
      /** Values per unit of `at`. */
      readonly slope: number;
      readonly intercept: number;
      readonly p: number;
    };

/** Fewer cannot show a trend at 5 %: of 4 values in a row, one order in twelve rises or falls throughout. */
const FEWEST = 5;

/**
 * The direction of a series by Mann and Kendall, its pace by Theil and Sen. Values at one time count as their median.
 * @param minimumPoints different times needed; never fewer than 5, which is what `alpha` = 0.05 takes
 * @param alpha two-sided level below which a series is said to rise or fall
 */
export function trend(points: readonly Point[], minimumPoints: number, alpha = 0.05): Trend {
  const series = onePerTime(points);
  const needed = Math.max(FEWEST, minimumPoints);
  const line = theilSen(series);
  if (!line || series.length < needed) return { direction: 'too few', points: series.length, needed };
  const { s, p } = mannKendall(series.map(({ value }) => value));
  return { direction: p >= alpha ? 'no trend' : s > 0 ? 'rising' : 'falling', ...line, p };
}

function onePerTime(points: readonly Point[]): Point[] {
  const byTime = Map.groupBy(points, ({ at }) => at);
  return [...byTime]
    .map(([at, same]) => ({ at, value: median(same.map(({ value }) => value)) ?? 0 }))
    .sort((a, b) => a.at - b.at);
}
