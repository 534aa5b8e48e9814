/**
 * Do deals with this partner close faster or slower than our own?
 * From registration to the close date of won deals; a direct deal has no registration and is counted from its creation.
 */

import { NEVER } from '../../kit/days.ts';
import { isDirect, isSourced, isWon } from '../derived/deals.ts';
import { type Comparison, compared, comparedIn, figuresOf, MIN_OWN, ownFigure } from '../derived/direct.ts';
import { byCell, MIN_EACH_SIDE } from '../derived/direct-sides.ts';
import { lastDays, type Sorted, sortedOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import type { Result } from '../result.ts';

const own = sortedOf('decisions', (row) => row.day - row.registeredDay, {
  reach: lastDays(365),
  by: byCell,
  where: (row) => isWon(row) && isSourced(row),
  excluding: {
    // One reason for both: on a date before a late registration nobody could tell it from none.
    'not registered before it was won': (row) => row.registeredDay === NEVER || row.day < row.registeredDay,
  },
});
const direct = sortedOf('decisions', (row) => row.day - row.createdDay, {
  reach: lastDays(365),
  by: byCell,
  where: (row) => isWon(row) && isDirect(row),
  excluding: { 'won before its creation': (row) => row.day < row.createdDay },
});

const measure = (label: string, role: 'sourced' | 'direct', low: number | null = 0): Measure => ({
  label,
  unit: 'days',
  window: 'W365',
  role,
  scope: 'both',
  range: [low, null],
  whenEmpty: 'not-enough-data',
});

export const salesCycle = defineMetric({
  meta: {
    id: 'sales-cycle',
    catalogue: 45,
    name: 'Sales cycle, partner against direct',
    question: 'Do deals with this partner close faster or slower than our own?',
    formula:
      'Median days from registration to close of the sourced deals won in the last 365 days (mean of the two middle ' +
      'values). Compared with the days from creation to close of direct deals won in the same pipelines and window: ' +
      'within each size of customer, by bands of employees, in which both sides have 10 deals, with the medians of either ' +
      'side averaged over these bands by how many deals the partner has in each. Where no band has 10 on both sides, all ' +
      'deals of the same pipelines are compared, and that is said. Difference: compared median - direct median.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'registration'],
    minimumSample: MIN_OWN,
    better: 'lower',
    decision:
      'Longer: look for friction in the handoff, missing enablement or misfit. Shorter: ask for more introductions.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [
      'Won deals without the mapped registration date',
      'Deals won before they were registered or created',
      `Comparison with fewer than ${MIN_EACH_SIDE} deals on either side`,
      'Where sizes are matched, deals of other sizes: counted beside the comparison',
      'Conflicts',
    ],
    version: 3,
    changelog: [
      '1: not matched by segment',
      '2: wins without a registration and wins before it are excluded for one reason: as of a date before a late registration nobody could tell them apart',
      '3: compared within the same size of customer, where both sides have enough deals of it',
    ],
    measures: {
      median: measure('Sales cycle, median', 'sourced'),
      'compared-median': measure('Sales cycle of the deals compared, median', 'sourced'),
      'direct-median': measure('Sales cycle of direct deals, median', 'direct'),
      difference: measure('Sales cycle, difference to direct', 'sourced', null),
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
  const medians = figuresOf(sides, 'median', inWords);
  return {
    median: ownFigure(own, 'median'),
    'compared-median': medians.own,
    'direct-median': medians.direct,
    difference: medians.difference,
  };
}

function inWords(difference: number): string {
  if (difference === 0) return 'As fast as direct deals';
  return difference > 0
    ? 'Slower than direct deals: friction in the handoff, missing enablement, or deals that do not fit'
    : 'Faster than direct deals: introductions are warm';
}
