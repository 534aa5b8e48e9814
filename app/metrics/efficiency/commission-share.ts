/**
 * How much of our turnover goes to partners as commission?
 * Commissions paid in the last complete month and in the last twelve, against all turnover and against what partners
 * sourced. Turnover is supplied where HubSpot does not hold all of it.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { amountOf, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { completeMonths, isWithin, lastMonthEnd, type Months, TWELVE_MONTHS_REACH_DAYS } from '../derived/months.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
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
    finish: (values, context) => againstRevenue(values, context),
  },
  program: {
    folds: { ...own, ...whole },
    finish: (values, context) => ({
      ...againstRevenue(values, context),
      'of-turnover': againstTurnover(values, context, completeMonths(context.asOf, 1)),
      'of-turnover-12m': againstTurnover(values, context, completeMonths(context.asOf, 12)),
    }),
  },
});

/** The last complete month and the last twelve. */
const periodsOf = memoByDay((_: AccountFacts, asOf: Day) => ({
  month: completeMonths(asOf, 1),
  year: completeMonths(asOf, 12),
}));
/** The same object for all dates between two ends of months. */
const periodsAt = (facts: AccountFacts, asOf: Day) => periodsOf(facts, lastMonthEnd(asOf));

function againstRevenue({ commissions, sourced }: FoldValues<typeof own>, context: Context) {
  const { month, year } = context.ofDate((asOf) => periodsAt(context.facts, asOf));
  const unknown = commissionsUnknown(context, month);
  const paid = paidIn(commissions, month);
  return {
    paid: unknown ?? value(paid.sum, { numerator: paid.sum, sample: paid.count }),
    'of-partner-revenue': unknown ?? shareOf(paid.sum, revenueIn(sourced, month)),
    'of-partner-revenue-12m':
      commissionsUnknown(context, year) ?? shareOf(paidIn(commissions, year).sum, revenueIn(sourced, year)),
  };
}

function againstTurnover(values: FoldValues<typeof own & typeof whole>, context: Context, period: Months): Result {
  const unknown = commissionsUnknown(context, period);
  if (unknown) return unknown;
  const { sum, source } = turnoverIn(values, period);
  return shareOf(paidIn(values.commissions, period).sum, sum, { reason: source });
}

const commissionsUnknown = ({ facts, ofDate }: Context, { from }: Months): Result | undefined =>
  ofDate((asOf) => uncovered(facts, 'commissions', asOf, asOf - from + 1));

function paidIn(commissions: Rows<'commissions'>, period: Months): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  commissions.each((row) => {
    if (!isWithin(row.day, period)) return;
    sum += row.amount;
    count++;
  });
  return { sum, count };
}

function revenueIn(won: Rows<'decisions'>, period: Months): number {
  let sum = 0;
  won.each((row) => {
    if (isWithin(row.day, period)) sum += amountOf(row);
  });
  return sum;
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
  return { sum: revenueIn(won, period), source: 'Turnover is the revenue won in HubSpot' };
}

function shareOf(paid: number, base: number, shared: Shared = {}): Result {
  const counts = { numerator: paid, denominator: base, ...shared };
  if (base > 0) return value(paid / base, counts);
  return notEnoughData(0, 1, { ...counts, reason: 'Nothing in the period to divide by' });
}
