/**
 * How much business is on the way because of the partner?
 * Open deals at their amount, and weighted by the probability of their stage. A deal whose expected close is more than
 * 30 days past is no longer believed: it is shown as overdue and counts nowhere else.
 */

import { amountOf, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { CURRENT, isOpenSourced, isOpenTouched, OVERDUE } from '../derived/open-deals.ts';
import { countOf, type FoldValues, type Summed, sumOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

/** Weighted amounts are summed in ten-thousandths, so that sums stay whole numbers. */
const PARTS = 10_000;

const folds = {
  sourced: sumOf('spans', amountOf, { ...CURRENT, where: isOpenSourced, excluding: WITHOUT_AMOUNT }),
  touched: sumOf('spans', amountOf, { ...CURRENT, where: isOpenTouched, excluding: WITHOUT_AMOUNT }),
  weighted: sumOf('spans', (row) => Math.round(row.amount * row.probability * PARTS), {
    ...CURRENT,
    where: isOpenSourced,
    excluding: { ...WITHOUT_AMOUNT, 'stage without a probability': (row) => Number.isNaN(row.probability) },
  }),
  overdue: sumOf('spans', amountOf, {
    ...OVERDUE,
    where: isOpenSourced,
    excluding: WITHOUT_AMOUNT,
  }),
  deals: countOf('spans', { ...CURRENT, where: isOpenSourced }),
};

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'money',
  window: 'as-of',
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 0,
  ...more,
});

const total = ({ sum, count, excluded }: Summed, parts = 1): Result =>
  value(sum / parts, { numerator: sum / parts, sample: count, excluded });

export const pipeline = defineMetric({
  meta: {
    id: 'pipeline',
    catalogue: 35,
    name: 'Open pipeline',
    question: 'How much business is on the way because of the partner?',
    formula:
      'Sum of the amounts of open deals whose expected close is still to come or at most 30 days past; weighted: each ' +
      "amount times its stage's probability. Touched deals are those sourced or influenced.",
    category: 'outcome',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Help close what is open; ask for new registrations where little is.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: [
      'Open deals whose expected close is more than 30 days past: listed as overdue',
      'Deals without an amount, with a negative one, or in a currency without a rate',
      'Conflicts',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      sourced: measure('Open pipeline'),
      touched: measure('Open pipeline, sourced or influenced', { role: 'any' }),
      weighted: measure('Open pipeline, weighted by stage'),
      overdue: measure('Overdue pipeline'),
      deals: measure('Open deals', { unit: 'deals' }),
    },
  },
  partner: { folds, finish: finished },
  program: { folds, finish: finished },
});

function finished({ sourced, touched, weighted, overdue, deals }: FoldValues<typeof folds>) {
  return {
    sourced: total(sourced),
    touched: total(touched),
    weighted: total(weighted, PARTS),
    overdue: total(overdue),
    deals: value(deals.count, { sample: deals.count }),
  };
}
