/**
 * What became of customers that were won at least a year ago: how many are still customers, and what those pay that paid
 * a year ago. Customers of partners are held against direct ones of the same age.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
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

export interface Kept {
  readonly kept: number;
  readonly of: number;
}

/** What some customers pay, of those that paid a year ago; in minor units. */
export interface RevenueYear {
  readonly customers: number;
  readonly start: number;
  readonly end: number;
  /** Of the start what is still paid: no customer counts for more than it paid then. */
  readonly retained: number;
  /** Customers whose payments the feed does not tell for both days. */
  readonly untold: number;
}

/** What became of some customers within the year up to a date. */
export interface CustomerYears {
  readonly all: Kept;
  /** By whole years since the first won deal, the last of 4 and more. */
  readonly byAge: readonly Kept[];
  readonly revenue: RevenueYear;
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

/** Worked out once for the metrics that ask it of the same customers. */
export const yearsOf = memoByDay(countYears);

/** Sums of whole numbers: they do not depend on the order of the customers. */
function countYears(
  firstWins: Rows<'firstWins'>,
  asOf: Day,
  recurring: Rows<'recurring-revenue'>,
  facts: AccountFacts,
): CustomerYears {
  const payments = paymentsByCustomer(recurring);
  const byAge = Array.from({ length: OLDEST_AGE_YEARS + 1 }, () => ({ kept: 0, of: 0 }));
  const all = { kept: 0, of: 0 };
  const revenue = { customers: 0, start: 0, end: 0, retained: 0, untold: 0 };
  firstWins.each(({ customer, day }) => {
    const lostDay = facts.customers[customer]?.lostDay ?? NEVER;
    const paid = payments.get(customer);
    const start = paidAt(paid, lostDay, asOf - YEAR_DAYS);
    const end = paidAt(paid, lostDay, asOf);
    const kept = !isLostBy(lostDay, asOf) && end !== 0 ? 1 : 0;
    all.of++;
    all.kept += kept;
    const same = byAge[Math.min(OLDEST_AGE_YEARS, Math.floor((asOf - day) / YEAR_DAYS))];
    if (same) {
      same.of++;
      same.kept += kept;
    }
    if (start === undefined || end === undefined) revenue.untold++;
    else if (start > 0) {
      revenue.customers++;
      revenue.start += start;
      revenue.end += end;
      revenue.retained += Math.min(start, end);
    }
  });
  return { all, byAge, revenue };
}

/** Worked out once per date: every partner is held against the same. */
export const directYears = memoByDay(
  ({ direct, recurring }: RetentionReference, asOf: Day, facts: AccountFacts): CustomerYears =>
    yearsOf(direct, asOf, recurring, facts),
);

const isLostBy = (lostDay: Day, day: Day): boolean => lostDay !== NEVER && lostDay <= day;

/** Undefined where the feed does not say. */
function paidAt(payments: readonly Payment[] | undefined, lostDay: Day, day: Day): number | undefined {
  if (isLostBy(lostDay, day)) return 0;
  return payments?.find((one) => one.day <= day)?.amount;
}

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
export function matchedByAge(own: CustomerYears, direct: CustomerYears): AgeMatched {
  let [matched, expected, kept, compared] = [0, 0, 0, 0];
  for (const [age, mine] of own.byAge.entries()) {
    const theirs = direct.byAge[age];
    if (theirs === undefined || mine.of === 0 || theirs.of === 0) continue;
    matched += mine.of;
    kept += mine.kept;
    expected += (mine.of * theirs.kept) / theirs.of;
    compared += theirs.of;
  }
  const share = (sum: number) => (matched === 0 ? 0 : Math.min(1, sum / matched));
  return {
    direct: compared,
    matched,
    unmatched: own.all.of - matched,
    directShare: share(expected),
    ownShare: share(kept),
  };
}
