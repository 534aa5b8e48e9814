/** Costs, commissions and turnover come by month, so they are compared over whole calendar months. */
import { type Day, monthEnd, monthEndBack } from '../../kit/days.ts';

export interface Months {
  /** Both inclusive. */
  readonly from: Day;
  readonly to: Day;
  readonly count: number;
}

const isMonthEnd = (day: Day): boolean => monthEnd(day) === day;

/** The last day of the last calendar month that is complete at the end of `asOf`. */
export const lastMonthEnd = (asOf: Day): Day => (isMonthEnd(asOf) ? asOf : monthEndBack(asOf, 1));

/** The last `count` calendar months that are complete at the end of `asOf`; `back` of them earlier. */
export function completeMonths(asOf: Day, count: number, back = 0): Months {
  const last = isMonthEnd(asOf) ? back : back + 1;
  return { from: monthEndBack(asOf, last + count) + 1, to: monthEndBack(asOf, last), count };
}

export const isWithin = (day: Day, { from, to }: Months): boolean => from <= day && day <= to;

/** Days back that hold 12 complete months, from any date: 366 and the 30 of a month that is not over. */
export const TWELVE_MONTHS_REACH_DAYS = 397;
