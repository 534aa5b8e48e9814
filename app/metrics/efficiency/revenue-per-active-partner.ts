/**
 * What does a working partner bring in a year?
 * The mean says what the programme yields per working partner, the median what an ordinary one does: a wide gap between
 * them means that few carry the rest.
 */

import { median } from '../../kit/average.ts';
import { ACTIVE, isActive } from '../derived/activity.ts';
import { isSourced } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS, revenueOf } from '../derived/revenue.ts';
import { lastDays } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, value } from '../result.ts';

const revenue = revenueOf(isSourced, lastDays(365));
/** A median of fewer partners says nothing. */
const MIN_FOR_MEDIAN = 3;

const measure = (label: string): Measure => ({
  label,
  unit: 'money',
  window: 'W365',
  role: 'sourced',
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
});

export const revenuePerActivePartner = defineMetric({
  meta: {
    id: 'revenue-per-active-partner',
    catalogue: 37,
    name: 'Revenue per active partner',
    question: 'What does a working partner bring in a year?',
    formula:
      'Mean: sourced revenue of the programme in 365 days / active partners. Median: of the sourced revenue of each ' +
      'active partner. Active: on the roster with at least one qualifying event in the last 90 days.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_FOR_MEDIAN,
    better: 'higher',
    decision: 'Choose between more partners and more from each.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: REVENUE_EXCLUSIONS,
    version: 2,
    changelog: ['1: first definition', '2: activity of every connected kind makes a partner active'],
    measures: {
      mean: measure('Revenue per active partner, mean'),
      median: measure('Revenue per active partner, median'),
      active: {
        label: 'Active partners',
        unit: 'partners',
        window: 'W90',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  program: {
    folds: { revenue },
    peers: { ...ACTIVE, revenue },
    finish({ revenue }, { peers }) {
      const active = peers.filter(({ values }) => isActive(values)).map(({ values }) => values.revenue.sum);
      const { excluded } = revenue;
      const counts = { numerator: revenue.sum, denominator: active.length, sample: active.length, excluded };
      const middle = active.length < MIN_FOR_MEDIAN ? undefined : median(active);
      return {
        mean: active.length === 0 ? notEnoughData(0, 1, counts) : value(revenue.sum / active.length, counts),
        median:
          middle === undefined
            ? notEnoughData(active.length, MIN_FOR_MEDIAN, { excluded })
            : value(middle, { sample: active.length, excluded }),
        active: value(active.length, { numerator: active.length, denominator: peers.length }),
      };
    },
  },
});
