/**
 * Are the deals of this partner larger or smaller than our own?
 * Smaller is not worse: it may be a part of the market that we cannot reach alone.
 */

import { amountOf, isDirect, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import {
  byPipeline,
  directIn,
  MIN_EACH_SIDE,
  MIN_OWN,
  ownFigure,
  type Summary,
  sampleOf,
  tooFewToCompare,
} from '../derived/direct.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { lastDays, type Sorted, sortedOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const amounts = { reach: lastDays(365), by: byPipeline, excluding: WITHOUT_AMOUNT };
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
      'Mean and median amount of the sourced deals won in the last 365 days, against those of direct deals won in the ' +
      'same pipelines and window. Difference: median - direct median, and mean - direct mean.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_OWN,
    better: 'neither',
    decision: 'Larger: give the partner senior help. Smaller: ask whether it reaches customers that we do not.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [...REVENUE_EXCLUSIONS, `Comparison with fewer than ${MIN_EACH_SIDE} deals on either side`],
    version: 2,
    changelog: ['1: not matched by segment', '2: the difference of means to direct deals beside that of medians'],
    measures: {
      mean: measure('Deal size, mean', 'sourced'),
      median: measure('Deal size, median', 'sourced'),
      'direct-mean': measure('Size of direct deals, mean', 'direct'),
      'direct-median': measure('Size of direct deals, median', 'direct'),
      difference: measure('Deal size, difference of medians to direct', 'sourced', null),
      'mean-difference': measure('Deal size, difference of means to direct', 'sourced', null),
    },
  },
  partner: {
    folds: { own },
    reference: { direct },
    finish: ({ own }, { reference }) => finished(own, reference.direct),
  },
  program: {
    folds: { own, direct },
    finish: ({ own, direct }) => finished(own, direct),
  },
});

function finished(own: Sorted, direct: Sorted) {
  const mine = sampleOf(own);
  const theirs = directIn(direct)(mine.pipelines);
  const tooFew = tooFewToCompare(mine, theirs);
  const { excluded } = own;
  return {
    mean: ownFigure(mine, 'mean', { excluded }),
    median: ownFigure(mine, 'median', { excluded }),
    'direct-mean': tooFew ?? ownFigure(theirs, 'mean', { excluded: direct.excluded }),
    'direct-median': tooFew ?? ownFigure(theirs, 'median', { excluded: direct.excluded }),
    difference: tooFew ?? differenceOf(mine, theirs, 'median'),
    'mean-difference': tooFew ?? differenceOf(mine, theirs, 'mean'),
  };
}

function differenceOf(mine: Summary, theirs: Summary, take: 'mean' | 'median'): Result {
  const [own, direct] = [mine[take], theirs[take]];
  if (own === undefined || direct === undefined) return ownFigure(mine, take);
  const difference = own - direct;
  const reason =
    difference < 0
      ? 'Smaller than direct deals: perhaps a part of the market that we do not reach alone, or weak qualification'
      : difference > 0
        ? 'Larger than direct deals: the partner opens accounts that are worth senior help'
        : 'As large as direct deals';
  return value(difference, { sample: mine.count, reason });
}
