/**
 * How much revenue exists because of the partner?
 * Won deals that the partner sourced, by close date. Deals without a countable amount are left out and counted beside
 * the number. A partner signed less than 180 days ago that has never won in any role is new: no outcome is expected yet.
 */

import { amountOf, isAnyRole, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { isOnRosterFor } from '../derived/tenure.ts';
import { countOf, fiscalYear, lastDays, type Reach, type Summed, standing, sumOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, type Result, value } from '../result.ts';

const won = (row: { readonly roles: number; readonly won: number }) => isWon(row) && isSourced(row);
const revenue = (reach: Reach) => sumOf('decisions', amountOf, { reach, where: won, excluding: WITHOUT_AMOUNT });
const everWon = countOf('decisions', { reach: standing, where: (row) => isWon(row) && isAnyRole(row) });

/** Below this tenure a partner without a win is new rather than unproductive. */
const NEW_BELOW_DAYS = 180;

const windows = { w90: revenue(lastDays(90)), w365: revenue(lastDays(365)), fiscalYear: revenue(fiscalYear) };

const measure = (label: string, window: string): Measure => ({
  label,
  unit: 'money',
  window,
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
});

const total = (sum: Summed): Result =>
  value(sum.sum, { numerator: sum.sum, sample: sum.count, excluded: sum.excluded });

export const sourcedRevenue = defineMetric({
  meta: {
    id: 'sourced-revenue',
    catalogue: 27,
    name: 'Partner-sourced revenue',
    question: 'How much revenue exists because of the partner?',
    formula:
      'Sum of the amounts of won deals that the partner sourced, by close date in the window. New, while a partner signed ' +
      'less than 180 days ago has won no deal in any role.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Decide where account-manager time and marketing money go next quarter.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: ['Won deals without an amount, with a negative one, or in a currency without a rate', 'Conflicts'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'revenue-90d': measure('Sourced revenue, 90 days', 'W90'),
      'revenue-365d': measure('Sourced revenue, 12 months', 'W365'),
      'revenue-fiscal-year': measure('Sourced revenue, fiscal year to date', 'FYTD'),
    },
  },
  partner: {
    folds: { ...windows, everWon },
    finish({ w90, w365, fiscalYear, everWon }, { partner, asOf }) {
      if (everWon.count === 0 && isOnRosterFor(partner, asOf, NEW_BELOW_DAYS) === false) {
        const none = notApplicable('New, no outcome expected yet', { qualifier: 'new' });
        return { 'revenue-90d': none, 'revenue-365d': none, 'revenue-fiscal-year': none };
      }
      return { 'revenue-90d': total(w90), 'revenue-365d': total(w365), 'revenue-fiscal-year': total(fiscalYear) };
    },
  },
  program: {
    folds: windows,
    finish: ({ w90, w365, fiscalYear }) => ({
      'revenue-90d': total(w90),
      'revenue-365d': total(w365),
      'revenue-fiscal-year': total(fiscalYear),
    }),
  },
});
