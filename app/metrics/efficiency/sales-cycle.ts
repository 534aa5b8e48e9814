/**
 * Do deals with this partner close faster or slower than our own?
 * From registration to the close date of won deals; a direct deal has no registration and is counted from its creation.
 */

import { NEVER } from '../../kit/days.ts';
import { isDirect, isSourced, isWon } from '../derived/deals.ts';
import {
  byPipeline,
  directIn,
  MIN_EACH_SIDE,
  MIN_OWN,
  ownFigure,
  type Sample,
  sampleOf,
  tooFewToCompare,
} from '../derived/direct.ts';
import { lastDays, type Sorted, sortedOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const own = sortedOf('decisions', (row) => row.day - row.registeredDay, {
  reach: lastDays(365),
  by: byPipeline,
  where: (row) => isWon(row) && isSourced(row),
  excluding: {
    // One reason for both: on a date before a late registration nobody could tell it from none.
    'not registered before it was won': (row) => row.registeredDay === NEVER || row.day < row.registeredDay,
  },
});
const direct = sortedOf('decisions', (row) => row.day - row.createdDay, {
  reach: lastDays(365),
  by: byPipeline,
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
      'values), against the median days from creation to close of direct deals won in the same pipelines and window.',
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
      'Conflicts',
    ],
    version: 2,
    changelog: [
      '1: not matched by segment',
      '2: wins without a registration and wins before it are excluded for one reason: as of a date before a late registration nobody could tell them apart',
    ],
    measures: {
      median: measure('Sales cycle, median', 'sourced'),
      'direct-median': measure('Sales cycle of direct deals, median', 'direct'),
      difference: measure('Sales cycle, difference to direct', 'sourced', null),
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
  return { median: ownFigure(mine, 'median', { excluded: own.excluded }), ...compared(mine, direct) };
}

function compared(mine: Sample, direct: Sorted): { 'direct-median': Result; difference: Result } {
  const theirs = directIn(direct)(mine.pipelines);
  const tooFew = tooFewToCompare(mine, theirs);
  if (tooFew || mine.median === undefined || theirs.median === undefined) {
    const none = tooFew ?? ownFigure(mine, 'median');
    return { 'direct-median': none, difference: none };
  }
  return {
    'direct-median': value(theirs.median, { sample: theirs.count, excluded: direct.excluded }),
    difference: value(mine.median - theirs.median, {
      sample: mine.count,
      reason: reasonFor(mine.median - theirs.median),
    }),
  };
}

const reasonFor = (difference: number): string =>
  difference > 0
    ? 'Slower than direct deals: friction in the handoff, missing enablement, or deals that do not fit'
    : difference < 0
      ? 'Faster than direct deals: introductions are warm'
      : 'As fast as direct deals';
