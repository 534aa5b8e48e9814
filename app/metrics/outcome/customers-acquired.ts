/**
 * How many customers do we have because of the partner?
 * A customer is acquired with its first won deal ever, by whoever sourced that one. A second deal acquires nobody.
 */

import { isSourced, isWon } from '../derived/deals.ts';
import { countOf, type FoldValues, lastDays, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const acquired = (days: number) => countOf('firstWins', { reach: lastDays(days), where: isSourced });
const won = (days: number) =>
  rowsOf('decisions', { reach: lastDays(days), where: (row) => isWon(row) && isSourced(row) });

const folds = { acquired90: acquired(90), acquired365: acquired(365), won90: won(90), won365: won(365) };

const measure = (label: string, window: 'W90' | 'W365'): Measure => ({
  label,
  unit: 'customers',
  window,
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

export const customersAcquired = defineMetric({
  meta: {
    id: 'customers-acquired',
    catalogue: 32,
    name: 'Customers acquired',
    question: 'How many customers do we have because of the partner?',
    formula:
      'Count of distinct customer companies whose first won deal ever was sourced by the partner and closed in the ' +
      'window. Of several first wins on one day the one with the lowest record id counts.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Invest where new customers come from, not only new deals of old ones.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: ['Won deals without a customer company: counted beside the number', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'customers-90d': measure('Customers acquired, 90 days', 'W90'),
      'customers-365d': measure('Customers acquired, 12 months', 'W365'),
    },
  },
  partner: { folds, finish: finished },
  program: { folds, finish: finished },
});

function finished(values: FoldValues<typeof folds>, { facts }: Context) {
  const count = (acquired: number, won: FoldValues<typeof folds>['won90']): Result => {
    let without = 0;
    won.each((row) => {
      if (facts.deals[row.deal]?.customers.length === 0) without++;
    });
    return value(acquired, {
      sample: acquired,
      excluded: without > 0 ? { 'no customer company': without } : won.excluded,
    });
  };
  return {
    'customers-90d': count(values.acquired90.count, values.won90),
    'customers-365d': count(values.acquired365.count, values.won365),
  };
}
