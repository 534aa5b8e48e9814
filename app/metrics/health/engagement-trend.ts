/**
 * Is the partner becoming more engaged or less?
 * Its level today against the level 90 days ago, by the same rule at both dates.
 */

import { ENGAGEMENT, isMovement, movementOf } from '../derived/engagement.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

export const engagementTrend = defineMetric({
  meta: {
    id: 'engagement-trend',
    catalogue: 51,
    name: 'Engagement trend',
    question: 'Is the partner becoming more engaged or less?',
    formula:
      'Engagement level at the date - the level 90 days before, in points; improving or declining where that is more than ' +
      'a tenth of the earlier level, else steady. Needs the level at 4 of the last 6 times 30 days.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: [],
    minimumSample: 4,
    better: 'higher',
    decision: 'Ask the partner that slips what changed, while it is still here.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"'],
    exclusions: ['Partners that were not on the roster 90 days before'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      direction: {
        label: 'Direction of engagement',
        unit: 'stage',
        window: 'W180',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
      change: {
        label: 'Change of the engagement level',
        unit: 'points',
        window: 'W180',
        scope: 'partner',
        range: [-100, 100],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: {},
    reference: ENGAGEMENT,
    finish(_, { facts, index, asOf, reference }) {
      const said = movementOf(reference, facts, index, asOf);
      if (!isMovement(said)) return { direction: said, change: said };
      const counts = { sample: said.points };
      return { direction: value(said.direction, counts), change: value(said.now - said.before, counts) };
    },
  },
});
