/**
 * How much revenue did the partner help to win that somebody else brought?
 * Influenced means involved and not sourced, so the two never overlap; touched is both together. The evidence of a role is
 * the association label or the deal property that names the partner. Where only mail or meetings speak for a partner, the
 * deal is nobody's until a person has said so, and its amount stands beside.
 */

import { NEEDS } from '../../facts/need.ts';
import { isContactedBefore } from '../derived/contact-on-deals.ts';
import { amountOf, isDirect, isInfluencedOnly, isTouched, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, type RevenueValues, revenueFolds, revenueMeasure, total } from '../derived/revenue.ts';
import { lastDays, sumOf } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notSetUp } from '../result.ts';

const influenced = revenueFolds(isInfluencedOnly);
const touched = revenueFolds(isTouched);
const folds = {
  ...influenced,
  touched90: touched.w90,
  touched365: touched.w365,
  touchedFiscalYear: touched.fiscalYear,
};
const unlabelled = sumOf('decisions', amountOf, {
  reach: lastDays(365),
  where: (row, facts) => isWon(row) && isDirect(row) && isContactedBefore(row, facts),
  excluding: WITHOUT_AMOUNT,
});

export const influencedRevenue = defineMetric({
  meta: {
    id: 'influenced-revenue',
    catalogue: 28,
    name: 'Partner-influenced revenue',
    question: 'How much revenue did the partner help to win that somebody else brought?',
    formula:
      'Sum of the amounts of won deals that the partner influenced and did not source, by close date in the window; ' +
      'touched: sourced or influenced. For the programme a deal sourced by any partner is not influenced. Without a role: ' +
      'won deals that name no partner, and on which a mail, or a meeting that took place, with people of a partner was ' +
      'logged by the close; they are in none of the other sums.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Keep a partner that sources little but without whom deals would not close.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: REVENUE_EXCLUSIONS,
    version: 2,
    changelog: ['1: first definition', '2: deals for which only mail or meetings speak are told apart'],
    measures: {
      'revenue-90d': revenueMeasure('Influenced revenue, 90 days', 'W90', 'influenced'),
      'revenue-365d': revenueMeasure('Influenced revenue, 12 months', 'W365', 'influenced'),
      'revenue-fiscal-year': revenueMeasure('Influenced revenue, fiscal year to date', 'FYTD', 'influenced'),
      'touched-90d': revenueMeasure('Revenue sourced or influenced, 90 days', 'W90', 'any'),
      'touched-365d': revenueMeasure('Revenue sourced or influenced, 12 months', 'W365', 'any'),
      'touched-fiscal-year': revenueMeasure('Revenue sourced or influenced, fiscal year to date', 'FYTD', 'any'),
      'unlabelled-365d': {
        ...revenueMeasure('Revenue with people of a partner in touch and no role, 12 months', 'W365', 'direct'),
        scope: 'program',
      },
    },
  },
  partner: { folds, finish: totals },
  program: {
    folds: { ...folds, unlabelled },
    finish: (values, { facts }) => ({
      ...totals(values),
      'unlabelled-365d': isContactKnown(facts) ? total(values.unlabelled) : notSetUp(NEEDS.emails),
    }),
  },
});

const isContactKnown = ({ mapped }: Context['facts']): boolean => mapped.emails || mapped.engagements;

type Touched = Record<'touched90' | 'touched365' | 'touchedFiscalYear', RevenueValues['w90']>;

function totals({ w90, w365, fiscalYear, touched90, touched365, touchedFiscalYear }: RevenueValues & Touched) {
  return {
    'revenue-90d': total(w90),
    'revenue-365d': total(w365),
    'revenue-fiscal-year': total(fiscalYear),
    'touched-90d': total(touched90),
    'touched-365d': total(touched365),
    'touched-fiscal-year': total(touchedFiscalYear),
  };
}
