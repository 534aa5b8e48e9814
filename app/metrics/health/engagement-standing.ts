/**
 * Who deserves attention first: the engaged that slip, or the quiet that rise?
 * Moderate and improving is better than high and declining, so half of the change is added to the level.
 */

import { type Direction, ENGAGEMENT, isMovement, movementOf } from '../derived/engagement.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

const WEIGHT_OF_CHANGE = 0.5;
const HIGH_FROM = 50;
const QUADRANTS: Readonly<Record<'high' | 'low', Readonly<Record<Direction, string>>>> = {
  high: { improving: 'strong and rising', steady: 'strong', declining: 'strong but slipping' },
  low: { improving: 'quiet but rising', steady: 'quiet', declining: 'quiet and slipping' },
};

export const engagementStanding = defineMetric({
  meta: {
    id: 'engagement-standing',
    catalogue: 52,
    name: 'Level and direction',
    question: 'Who deserves attention first: the engaged that slip, or the quiet that rise?',
    formula:
      'Engagement level + half of its change since 90 days before, to sort partners by; and a name for level (high from ' +
      '50) and direction together.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: [],
    minimumSample: 4,
    better: 'higher',
    decision: 'Sort the portfolio by it: invest in what rises, rescue what slips.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics: moderate and improving beats high and declining'],
    exclusions: ['Partners without a direction'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'sort-key': {
        label: 'Engagement, level and direction',
        unit: 'points',
        window: 'W180',
        scope: 'partner',
        range: [-50, 150],
        whenEmpty: 'not-enough-data',
      },
      quadrant: {
        label: 'Engagement, in words',
        unit: 'stage',
        window: 'W180',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: {},
    reference: ENGAGEMENT,
    finish(_, { facts, index, asOf, reference }) {
      const said = movementOf(reference, facts, index, asOf);
      if (!isMovement(said)) return { 'sort-key': said, quadrant: said };
      const { now, before, direction, points } = said;
      const quadrant = QUADRANTS[now >= HIGH_FROM ? 'high' : 'low'][direction];
      return {
        'sort-key': value(now + WEIGHT_OF_CHANGE * (now - before), { sample: points }),
        quadrant: value(quadrant, { sample: points }),
      };
    },
  },
});
