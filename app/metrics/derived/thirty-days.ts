/** Twelve times 30 days back from the date, the latest first: months of equal length, so that counts can be compared. */
import type { TableName } from '../../facts/tables.ts';
import { countOf, lastDays } from '../fold.ts';

export const MONTH_DAYS = 30;
export const MONTHS = 12;

/** One fold for each of the twelve. */
export function monthlyCounts<const N extends TableName>(from: N) {
  const month = (back: number) => countOf(from, { reach: lastDays(MONTH_DAYS, MONTH_DAYS * back) });
  return {
    ...{ m0: month(0), m1: month(1), m2: month(2), m3: month(3), m4: month(4), m5: month(5) },
    ...{ m6: month(6), m7: month(7), m8: month(8), m9: month(9), m10: month(10), m11: month(11) },
  };
}

type Counts = { readonly [K in keyof ReturnType<typeof monthlyCounts>]: { readonly count: number } };

/** What those folds counted, the latest first. */
export const countsByMonth = ({ m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11 }: Counts): number[] =>
  [m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11].map(({ count }) => count);
