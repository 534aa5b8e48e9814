/**
 * How much revenue does the partner transact itself?
 * Won deals that the partner closed or resold, whoever found them.
 */

import { has } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, type RevenueValues, revenueFolds, revenueMeasure, total } from '../derived/revenue.ts';
import { defineMetric } from '../metric.ts';

const folds = revenueFolds((row) => has(row, 'resold'));

export const resoldRevenue = defineMetric({
  meta: {
    id: 'resold-revenue',
    catalogue: 29,
    name: 'Partner-closed revenue',
    question: 'How much revenue does the partner transact itself?',
    formula: 'Sum of the amounts of won deals in which the partner has the resold role, by close date in the window.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Set margins and support for those who carry the transaction.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: REVENUE_EXCLUSIONS,
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'revenue-90d': revenueMeasure('Resold revenue, 90 days', 'W90', 'resold'),
      'revenue-365d': revenueMeasure('Resold revenue, 12 months', 'W365', 'resold'),
      'revenue-fiscal-year': revenueMeasure('Resold revenue, fiscal year to date', 'FYTD', 'resold'),
    },
  },
  partner: { folds, finish: totals },
  program: { folds, finish: totals },
});

function totals({ w90, w365, fiscalYear }: RevenueValues) {
  return { 'revenue-90d': total(w90), 'revenue-365d': total(w365), 'revenue-fiscal-year': total(fiscalYear) };
}
