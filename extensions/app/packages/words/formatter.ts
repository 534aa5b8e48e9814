import { currencyDigits } from './currency.ts';
import { dateTimeFormat, numberFormat } from './intl.ts';
import { cleanLocale } from './locale.ts';
import { NOUNS, type Noun } from './nouns.ts';

const MS_PER_DAY = 86_400_000;
/** Above this many whole units the fraction is noise. */
const SHOW_FRACTION_BELOW = 1000;
const MINUS = '\u2212';

/**
 * Turns values into the texts people read: numbers and dates in the viewer's way, dates in the account's zone.
 * All methods are pure. Callers say unknown in words; none of these accepts null.
 */
export interface Formatter {
  /** Minor units of an ISO 4217 currency, with its code: `USD 412,000`. */
  money(minorUnits: number, currency: string): string;
  /** The same, rounded for tight places: `USD 412K`. */
  moneyShort(minorUnits: number, currency: string): string;
  /** What one unit of a currency costs in the same currency: `USD 0.12 per USD 1`. A cent at least is shown. */
  moneyPerUnit(ratio: number, currency: string): string;
  number(value: number, maximumFractionDigits?: number): string;
  /** A ratio 0..1 as whole percent, one decimal below 10 %: `31%`, `2.5%`. */
  percent(ratio: number): string;
  /** Whole days: `1 day`, `1,204 days`. Rounded. */
  days(count: number): string;
  /** A count with its noun: `1 deal`, `7 deals`. */
  count(count: number, noun: Noun): string;
  /** Signed whole points with a true minus: `+6`, `−11`, `0`. */
  signedPoints(points: number): string;
  /** The calendar date of an instant (ms since 1970) in the account's zone: `Nov 20, 2026`. */
  date(ms: number): string;
  /** Date and time of an instant (ms since 1970) in the account's zone: `Nov 20, 2026, 06:00`. */
  dateTime(ms: number): string;
  /** A calendar day given as days since 1970-01-01: `Nov 20, 2026`. */
  day(day: number): string;
  /** Month and year of a calendar day: `Nov 2026`. */
  month(day: number): string;
  /** For the axis of a chart, where months with whole years run into each other: `Nov ’25`. */
  axisMonth(day: number): string;
  /** `a`, `a and b`, `a, b and c`. */
  list(items: readonly string[]): string;
}

export interface FormatterOptions {
  /** As HubSpot gives it, for example `en-us`; unknown or absent becomes en-US. */
  readonly locale?: string | undefined;
  /** IANA name. @throws RangeError when unknown. */
  readonly timeZone: string;
}

export function createFormatter(options: FormatterOptions): Formatter {
  const locale = cleanLocale(options.locale);
  const numbers = numberFormats(locale);
  const dates = dateFormats(locale, options.timeZone);
  return { ...numbers, ...dates, list: (items) => joinList(items) };
}

function numberFormats(locale: string) {
  const whole = numberFormat(locale, { maximumFractionDigits: 0 });
  const number = (value: number, maximumFractionDigits = 0): string =>
    numberFormat(locale, { maximumFractionDigits }).format(noMinusZero(value, maximumFractionDigits));
  const money = (minorUnits: number, currency: string, compact: boolean): string => {
    const digits = currencyDigits(currency);
    const major = minorUnits / 10 ** digits;
    const showFraction = !compact && Math.abs(major) < SHOW_FRACTION_BELOW && !Number.isInteger(major);
    const fraction = showFraction
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : { minimumFractionDigits: 0, maximumFractionDigits: compact && Math.abs(major) >= 1000 ? 1 : 0 };
    return numberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      ...(compact ? { notation: 'compact' } : {}),
      ...fraction,
    }).format(noMinusZero(major, fraction.maximumFractionDigits));
  };
  const moneyPerUnit = (ratio: number, currency: string): string => {
    const digits = Math.max(2, currencyDigits(currency));
    const format = (value: number, fraction: number) =>
      numberFormat(locale, {
        ...{ style: 'currency', currency, currencyDisplay: 'code' },
        ...{ minimumFractionDigits: fraction, maximumFractionDigits: fraction },
      }).format(noMinusZero(value, fraction));
    return `${format(ratio, digits)} per ${format(1, 0)}`;
  };
  return {
    moneyPerUnit,
    money: (minorUnits: number, currency: string) => money(minorUnits, currency, false),
    moneyShort: (minorUnits: number, currency: string) => money(minorUnits, currency, true),
    number,
    percent: (ratio: number) => percent(locale, ratio),
    days: (count: number) => counted(whole, count, 'day'),
    count: (count: number, noun: Noun) => counted(whole, count, noun),
    signedPoints: (points: number) => {
      const rounded = Math.round(points);
      if (rounded === 0) return '0';
      return `${rounded > 0 ? '+' : MINUS}${whole.format(Math.abs(rounded))}`;
    },
  };
}

function percent(locale: string, ratio: number): string {
  const small = Math.abs(ratio) < 0.1 && ratio !== 0;
  const digits = small ? 1 : 0;
  const format = numberFormat(locale, { style: 'percent', maximumFractionDigits: digits });
  return format.format(noMinusZero(ratio, digits + 2));
}

/** English has two forms; a number shown as 1 takes the first. */
function counted(format: Intl.NumberFormat, count: number, noun: Noun): string {
  const rounded = Math.round(count) || 0;
  const [one, other] = NOUNS[noun];
  return `${format.format(rounded)} ${Math.abs(rounded) === 1 ? one : other}`;
}

function dateFormats(locale: string, timeZone: string) {
  const date = dateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
  const dateTime = dateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  // A calendar day has no zone of its own: it is read and written in UTC, so that it cannot shift.
  const day = dateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const month = dateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' });
  const monthName = dateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
  return {
    date: (ms: number) => date.format(ms),
    dateTime: (ms: number) => dateTime.format(ms),
    day: (days: number) => day.format(days * MS_PER_DAY),
    month: (days: number) => month.format(days * MS_PER_DAY),
    axisMonth: (days: number) => {
      const year = new Date(days * MS_PER_DAY).getUTCFullYear() % 100;
      return `${monthName.format(days * MS_PER_DAY)} ’${String(year).padStart(2, '0')}`;
    },
  };
}

function joinList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** Keeps `-0` and `-0.2` from being written as "-0". */
const noMinusZero = (value: number, digits: number): number => {
  const scale = 10 ** digits;
  return Math.round(value * scale) === 0 ? 0 : value;
};
