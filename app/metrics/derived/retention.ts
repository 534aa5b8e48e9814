/**
 * What became of customers that were won at least a year ago: how many are still customers, and what those pay that paid
 * a year ago. Customers of partners are held against direct ones of the same age.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { CustomerFact } from '../../facts/customer.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { type FoldValues, lastDays, type Rows, rowsOf, standing } from '../fold.ts';
import { isDirect, isSourced } from './deals.ts';

export const YEAR_DAYS = 365;
/** Fewer customers, and one that leaves is a large share. */
export const MIN_CUSTOMERS = 5;
/** Ages of four years and more are one, since few customers are that old. */
const OLDEST_AGE_YEARS = 4;

/** Customers by their first won deal ever, acquired long enough ago to have been kept for a year. */
const LONG_AGO = lastDays(100_000, YEAR_DAYS);
export const ACQUIRED = { acquired: rowsOf('firstWins', { reach: LONG_AGO, where: isSourced }) };
/** Of the programme: the direct customers, and what every customer pays. */
export const RETENTION_REFERENCE = {
  direct: rowsOf('firstWins', { reach: LONG_AGO, where: isDirect }),
  recurring: rowsOf('recurring-revenue', { reach: standing }),
};
export type RetentionReference = FoldValues<typeof RETENTION_REFERENCE>;

/** Whether the account can tell who was lost: by a date on the customer, or by what customers pay. */
export const tellsLosses = ({ settings, mapped }: AccountFacts): boolean =>
  settings.customer.lostDate !== null || mapped.recurring;

export interface CustomerYear {
  /** Whole years since its first won deal, at most 4. */
  readonly age: number;
  readonly isKept: boolean;
  /** Recurring revenue a year ago and now, in minor units; undefined where the feed does not say for both. */
  readonly revenue: { readonly start: number; readonly end: number } | undefined;
}

interface Payment {
  readonly day: Day;
  readonly amount: number;
}

/** What each customer pays, latest first. Of two rows for one month the larger counts, in whatever order they came. */
const paymentsByCustomer = memo((recurring: Rows<'recurring-revenue'>): ReadonlyMap<number, readonly Payment[]> => {
  const payments = new Map<number, Payment[]>();
  recurring.each(({ customer, day, amount }) => {
    const list = payments.get(customer);
    if (list) list.push({ day, amount });
    else payments.set(customer, [{ day, amount }]);
  });
  for (const list of payments.values()) list.sort((a, b) => b.day - a.day || b.amount - a.amount);
  return payments;
});

export function yearsOf(
  firstWins: Rows<'firstWins'>,
  recurring: Rows<'recurring-revenue'>,
  facts: AccountFacts,
  asOf: Day,
): CustomerYear[] {
  const payments = paymentsByCustomer(recurring);
  return firstWins.map(({ customer, day }) =>
    yearOf(facts.customers[customer], payments.get(customer) ?? [], day, asOf),
  );
}

/** Worked out once per date: every partner is held against the same. */
export const directYears = memoByDay(
  ({ direct, recurring }: RetentionReference, asOf: Day, facts: AccountFacts): readonly CustomerYear[] =>
    yearsOf(direct, recurring, facts, asOf),
);

function yearOf(
  customer: CustomerFact | undefined,
  payments: readonly Payment[],
  acquired: Day,
  asOf: Day,
): CustomerYear {
  const lostDay = customer?.lostDay ?? NEVER;
  const isLost = (day: Day) => lostDay !== NEVER && lostDay <= day;
  const paidAt = (day: Day) => (isLost(day) ? 0 : payments.find((one) => one.day <= day)?.amount);
  const [start, end] = [paidAt(asOf - YEAR_DAYS), paidAt(asOf)];
  return {
    age: Math.min(OLDEST_AGE_YEARS, Math.floor((asOf - acquired) / YEAR_DAYS)),
    isKept: !isLost(asOf) && end !== 0,
    revenue: start === undefined || end === undefined ? undefined : { start, end },
  };
}

export interface Kept {
  readonly kept: number;
  readonly of: number;
}
export const keptOf = (years: readonly CustomerYear[]): Kept => ({
  kept: years.filter(({ isKept }) => isKept).length,
  of: years.length,
});

export interface AgeMatched {
  /** Direct customers of the ages that occur. */
  readonly direct: number;
  /** Own customers of an age at which there is a direct one, and of the others. */
  readonly matched: number;
  readonly unmatched: number;
  /** Share of direct customers kept, weighted by the own customers of each age; and the own share over the same. */
  readonly directShare: number;
  readonly ownShare: number;
}

/** Direct standardisation by age: what direct customers as old as the own would keep. */
export function matchedByAge(own: readonly CustomerYear[], direct: readonly CustomerYear[]): AgeMatched {
  let [matched, expected, kept, compared] = [0, 0, 0, 0];
  for (let age = 0; age <= OLDEST_AGE_YEARS; age++) {
    const mine = keptOf(own.filter((one) => one.age === age));
    const theirs = keptOf(direct.filter((one) => one.age === age));
    if (mine.of === 0 || theirs.of === 0) continue;
    matched += mine.of;
    kept += mine.kept;
    expected += (mine.of * theirs.kept) / theirs.of;
    compared += theirs.of;
  }
  const share = (sum: number) => (matched === 0 ? 0 : Math.min(1, sum / matched));
  return {
    direct: compared,
    matched,
    unmatched: own.length - matched,
    directShare: share(expected),
    ownShare: share(kept),
  };
}

export interface RevenueYear {
  /** Customers that paid a year ago. */
  readonly customers: number;
  readonly start: number;
  readonly end: number;
  /** Of the start what is still paid: no customer counts for more than it paid then. */
  readonly retained: number;
  /** Customers whose payments the feed does not tell. */
  readonly untold: number;
}

export function revenueYear(years: readonly CustomerYear[]): RevenueYear {
  const told = years.flatMap(({ revenue }) => revenue ?? []);
  const paying = told.filter(({ start }) => start > 0);
  const sum = (read: (one: { start: number; end: number }) => number) =>
    paying.reduce((all, one) => all + read(one), 0);
  return {
    customers: paying.length,
    start: sum(({ start }) => start),
    end: sum(({ end }) => end),
    retained: sum(({ start, end }) => Math.min(start, end)),
    untold: years.length - told.length,
  };
}
