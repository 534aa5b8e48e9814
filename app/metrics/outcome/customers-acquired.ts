/**
 * How many customers do we have because of the partner?
 * A customer is acquired with its first won deal ever, by whoever sourced that one. A second deal acquires nobody.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { isSourced, isWon } from '../derived/deals.ts';
import { type Counted, countOf, type FoldValues, lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const acquired = (days: number) => countOf('firstWins', { reach: lastDays(days), where: isSourced });
const isNameless = (row: TableRow<'decisions'>, { deals }: AccountFacts): boolean =>
  isWon(row) && isSourced(row) && deals[row.deal]?.customers.length === 0;
/** Wins that name no customer company. */
const nameless = (days: number) => countOf('decisions', { reach: lastDays(days), where: isNameless });

const folds = {
  acquired90: acquired(90),
  acquired365: acquired(365),
  nameless90: nameless(90),
  nameless365: nameless(365),
};

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

function finished(values: FoldValues<typeof folds>) {
  const count = ({ count }: Counted, nameless: Counted): Result =>
    value(count, {
      sample: count,
      excluded: nameless.count > 0 ? { 'no customer company': nameless.count } : {},
    });
  return {
    'customers-90d': count(values.acquired90, values.nameless90),
    'customers-365d': count(values.acquired365, values.nameless365),
  };
}
