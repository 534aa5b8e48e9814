/**
 * What do the partners that bring most have in common?
 * Lift of each trait that is known of a partner from the start; what may be chance says that it is not proven.
 */

import { isSourced } from '../derived/deals.ts';
import { liftTable, MIN_WITH_TRAIT, nameOf } from '../derived/ideal-partner.ts';
import { revenueOf } from '../derived/revenue.ts';
import { lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, value } from '../result.ts';

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'records',
  window: 'W365',
  role: 'sourced',
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const idealPartner = defineMetric({
  meta: {
    id: 'ideal-partner',
    catalogue: 83,
    name: 'Ideal partner profile',
    question: 'What do the partners that bring most have in common?',
    formula:
      'Upper quarter of the partners on the roster by sourced revenue in 365 days, those with none left out of it. Lift of ' +
      'a type, country, size, industry, tier or source: share in the upper quarter of those with it / of all. Proven ' +
      `where at least ${MIN_WITH_TRAIT} partners have it and the one-sided exact test of Fisher gives p < 0.1. The table ` +
      'holds every trait with its numbers; a prospect fits by the share of the proven ones that it has.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_WITH_TRAIT,
    better: 'neither',
    decision: 'Recruit partners with the proven traits first, and keep testing the others.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "ideal partner profile"', 'Fisher 1935, for the test'],
    exclusions: [
      'Tiers are those of today: that of the day of signing is not kept',
      'Many traits are tried, and no correction is made: proven means worth a trial',
      'Won deals without a countable amount',
    ],
    version: 1,
    changelog: ['1: the test is one-sided, since only traits that help are looked for'],
    measures: {
      proven: measure('Proven traits'),
      strongest: measure('Trait with the largest lift', { unit: 'text', range: [null, null] }),
      lift: measure('Lift of that trait', { unit: 'multiple' }),
    },
  },
  program: {
    folds: {},
    peers: { revenue: revenueOf(isSourced, lastDays(365)) },
    finish(_, { peers }) {
      const table = liftTable(peers.map(({ partner, values }) => ({ partner, worth: values.revenue.sum })));
      const [first] = table;
      if (!first) {
        const reason = 'No trait is shared by enough partners, or none has brought revenue';
        const none = notEnoughData(Math.min(peers.length, MIN_WITH_TRAIT - 1), MIN_WITH_TRAIT, { reason });
        return { proven: none, strongest: none, lift: none };
      }
      const proven = table.filter(({ isProven }) => isProven);
      const best = proven[0] ?? first;
      const qualifier = best.isProven ? undefined : ('too-few-to-tell' as const);
      const reason = `${best.isProven ? 'Proven' : 'Not proven'}: p = ${best.p.toFixed(3)}`;
      const shared = { numerator: best.top, denominator: best.partners, sample: peers.length, qualifier, reason };
      return {
        proven: value(proven.length, { sample: table.length, reason: proven.map(nameOf).join('; ') || undefined }),
        strongest: value(nameOf(best), shared),
        lift: value(best.lift, shared),
      };
    },
  },
});
