/**
 * How much support does the partner use?
 * Neither more nor less is better: much may mean trouble or a busy partner, none may mean that nobody sells.
 */

import {
  amountsOfAll,
  dealsOf,
  isUsual,
  MIN_PARTNERS,
  SUPPORT,
  SUPPORT_OF_ALL,
  type Usual,
  usualFor,
} from '../derived/support.ts';
import { defineMetric } from '../metric.ts';
import { notApplicable, type Result, value } from '../result.ts';

export const supportUtilisation = defineMetric({
  meta: {
    id: 'support-utilisation',
    catalogue: 24,
    name: 'Support utilisation',
    question: 'How much support does the partner use?',
    formula:
      'Tickets of the partner in 90 days; the same per deal that is open, or was registered in those 90 days; and where ' +
      'that lies among comparable partners: below the first quartile low, above the third high, else normal. Comparable ' +
      `are partners of the same type where at least ${MIN_PARTNERS} of them have deals, else all that have.`,
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['tickets', 'roles'],
    minimumSample: MIN_PARTNERS,
    better: 'within-band',
    decision: 'Look at what a partner far from the others asks for, or why it asks for nothing.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Partners without an open or registered deal: their tickets are counted, not compared'],
    version: 1,
    changelog: ['1: quartiles of type 7 over partners that have deals'],
    measures: {
      tickets: {
        label: 'Support tickets',
        unit: 'tickets',
        window: 'W90',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
      'per-deal': {
        label: 'Support tickets per open or registered deal',
        unit: 'tickets',
        window: 'W90',
        role: 'any',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-applicable',
      },
      band: {
        label: 'Support use among comparable partners',
        unit: 'text',
        window: 'W90',
        role: 'any',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'not-applicable',
      },
    },
  },
  partner: {
    folds: SUPPORT,
    reference: SUPPORT_OF_ALL,
    finish(values, context) {
      const { facts } = context;
      const { count } = values.tickets;
      const deals = dealsOf(values, facts);
      const perDeal = perDealOf(count, deals);
      if (deals === 0) return { tickets: ticketsOf(count), 'per-deal': perDeal, band: perDeal };
      const { index, asOf, reference } = context;
      const usual = usualFor(reference, asOf, facts)(index);
      const band = isUsual(usual) ? bandOf(count / deals, usual) : usual;
      return { tickets: ticketsOf(count), 'per-deal': perDeal, band };
    },
  },
  program: {
    folds: SUPPORT_OF_ALL,
    finish(values, { facts }) {
      const { count } = values.tickets;
      return { tickets: ticketsOf(count), 'per-deal': perDealOf(count, amountsOfAll(values, facts).all) };
    },
  },
});

const ticketsOf = (count: number): Result => value(count, { numerator: count, sample: count });

function perDealOf(count: number, deals: number): Result {
  const counts = { numerator: count, denominator: deals, sample: count };
  return deals === 0 ? notApplicable('No open or registered deal', counts) : value(count / deals, counts);
}

const bandOf = (perDeal: number, { low, high, partners }: Usual): Result =>
  value(perDeal < low ? 'low' : perDeal > high ? 'high' : 'normal', { sample: partners });
