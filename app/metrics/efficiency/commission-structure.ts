/**
 * Do commissions reach the partners that work for them, and in time?
 * What an active partner ordinarily earns, how many earn anything, and how long they wait for it. What is paid by type and
 * tier, and what became of activity after a change of rates, is a table for judgement and no number.
 */

import { median } from '../../kit/average.ts';
import { NEVER } from '../../kit/days.ts';
import { ACTIVE, isActive } from '../derived/activity.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { lastDays, type Rows, rowsOf, sumOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 365;
const payouts = rowsOf('commissions', {
  reach: lastDays(WINDOW_DAYS),
  // A day of winning that lies after the payout is none, and one still to come is not known.
  excluding: { 'no day of winning before it': (row) => row.closed === NEVER || row.closed > row.day },
});
const earned = sumOf('commissions', (row) => row.amount, { reach: lastDays(WINDOW_DAYS) });

const MIN_FOR_MEDIAN = 3;
const MIN_PARTNERS = 5;

export const commissionStructure = defineMetric({
  meta: {
    id: 'commission-structure',
    catalogue: 88,
    name: 'Adequacy of the commission structure',
    question: 'Do commissions reach the partners that work for them, and in time?',
    formula:
      'Median of the commissions that each active partner was paid in 365 days; active partners that were paid anything / ' +
      'active partners; median days from winning a deal to the payout. The effective rate is item 77. By type and tier, and ' +
      'for the change of activity in the two quarters after a change of rates against partners without one, see the table ' +
      'of commissions: it is for judgement, without a verdict.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'commissions'],
    minimumSample: MIN_FOR_MEDIAN,
    better: 'neither',
    decision: 'Change rates, thresholds or the time to payout where work is not paid for.',
    cadence: 'quarterly',
    sources: ['2024 Partner Journey, on evaluating commission structures'],
    exclusions: [
      'Partners without a qualifying event in 90 days',
      'Days to payout: payouts that name no day of winning',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'median-earnings': {
        label: 'Commission of an active partner, median',
        unit: 'money',
        window: 'W365',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-enough-data',
        moneyCounts: [],
      },
      'share-earning': {
        label: 'Active partners that earned anything',
        unit: 'ratio',
        window: 'W365',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'days-to-payout': {
        label: 'Days from winning to payout, median',
        unit: 'days',
        window: 'W365',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
    } satisfies Record<string, Measure>,
  },
  partner: {
    folds: { payouts },
    finish: ({ payouts }, context) => ({ 'days-to-payout': unknown(context) ?? daysToPayout(payouts) }),
  },
  program: {
    folds: { payouts },
    peers: { ...ACTIVE, earned },
    finish({ payouts }, context) {
      const sums = context.peers.filter(({ values }) => isActive(values)).map(({ values }) => values.earned.sum);
      const earning = sums.filter((sum) => sum > 0).length;
      const middle = sums.length >= MIN_FOR_MEDIAN ? median(sums) : undefined;
      const none = unknown(context);
      return {
        'median-earnings':
          none ??
          (middle === undefined
            ? notEnoughData(sums.length, MIN_FOR_MEDIAN)
            : value(middle, { numerator: earning, denominator: sums.length, sample: sums.length })),
        'share-earning': none ?? share(earning, sums.length, MIN_PARTNERS),
        'days-to-payout': none ?? daysToPayout(payouts),
      };
    },
  },
});

const unknown = ({ facts, asOf }: Context): Result | undefined => uncovered(facts, 'commissions', asOf, WINDOW_DAYS);

function daysToPayout(payouts: Rows<'commissions'>): Result {
  const days = payouts.map((row) => row.day - row.closed);
  const middle = days.length >= MIN_FOR_MEDIAN ? median(days) : undefined;
  const shared = { sample: days.length, excluded: payouts.excluded };
  return middle === undefined ? notEnoughData(days.length, MIN_FOR_MEDIAN, shared) : value(middle, shared);
}
