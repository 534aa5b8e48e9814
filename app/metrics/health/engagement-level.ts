/**
 * How engaged is the partner, measured against partners like it?
 * One figure for all that a partner does, from whatever is connected, and it says what that is.
 */

import { ENGAGEMENT, levelsNow } from '../derived/engagement.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

const MIN_SEGMENT = 5;

export const engagementLevel = defineMetric({
  meta: {
    id: 'engagement-level',
    catalogue: 50,
    name: 'Engagement level',
    question: 'How engaged is the partner, measured against partners like it?',
    formula:
      'Mean, from 0 to 100, of the percentile of the partner in each connected activity: registrations, distinct ' +
      'resources, distinct tools and contacts it began in 90 days, days with a portal login in 30. Compared with the ' +
      `partners on the roster of the same type where there are ${MIN_SEGMENT}, else with all. Of values alike half count as ` +
      'below.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: [],
    minimumSample: MIN_SEGMENT,
    better: 'higher',
    decision: 'Choose with whom to spend the time that there is.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"'],
    exclusions: [
      'Reply rate and training completion: shares of few, which most partners do not have',
      'Activities that are not connected: the reason names those that are',
    ],
    version: 1,
    changelog: ['1: activities that every partner has a count of, so that no partner is compared on fewer than others'],
    measures: {
      level: {
        label: 'Engagement level',
        unit: 'points',
        window: 'W90',
        scope: 'partner',
        range: [0, 100],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: {},
    reference: ENGAGEMENT,
    finish(_, { facts, index, asOf, reference }) {
      const levels = levelsNow(reference, asOf, facts);
      const level = levels.of(index);
      if (level === undefined) return { level: levels.missing(index) };
      const { from } = levels;
      const qualifier = from === 'From registrations' ? ('deals-only' as const) : undefined;
      return { level: value(level, { sample: levels.sizeFor(index), reason: from, qualifier }) };
    },
  },
});
