/**
 * Does the partner need far more support than others, and for what?
 * Tickets about the product point to us, about how to use it to training, about what it cannot do to the wrong customers.
 */

import {
  dealsOf,
  isUsual,
  keyOf,
  SUPPORT,
  SUPPORT_OF_ALL,
  type Support,
  UNCATEGORISED,
  usualFor,
} from '../derived/support.ts';
import type { FoldValues } from '../fold.ts';
import { defineMetric, type Measure, type PartnerContext } from '../metric.ts';
import { notApplicable, type Result, share, value } from '../result.ts';

const MIN_TICKETS = 5;

const shareMeasure = (label: string): Measure => ({
  label,
  unit: 'ratio',
  window: 'W90',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});

export const excessiveSupport = defineMetric({
  meta: {
    id: 'excessive-support',
    catalogue: 25,
    name: 'Excessive support',
    question: 'Does the partner need far more support than others, and for what?',
    formula:
      `Flagged with at least ${MIN_TICKETS} tickets in 90 days and more tickets per open or registered deal than the third ` +
      'quartile + 1.5 x the distance between the quartiles of comparable partners, which are those of support ' +
      'utilisation. Shares of tickets by category, as the account maps them: product, training, misfit, without one.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['tickets', 'roles'],
    minimumSample: MIN_TICKETS,
    better: 'lower',
    decision: 'Fix the product, train the partner, or agree on which customers fit: the categories say which.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"', 'Tukey 1977, for the fence'],
    exclusions: ['Partners without an open or registered deal', 'The category "other" stands in no share of its own'],
    version: 1,
    changelog: ['1: quartiles of type 7 over partners that have deals'],
    measures: {
      excessive: {
        label: 'Excessive support',
        unit: 'flag',
        window: 'W90',
        role: 'any',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      'product-share': shareMeasure('Tickets about the product'),
      'training-share': shareMeasure('Tickets that training would have saved'),
      'misfit-share': shareMeasure('Tickets about a misfit'),
      'unknown-share': shareMeasure('Tickets without a category'),
    },
  },
  partner: {
    folds: SUPPORT,
    reference: SUPPORT_OF_ALL,
    finish: (values, context) => ({ excessive: excessive(values, context), ...sharesOf(values) }),
  },
  program: { folds: { tickets: SUPPORT.tickets }, finish: sharesOf },
});

function excessive(values: Support, context: PartnerContext<FoldValues<typeof SUPPORT_OF_ALL>>): Result {
  const { facts } = context;
  const { count } = values.tickets;
  const deals = dealsOf(values, facts);
  const counts = { numerator: count, denominator: deals, sample: count };
  if (count < MIN_TICKETS) return value(0, counts);
  if (deals === 0) return notApplicable('No open or registered deal to hold the tickets against', counts);
  const { index, asOf, reference } = context;
  const usual = usualFor(reference, asOf, facts)(index);
  return isUsual(usual) ? value(count / deals > usual.fence ? 1 : 0, counts) : usual;
}

function sharesOf({ tickets }: Pick<Support, 'tickets'>) {
  if (tickets.count === 0) return NO_TICKETS;
  const of = (key: number): Result => share(tickets.at(key), tickets.count, MIN_TICKETS);
  return {
    'product-share': of(keyOf('product')),
    'training-share': of(keyOf('training')),
    'misfit-share': of(keyOf('misfit')),
    'unknown-share': of(UNCATEGORISED),
  };
}

const NONE = share(0, 0, MIN_TICKETS);
const NO_TICKETS = { 'product-share': NONE, 'training-share': NONE, 'misfit-share': NONE, 'unknown-share': NONE };
