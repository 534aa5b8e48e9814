/**
 * Do partners help with more revenue than they bring?
 * Often claimed to be above one; this reports what the account's own deals say.
 */

import { isInfluencedOnly, isSourced } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, revenueOf } from '../derived/revenue.ts';
import { lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, value } from '../result.ts';

export const influencedToSourcedRatio = defineMetric({
  meta: {
    id: 'influenced-to-sourced-ratio',
    catalogue: 30,
    name: 'Influenced-to-sourced ratio',
    question: 'Do partners help with more revenue than they bring?',
    formula:
      'Revenue of deals won in 365 days that partners influenced and none sourced / revenue of those that partners sourced.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: 1,
    better: 'neither',
    decision: 'Judge the programme by both parts, and pay for help where help is what partners give.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: REVENUE_EXCLUSIONS,
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      ratio: {
        label: 'Influenced revenue per sourced revenue',
        unit: 'multiple',
        window: 'W365',
        role: 'any',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-enough-data',
        moneyCounts: ['numerator', 'denominator'],
      },
    },
  },
  program: {
    folds: {
      influenced: revenueOf(isInfluencedOnly, lastDays(365)),
      sourced: revenueOf(isSourced, lastDays(365)),
    },
    finish({ influenced, sourced }) {
      const counts = { numerator: influenced.sum, denominator: sourced.sum, excluded: influenced.excluded };
      return {
        ratio:
          sourced.sum > 0
            ? value(influenced.sum / sourced.sum, { ...counts, sample: influenced.count + sourced.count })
            : notEnoughData(0, 1, { ...counts, reason: 'No sourced revenue in the window' }),
      };
    },
  },
});
