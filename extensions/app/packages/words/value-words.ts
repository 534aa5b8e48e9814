import type { Formatter } from './formatter.ts';

const MINUS = '\u2212';
const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : value < 0 ? `${MINUS}${text}` : text);

/** Texts of values by what they are measured in. A unit left out is a count: whole numbers. */
const BY_UNIT: Readonly<Record<string, (f: Formatter, value: number, currency: string) => string>> = {
  money: (f, value, currency) => f.money(value, currency),
  /** Part of a whole, or of what was asked or offered. */
  ratio: (f, value) => f.percent(value),
  /** Money for each unit of money: a percent would be read as a share. */
  'per-money': (f, value, currency) => f.moneyPerUnit(value, currency),
  /** Difference of two shares: a percent of it could mean two things. */
  'share-change': (f, value) => signed(roundedTo(value * 100, 1), `${f.number(Math.abs(value) * 100, 1)} pts`),
  growth: (f, value) => signed(roundedTo(value, 3), f.percent(Math.abs(value))),
  /** A coefficient of its own scale, such as Gini's. */
  index: (f, value) => f.number(value, 2),
  multiple: (f, value) => `${f.number(value, 2)}×`,
  days: (f, value) => f.days(value),
  hours: (f, value) => `${f.number(value, 1)} h`,
  'deals/30d': (f, value) => f.number(value, 1),
  flag: (_, value) => (value === 1 ? 'Yes' : 'No'),
};

/** A number that is shown as 0 has no sign. */
const roundedTo = (value: number, digits: number): number => Math.round(value * 10 ** digits);

/** A value of the catalogue in words. Ratios come as 0..1, money in minor units, text as it is. */
export function valueText(f: Formatter, unit: string | undefined, value: number | string, currency: string): string {
  if (typeof value === 'string') return value;
  const say = unit === undefined ? undefined : BY_UNIT[unit];
  return say ? say(f, value, currency) : f.number(value);
}
