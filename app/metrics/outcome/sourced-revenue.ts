/**
 * How much revenue exists because of the partner?
 * Won deals that the partner sourced, by close date. Deals without a countable amount are left out and counted beside
 * the number. A partner signed less than 180 days ago that has never won in any role is new: no outcome is expected yet.
 */

import { isAnyRole, isSourced, isWon } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, type RevenueValues, revenueFolds, revenueMeasure, total } from '../derived/revenue.ts';
import { isOnRosterFor } from '../derived/tenure.ts';
import { countOf, standing } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notApplicable } from '../result.ts';

const windows = revenueFolds(isSourced);
const everWon = countOf('decisions', { reach: standing, where: (row) => isWon(row) && isAnyRole(row) });

/** Below this tenure a partner without a win is new rather than unproductive. */
const NEW_BELOW_DAYS = 180;

/** Growing with every recruit: what one active partner brings is the number to look at. */
const PER_PARTNER = { beside: 'revenue-per-active-partner/mean' } as const;

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
    exclusions: REVENUE_EXCLUSIONS,
    version: 2,
    changelog: [
      '1: first definition',
      '2: a partner is new until its first won deal in any role, not only as the source',
    ],
    measures: {
      'revenue-90d': { ...revenueMeasure('Sourced revenue, 90 days', 'W90', 'sourced'), ...PER_PARTNER },
      'revenue-365d': { ...revenueMeasure('Sourced revenue, 12 months', 'W365', 'sourced'), ...PER_PARTNER },
      'revenue-fiscal-year': {
        ...revenueMeasure('Sourced revenue, fiscal year to date', 'FYTD', 'sourced'),
        ...PER_PARTNER,
      },
    },
  },
  partner: {
    folds: { ...windows, everWon },
    finish({ everWon, ...sums }, context) {
      if (everWon.count === 0 && isOnRosterFor(context.partner, context, NEW_BELOW_DAYS) === false) {
        const none = notApplicable('New, no outcome expected yet', { qualifier: 'new' });
        return { 'revenue-90d': none, 'revenue-365d': none, 'revenue-fiscal-year': none };
      }
      return totals(sums);
    },
  },
  program: { folds: windows, finish: totals },
});

function totals({ w90, w365, fiscalYear }: RevenueValues) {
  return { 'revenue-90d': total(w90), 'revenue-365d': total(w365), 'revenue-fiscal-year': total(fiscalYear) };
}
