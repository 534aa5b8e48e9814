/**
 * Does the programme stand on many partners or on a few?
 * Shares of the largest, the Gini coefficient, and how many partners it takes to make 80 %.
 */

import { countHolding, gini, topSum } from '../../kit/concentration.ts';
import { isSourced } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, revenueOf } from '../derived/revenue.ts';
import { lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, type Shared, value } from '../result.ts';

const peers = { revenue: revenueOf(isSourced, lastDays(365)) };

const MIN_WITH_REVENUE = 5;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  role: 'sourced',
  scope: 'program',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  moneyCounts: ['numerator', 'denominator'],
  ...more,
});

export const revenueDistribution = defineMetric({
  meta: {
    id: 'revenue-distribution',
    catalogue: 38,
    name: 'Distribution of revenue',
    question: 'Does the programme stand on many partners or on a few?',
    formula:
      'Sourced revenue of 365 days by partner, over the partners with revenue: share of the largest, of the five largest ' +
      'and of the largest 20 % (rounded up to whole partners); Gini = 2 x sum(rank x revenue) / (n x sum) - (n + 1) / n, ' +
      'without small-sample correction; the number of largest partners that together hold 80 %. The Gini of all partners ' +
      'counts those on the roster without revenue as zeros.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_WITH_REVENUE,
    better: 'neither',
    decision: 'Decide between caring for the few that carry the programme and broadening it.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"', 'Gini 1912'],
    exclusions: REVENUE_EXCLUSIONS,
    version: 1,
    changelog: ['1: partners that have left count while their revenue is in the window'],
    measures: {
      'top-1': measure('Share of the largest partner'),
      'top-5': measure('Share of the five largest partners'),
      'top-20-percent': measure('Share of the largest 20 % of partners with revenue'),
      gini: measure('Gini coefficient, partners with revenue', { unit: 'index' }),
      'gini-all': measure('Gini coefficient, all partners', { unit: 'index' }),
      'partners-for-80-percent': measure('Partners that make 80 %', { unit: 'partners', range: [1, null] }),
    },
  },
  program: {
    folds: {},
    peers,
    finish(_, { peers, everyone }) {
      const earned = everyone.map(({ values }) => values.revenue.sum).filter((revenue) => revenue > 0);
      const total = earned.reduce((sum, revenue) => sum + revenue, 0);
      const idle = peers.filter(({ values }) => values.revenue.sum <= 0).map(() => 0);
      const fifth = Math.ceil(earned.length / 5);
      const say = (figure: number | undefined, shared: Shared): Result =>
        earned.length < MIN_WITH_REVENUE || figure === undefined
          ? notEnoughData(earned.length, MIN_WITH_REVENUE, { reason: 'Partners with revenue' })
          : value(figure, { sample: earned.length, ...shared });
      const shareOf = (count: number, reason?: string): Result => {
        const top = topSum(earned, count);
        return say(top / total, { numerator: top, denominator: total, reason });
      };
      return {
        'top-1': shareOf(1),
        'top-5': shareOf(5),
        'top-20-percent': shareOf(fifth, `${fifth} of ${earned.length} partners`),
        gini: say(gini(earned), {}),
        'gini-all': say(gini([...earned, ...idle]), { sample: earned.length + idle.length }),
        'partners-for-80-percent': say(countHolding(earned, 0.8), {}),
      };
    },
  },
});
