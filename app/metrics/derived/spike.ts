/** When a month's count stands out: at least `fewest`, and more than three standard deviations of a Poisson count above the usual. */
export const SPIKE = { monthDays: 30, months: 6, fewestMonths: 3, fewest: 4 } as const;

/** @param mean of the months before */
export const isSpike = (count: number, mean: number): boolean =>
  count >= SPIKE.fewest && count > mean + 3 * Math.sqrt(mean);
