/** How HubSpot writes billing periods, and the stretches of time over which a customer pays. */
import { type Day, monthsLater } from '../kit/days.ts';
import type { Minor } from '../kit/money.ts';

/** What one line item or subscription adds to what a customer pays each month, while it runs. */
export interface Stretch {
  /** Index into `AccountFacts.customers`. */
  readonly customer: number;
  readonly from: Day;
  /** First day without it; FOREVER while no end is known. */
  readonly until: Day;
  readonly monthlyMinor: Minor;
  /** When its beginning was known, and when its end was. */
  readonly learnedDay: Day;
  readonly endLearnedDay: Day;
}

/**
 * Bills a year by billing frequency. The names are HubSpot's (documented: the guide to line items, "billing terms"); a
 * line item without one is paid once.
 */
const BILLS_A_YEAR: ReadonlyMap<string, number> = new Map([
  ['weekly', 52],
  ['biweekly', 26],
  ['monthly', 12],
  ['quarterly', 4],
  ['per_six_months', 2],
  ['annually', 1],
  ['per_two_years', 1 / 2],
  ['per_three_years', 1 / 3],
  ['per_four_years', 1 / 4],
  ['per_five_years', 1 / 5],
]);

/** How often a year is billed; null for what is paid once, or under a name that HubSpot does not have. */
export const billsAYear = (frequency: string | null | undefined): number | null =>
  BILLS_A_YEAR.get(frequency?.trim().toLowerCase() ?? '') ?? null;

/** The share of a month in what one bill asks for. */
export const monthlyOf = (billMinor: Minor, bills: number): Minor => Math.round((billMinor * bills) / 12);

/** The day after a term that is written as HubSpot does (documented: ISO 8601, `PnYnMnD` or `PnW`); null for no term. */
export function termEnd(from: Day, term: string | null | undefined): Day | null {
  const match = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(term?.trim() ?? '');
  if (!match) return null;
  const [years, months, weeks, days] = match.slice(1).map((text) => Number(text ?? 0));
  const end = monthsLater(from, (years ?? 0) * 12 + (months ?? 0)) + (weeks ?? 0) * 7 + (days ?? 0);
  return end > from ? end : null;
}
