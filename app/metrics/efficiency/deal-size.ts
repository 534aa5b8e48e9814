/**
 * Are the deals of this partner larger or smaller than our own?
 * Smaller is not worse: it may be a part of the market that we cannot reach alone.
 */

import { amountOf, isDirect, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { type Comparison, compared, comparedIn, figuresOf, MIN_OWN, ownFigure } from '../derived/direct.ts';
import { byCell, MIN_EACH_SIDE } from '../derived/direct-sides.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { lastDays, type Sorted, sortedOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import type { Result } from '../result.ts';

const amounts = { reach: lastDays(365), by: byCell, excluding: WITHOUT_AMOUNT };
const own = sortedOf('decisions', amountOf, { ...amounts, where: (row) => isWon(row) && isSourced(row) });
const direct = sortedOf('decisions', amountOf, { ...amounts, where: (row) => isWon(row) && isDirect(row) });

const measure = (label: string, role: 'sourced' | 'direct', low: number | null = 0): Measure => ({
  label,
  unit: 'money',
  window: 'W365',
  role,
  scope: 'both',
  range: [low, null],
  whenEmpty: 'not-enough-data',
});

export const dealSize = defineMetric({
  meta: {
    id: 'deal-size',
    catalogue: 44,
    name: 'Deal size, partner against direct',
    question: 'Are the deals of this partner larger or smaller than our own?',
    formula:
      'Mean and median amount of the sourced deals won in the last 365 days. Compared with direct deals won in the same ' +
      'pipelines and window: within each size of customer, by bands of employees, in which both sides have 10 deals, ' +
      'with the figures of either side averaged over these bands by how many deals the partner has in each. Where no ' +
      'band has 10 on both sides, all deals of the same pipelines are compared, and that is said. Difference: compared ' +
      'median - direct median, and compared mean - direct mean.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_OWN,
    better: 'neither',
    decision: 'Larger: give the partner senior help. Smaller: ask whether it reaches customers that we do not.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [
      ...REVENUE_EXCLUSIONS,
      `Comparison with fewer than ${MIN_EACH_SIDE} deals on either side`,
      'Where sizes are matched, deals of other sizes: counted beside the comparison',
    ],
    version: 3,
    changelog: [
      '1: not matched by segment',
      '2: the difference of means to direct deals beside that of medians',
      '3: compared within the same size of customer, where both sides have enough deals of it',
    ],
    measures: {
      mean: measure('Deal size, mean', 'sourced'),
      median: measure('Deal size, median', 'sourced'),
      'compared-mean': measure('Size of the deals compared, mean', 'sourced'),
      'compared-median': measure('Size of the deals compared, median', 'sourced'),
      'direct-mean': measure('Size of direct deals, mean', 'direct'),
      'direct-median': measure('Size of direct deals, median', 'direct'),
      difference: measure('Deal size, difference of medians to direct', 'sourced', null),
      'mean-difference': measure('Deal size, difference of means to direct', 'sourced', null),
    },
  },
  partner: {
    folds: { own },
    reference: { direct },
    finish: ({ own }, context) => finished(own, comparedIn(own, context)),
  },
  program: {
    folds: { own, direct },
    finish: ({ own, direct }, { facts }) => finished(own, compared(own, direct, facts)),
  },
});

function finished(own: Sorted, sides: Comparison | Result) {
  const [means, medians] = [figuresOf(sides, 'mean', inWords), figuresOf(sides, 'median', inWords)];
  return {
    mean: ownFigure(own, 'mean'),
    median: ownFigure(own, 'median'),
    'compared-mean': means.own,
    'compared-median': medians.own,
    'direct-mean': means.direct,
    'direct-median': medians.direct,
    difference: medians.difference,
    'mean-difference': means.difference,
  };
}

function inWords(difference: number): string {
  if (difference === 0) return 'As large as direct deals';
  return difference < 0
    ? 'Smaller than direct deals: perhaps a part of the market that we do not reach alone, or weak qualification'
    : 'Larger than direct deals: the partner opens accounts that are worth senior help';
}
