/**
 * How many deals were won with the partner, and in which part?
 * By role: a deal that the partner sourced is not influenced as well; resold and serviced stand beside either.
 */

import { has, isAnyRole, isInfluencedOnly, isSourced, isWon } from '../derived/deals.ts';
import { type Counted, countOf, type FoldValues, lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const won = (isCounted: (row: { readonly roles: number }) => boolean, days: number) =>
  countOf('decisions', { reach: lastDays(days), where: (row) => isWon(row) && isCounted(row) });
const isResold = (row: { readonly roles: number }) => has(row, 'resold');
const isServiced = (row: { readonly roles: number }) => has(row, 'serviced');

const folds = {
  any90: won(isAnyRole, 90),
  any365: won(isAnyRole, 365),
  sourced90: won(isSourced, 90),
  sourced365: won(isSourced, 365),
  influenced90: won(isInfluencedOnly, 90),
  influenced365: won(isInfluencedOnly, 365),
  resold90: won(isResold, 90),
  resold365: won(isResold, 365),
  serviced90: won(isServiced, 90),
  serviced365: won(isServiced, 365),
};

const measure = (label: string, window: 'W90' | 'W365', role: Measure['role'] & string): Measure => ({
  label: `${label}, ${window === 'W90' ? '90 days' : '12 months'}`,
  unit: 'deals',
  window,
  role,
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

export const dealsClosed = defineMetric({
  meta: {
    id: 'deals-closed',
    catalogue: 31,
    name: 'Deals closed',
    question: 'How many deals were won with the partner, and in which part?',
    formula: 'Count of won deals with the partner in any role, and in each role, by close date in the window.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'See whether a partner brings, helps, sells or delivers, and support it in that.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: ['Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'won-90d': measure('Deals won', 'W90', 'any'),
      'won-365d': measure('Deals won', 'W365', 'any'),
      'sourced-90d': measure('Sourced deals won', 'W90', 'sourced'),
      'sourced-365d': measure('Sourced deals won', 'W365', 'sourced'),
      'influenced-90d': measure('Influenced deals won', 'W90', 'influenced'),
      'influenced-365d': measure('Influenced deals won', 'W365', 'influenced'),
      'resold-90d': measure('Resold deals won', 'W90', 'resold'),
      'resold-365d': measure('Resold deals won', 'W365', 'resold'),
      'serviced-90d': measure('Serviced deals won', 'W90', 'serviced'),
      'serviced-365d': measure('Serviced deals won', 'W365', 'serviced'),
    },
  },
  partner: { folds, finish: finished },
  program: { folds, finish: finished },
});

function finished(values: FoldValues<typeof folds>) {
  const count = ({ count }: Counted): Result => value(count, { sample: count });
  return {
    'won-90d': count(values.any90),
    'won-365d': count(values.any365),
    'sourced-90d': count(values.sourced90),
    'sourced-365d': count(values.sourced365),
    'influenced-90d': count(values.influenced90),
    'influenced-365d': count(values.influenced365),
    'resold-90d': count(values.resold90),
    'resold-365d': count(values.resold365),
    'serviced-90d': count(values.serviced90),
    'serviced-365d': count(values.serviced365),
  };
}
