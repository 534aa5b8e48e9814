/**
 * What became of customers that were won at least a year ago: how many are still customers, and what those pay that paid
 * a year ago. Customers of partners are held against direct ones of the same age.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { memo, memoByDay, memoOn } from '../../kit/memo.ts';
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
  readonly keptByAge: readonly number[];
  readonly ofAge: readonly number[];
  readonly revenue: RevenueYear;
}

/** Customers with the day of the first won deal of each: read out of their rows once, and not at every date. */
interface Won {
  readonly customers: Int32Array;
  readonly days: Int32Array;
}

export const wonOf = memoOn((firstWins: Rows<'firstWins'>): Won => {
  const customers = new Int32Array(firstWins.count);
  const days = new Int32Array(firstWins.count);
  let at = 0;
  firstWins.each(({ customer, day }) => {
    customers[at] = customer;
    days[at++] = day;
  });
  return { customers, days };
});

/** What customers pay, in order of time: those of customer `c` stand from `starts[c]` up to `starts[c + 1]`. */
interface Payments {
  readonly starts: Int32Array;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
}

/** Of two rows for one month the larger stands last and counts, in whatever order they came. */
const paymentsByCustomer = memo((recurring: Rows<'recurring-revenue'>, { customers }: AccountFacts): Payments => {
  const starts = new Int32Array(customers.length + 1);
  recurring.each(({ customer }) => {
    if (customer >= 0) starts[customer + 1] = (starts[customer + 1] as number) + 1;
  });
  for (let c = 0; c < customers.length; c++) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number);
  const ends = starts.slice();
  const days = new Int32Array(recurring.count);
  const amounts = new Float64Array(recurring.count);
  recurring.each(({ customer, day, amount }) => {
    if (customer < 0) return;
    let at = ends[customer] as number;
    ends[customer] = at + 1;
    // Rows nearly always come in order of time, and are put behind the others at once.
    for (; at > (starts[customer] as number) && isLater(days, amounts, at - 1, day, amount); at--) {
      days[at] = days[at - 1] as number;
      amounts[at] = amounts[at - 1] as number;
    }
    days[at] = day;
    amounts[at] = amount;
  });
  return { starts, days, amounts };
});

const isLater = (days: Int32Array, amounts: Float64Array, at: number, day: Day, amount: number): boolean =>
  (days[at] as number) > day || (days[at] === day && (amounts[at] as number) > amount);

const lostDays = memo(({ customers }: AccountFacts) => Int32Array.from(customers, ({ lostDay }) => lostDay ?? FOREVER));

/** Sums of whole numbers: they do not depend on the order of the customers. */
export function countYears(
  firstWins: Rows<'firstWins'>,
  asOf: Day,
  recurring: Rows<'recurring-revenue'>,
  facts: AccountFacts,
): CustomerYears {
  const payments = paymentsByCustomer(recurring, facts);
  const lost = lostDays(facts);
  const { customers, days } = wonOf(firstWins);
  const yearAgo = asOf - YEAR_DAYS;
  const keptByAge = NONE_OF_ANY_AGE.slice();
  const ofAge = NONE_OF_ANY_AGE.slice();
  let allKept = 0;
  let [paying, start, end, retained, untold] = [0, 0, 0, 0, 0];
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i] as number;
    const lostDay = lost[customer] ?? FOREVER;
    const paidThen = lostDay <= yearAgo ? 0 : paidAt(payments, customer, yearAgo);
    const paidNow = lostDay <= asOf ? 0 : paidAt(payments, customer, asOf);
    const kept = lostDay > asOf && paidNow !== 0 ? 1 : 0;
    const age = Math.min(OLDEST_AGE_YEARS, Math.floor((asOf - (days[i] as number)) / YEAR_DAYS));
    allKept += kept;
    keptByAge[age] = (keptByAge[age] as number) + kept;
    ofAge[age] = (ofAge[age] as number) + 1;
    if (Number.isNaN(paidThen) || Number.isNaN(paidNow)) untold++;
    else if (paidThen > 0) {
      paying++;
      start += paidThen;
      end += paidNow;
      retained += Math.min(paidThen, paidNow);
    }
  }
  const revenue = { customers: paying, start, end, retained, untold };
  return { all: { kept: allKept, of: customers.length }, keptByAge, ofAge, revenue };
}
const NONE_OF_ANY_AGE: readonly number[] = Array.from({ length: OLDEST_AGE_YEARS + 1 }, () => 0);

/** Worked out once for the metrics that ask it of the same customers of the programme. */
export const yearsOf = memoByDay(countYears);

/** Worked out once per date: every partner is held against the same. */
export const directYears = ({ direct, recurring }: RetentionReference, asOf: Day, facts: AccountFacts): CustomerYears =>
  yearsOf(direct, asOf, recurring, facts);

/** What a customer that is not lost pays; NaN where the feed does not say. */
function paidAt({ starts, days, amounts }: Payments, customer: number, day: Day): number {
  const first = starts[customer] as number;
  let at = (starts[customer + 1] as number) - 1;
  while (at >= first && (days[at] as number) > day) at--;
  return at >= first ? (amounts[at] as number) : Number.NaN;
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
  for (let age = 0; age <= OLDEST_AGE_YEARS; age++) {
    const mine = own.ofAge[age] as number;
    const theirs = direct.ofAge[age] as number;
    if (mine === 0 || theirs === 0) continue;
    matched += mine;
    kept += own.keptByAge[age] as number;
    expected += (mine * (direct.keptByAge[age] as number)) / theirs;
    compared += theirs;
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
