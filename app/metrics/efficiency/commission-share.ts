/**
 * How much of our turnover goes to partners as commission?
 * Commissions paid in the last complete month and in the last twelve, against all turnover and against what partners
 * sourced. Turnover is supplied where HubSpot does not hold all of it.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { completeMonths, isWithin, lastMonthEnd, type Months, TWELVE_MONTHS_REACH_DAYS } from '../derived/months.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { type FoldValues, lastDays, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, type Shared, value } from '../result.ts';

const reach = lastDays(TWELVE_MONTHS_REACH_DAYS);
const own = {
  commissions: rowsOf('commissions', { reach }),
  sourced: rowsOf('decisions', {
    reach,
    where: (row) => isWon(row) && isSourced(row),
    excluding: WITHOUT_AMOUNT,
  }),
};
const whole = {
  won: rowsOf('decisions', { reach, where: isWon, excluding: WITHOUT_AMOUNT }),
  turnover: rowsOf('turnover', { reach }),
};

const measure = (
  label: string,
  window: 'M1' | 'M12',
  scope: Measure['scope'],
  more: Partial<Measure> = {},
): Measure => ({
  label,
  unit: 'ratio',
  window,
  scope,
  range: [0, null],
  whenEmpty: 'not-enough-data',
  moneyCounts: ['numerator', 'denominator'],
  ...more,
});

export const commissionShare = defineMetric({
  meta: {
    id: 'commission-share',
    catalogue: 77,
    name: 'Commissions against turnover',
    question: 'How much of our turnover goes to partners as commission?',
    formula:
      'Commissions paid in the last complete calendar month / turnover of that month, and / sourced revenue won in it; the ' +
      'same over the last 12 complete months. Turnover is the feed "turnover" where it has a row for every month, else all ' +
      'revenue won in HubSpot.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'commissions'],
    minimumSample: 1,
    calendarBound: true,
    better: 'neither',
    decision: 'See whether commissions grow faster than what they are paid for.',
    cadence: 'monthly',
    sources: [
      '2024 Partner Journey, on commissions against total turnover; the 12 months are ours, since months are uneven',
    ],
    exclusions: REVENUE_EXCLUSIONS,
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      paid: measure('Commissions paid, last month', 'M1', 'both', {
        unit: 'money',
        whenEmpty: 0,
        moneyCounts: ['numerator'],
      }),
      'of-turnover': measure('Commissions of turnover, last month', 'M1', 'program'),
      'of-partner-revenue': measure('Commissions of partner revenue, last month', 'M1', 'both', { role: 'sourced' }),
      'of-turnover-12m': measure('Commissions of turnover, 12 months', 'M12', 'program'),
      'of-partner-revenue-12m': measure('Commissions of partner revenue, 12 months', 'M12', 'both', {
        role: 'sourced',
      }),
    },
  },
  partner: {
    folds: own,
    finish: (values, context) => againstRevenue(values, periodsNow(context)),
  },
  program: {
    folds: { ...own, ...whole },
    finish: (values, context) => {
      const { month, year } = periodsNow(context);
      return {
        ...againstRevenue(values, { month, year }),
        'of-turnover': againstTurnover(values, month),
        'of-turnover-12m': againstTurnover(values, year),
      };
    },
  },
});

/** Complete months, and why commissions are not known for all of them, if so. */
interface Period extends Months {
  readonly unknown: Result | undefined;
}
/** The last complete month and the last twelve. */
interface Periods {
  readonly month: Period;
  readonly year: Period;
}

const periodsNow = ({ facts, ofDate }: Context): Periods => ofDate((asOf) => periodsAt(facts, asOf));

/** The same object for all dates between two ends of months at which the same is known, so that nobody is told anew. */
const periodsAt = memoByDay((facts: AccountFacts, asOf: Day): Periods => {
  const [month, year] = [periodAt(facts, asOf, 1), periodAt(facts, asOf, 12)];
  const known = knownBetween(facts, lastMonthEnd(asOf));
  const same = known.find((one) => one.month.unknown === month.unknown && one.year.unknown === year.unknown);
  return same ?? (known[known.push({ month, year }) - 1] as Periods);
});
const knownBetween = memoByDay((_: AccountFacts, __: Day): Periods[] => []);

function periodAt(facts: AccountFacts, asOf: Day, count: number): Period {
  const months = completeMonths(asOf, count);
  return { ...months, unknown: uncovered(facts, 'commissions', asOf, asOf - months.from + 1) };
}

function againstRevenue({ commissions, sourced }: FoldValues<typeof own>, { month, year }: Periods) {
  const paid = month.unknown ? NOTHING : sumIn(commissions, month);
  return {
    paid: month.unknown ?? value(paid.sum, { numerator: paid.sum, sample: paid.count }),
    'of-partner-revenue': month.unknown ?? shareOf(paid.sum, sumIn(sourced, month).sum),
    'of-partner-revenue-12m': year.unknown ?? shareOf(sumIn(commissions, year).sum, sumIn(sourced, year).sum),
  };
}

function againstTurnover(values: FoldValues<typeof own & typeof whole>, period: Period): Result {
  if (period.unknown) return period.unknown;
  const { sum, source } = turnoverIn(values, period);
  return shareOf(sumIn(values.commissions, period).sum, sum, { reason: source });
}

interface Amounts {
  readonly count: number;
  each(read: (row: { readonly day: Day; readonly amount: number }) => void): void;
}
const NOTHING = { sum: 0, count: 0 };

function sumIn(amounts: Amounts, period: Months): { readonly sum: number; readonly count: number } {
  if (amounts.count === 0) return NOTHING;
  let sum = 0;
  let count = 0;
  amounts.each(({ day, amount }) => {
    if (!isWithin(day, period)) return;
    sum += amount;
    count++;
  });
  return { sum, count };
}

/** What was supplied, unless a month of the period is missing from it. */
function turnoverIn({ turnover, won }: FoldValues<typeof whole>, period: Months): { sum: number; source: string } {
  const months = new Map<Day, number>();
  turnover.each(({ day, amount }) => {
    // A month is supplied once; should it stand there twice, the larger counts.
    if (isWithin(day, period)) months.set(day, Math.max(amount, months.get(day) ?? 0));
  });
  if (months.size >= period.count) {
    return { sum: [...months.values()].reduce((sum, one) => sum + one, 0), source: 'Turnover as supplied' };
  }
  return { sum: sumIn(won, period).sum, source: 'Turnover is the revenue won in HubSpot' };
}

function shareOf(paid: number, base: number, shared: Shared = {}): Result {
  const counts = { numerator: paid, denominator: base, ...shared };
  if (base > 0) return value(paid / base, counts);
  return notEnoughData(0, 1, { ...counts, reason: 'Nothing in the period to divide by' });
}
