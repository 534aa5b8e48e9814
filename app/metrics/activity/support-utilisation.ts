/**
 * How much support does the partner use?
 * Neither more nor less is better: much may mean trouble or a busy partner, none may mean that nobody sells.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { dealsOf, isUsual, MIN_PARTNERS, SUPPORT, type Support, usualFor } from '../derived/support.ts';
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
    reference: SUPPORT,
    finish(values, context) {
      const { facts } = context;
      const amounts = amountsOf(values, facts);
      const { 'per-deal': perDeal } = amounts;
      if (perDeal.state !== 'value') return { ...amounts, band: perDeal };
      const { partner, asOf, reference } = context;
      const usual = usualFor(reference, asOf, facts)(partner);
      return { ...amounts, band: isUsual(usual) ? bandOf(Number(perDeal.value), usual) : usual };
    },
  },
  program: { folds: SUPPORT, finish: (values, { facts }) => amountsOf(values, facts) },
});

function amountsOf(values: Support, facts: AccountFacts): { tickets: Result; 'per-deal': Result } {
  const { count } = values.tickets;
  const deals = dealsOf(values, facts);
  const counts = { numerator: count, denominator: deals, sample: count };
  return {
    tickets: value(count, { numerator: count, sample: count }),
    'per-deal': deals === 0 ? notApplicable('No open or registered deal', counts) : value(count / deals, counts),
  };
}

const bandOf = (perDeal: number, { low, high, partners }: { low: number; high: number; partners: number }): Result =>
  value(perDeal < low ? 'low' : perDeal > high ? 'high' : 'normal', { sample: partners });
