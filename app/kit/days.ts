/**
 * Calendar days as whole numbers, so that windows are integer arithmetic. A `Day` counts the days since 1970-01-01 in
 * the account's time zone; it is a date, not an instant.
 */
export type Day = number;

/** An instant in milliseconds since 1970-01-01T00:00:00Z. */
export type Ms = number;

/** Later than every date: the end of what is still true. */
export const FOREVER: Day = 0x7fffffff;

/** Earlier than every date: "no such day" in packed columns, which cannot hold null. */
export const NEVER: Day = -0x80000000;

const MS_PER_DAY = 86_400_000;

/** 1 March of the year 0, the first of 400 years, which always have as many days. */
const FIRST_MARCH = -719_468;
const DAYS_OF_400_YEARS = 146_097;

/**
 * Year, month (1..12) and day of month of a `Day`, by whole numbers: it is asked for every partner at every date. Years
 * are counted from March, so that a leap day is the last of its year, and months from March have lengths that a line
 * through them gives: 153 days in every five.
 */
function toCivil(day: Day): { year: number; month: number; date: number } {
  const era = Math.floor((day - FIRST_MARCH) / DAYS_OF_400_YEARS);
  const inEra = day - FIRST_MARCH - era * DAYS_OF_400_YEARS;
  // The leap days before it are taken out, so that all years have 365 days.
  const leapDays = Math.floor(inEra / 1460) - Math.floor(inEra / 36_524) + Math.floor(inEra / 146_096);
  const yearOfEra = Math.floor((inEra - leapDays) / 365);
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = 400 * era + yearOfEra + (month <= 2 ? 1 : 0);
  return { year, month, date: inYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** The `Day` of a calendar date; months outside 1..12 roll over, as in `fromCivil(2026, 13, 1)`. */
export function fromCivil(year: number, month: number, date: number): Day {
  return Math.floor(Date.UTC(year, month - 1, date) / MS_PER_DAY);
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Reads `YYYY-MM-DD`; null for anything that is not a date on the calendar. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = fromCivil(Number(match[1]), Number(match[2]), Number(match[3]));
  return formatDay(day) === text ? day : null;
}

/** The first day of the month that holds `day`. */
export function monthStart(day: Day): Day {
  return day - toCivil(day).date + 1;
}

/** The last day of the month that holds `day`. */
export function monthEnd(day: Day): Day {
  const { year, month } = toCivil(day);
  return fromCivil(year, month + 1, 1) - 1;
}

/** The last day of the month that lies `back` months before the one that holds `day`. */
export function monthEndBack(day: Day, back: number): Day {
  const { year, month } = toCivil(day);
  return fromCivil(year, month + 1 - back, 1) - 1;
}

/** The last `count` month ends before the month of `day`, oldest first. */
export function previousMonthEnds(day: Day, count: number): Day[] {
  const { year, month } = toCivil(day);
  return Array.from({ length: count }, (_, i) => fromCivil(year, month - (count - 1 - i), 1) - 1);
}

/** Sunday on or before `day`; the fixed grid that bands and direction are folded over. */
export function weekEnd(day: Day): Day {
  // 1970-01-01 was a Thursday; day 3 was a Sunday.
  return day - ((((day - 3) % 7) + 7) % 7);
}

/** First day of the fiscal year that holds `day`, where fiscal years begin in month `startMonth` (1..12). */
export function fiscalYearStart(day: Day, startMonth: number): Day {
  const { year, month } = toCivil(day);
  return fromCivil(month >= startMonth ? year : year - 1, startMonth, 1);
}

/** First day of the next fiscal year after `day`. */
export function nextFiscalYearStart(day: Day, startMonth: number): Day {
  const { year, month } = toCivil(day);
  return fromCivil(month >= startMonth ? year + 1 : year, startMonth, 1);
}

/** Whole calendar months from one day to a later one: 15 January to 14 April are 2. */
export function monthsBetween(from: Day, to: Day): number {
  const start = toCivil(from);
  const end = toCivil(to);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return end.date < start.date && to !== monthEnd(to) ? months - 1 : months;
}

/** First day of the calendar quarter that lies `back` quarters before the one that holds `day`. */
export function quarterStart(day: Day, back = 0): Day {
  const { year, month } = toCivil(day);
  return fromCivil(year, Math.floor((month - 1) / 3) * 3 + 1 - 3 * back, 1);
}

/** The same date `months` later, or the last of a shorter month: 31 January and one month are 28 or 29 February. */
export function monthsLater(day: Day, months: number): Day {
  const { year, month, date } = toCivil(day);
  return Math.min(fromCivil(year, month + months, date), monthEnd(fromCivil(year, month + months, 1)));
}

/** Calendar quarter of a day, as `2025-Q3`. */
export function quarterName(day: Day): string {
  const { year, month } = toCivil(day);
  return `${year}-Q${Math.ceil(month / 3)}`;
}
