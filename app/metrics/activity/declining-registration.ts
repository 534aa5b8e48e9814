/**
 * Has a partner that used to register deals slowed down or stopped?
 * An early warning: registrations fall a quarter or two before revenue does.
 */

import { isDeclining, PREVIOUSLY_ACTIVE, REGISTRATION_PERIODS } from '../derived/declining.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

export const decliningRegistration = defineMetric({
  meta: {
    id: 'declining-registration',
    catalogue: 8,
    name: 'Declining registration',
    question: 'Has a partner that used to register deals slowed down or stopped?',
    formula:
      `Flagged when the 90 days before the last 90 held at least ${PREVIOUSLY_ACTIVE} sourced registrations and the last ` +
      '90 hold fewer by the exact binomial test (at least 8 in both, two-sided, below 0.05); or when the 180 days before ' +
      `the last 90 held at least ${PREVIOUSLY_ACTIVE} and the last 90 hold none.`,
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'lower',
    decision: 'Ask the partner what stopped: a person left, a competitor came, or our handling put them off.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Deals without the mapped registration date', 'Deals whose partner is in conflict'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      declining: {
        label: 'Declining registration',
        unit: 'flag',
        window: 'W90',
        role: 'sourced',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      partners: {
        label: 'Partners with declining registration',
        unit: 'partners',
        window: 'W90',
        role: 'sourced',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds: REGISTRATION_PERIODS,
    finish: (periods) => ({
      declining: value(isDeclining(periods) ? 1 : 0, {
        numerator: periods.recent.count,
        denominator: periods.previous90.count,
        sample: periods.recent.count + periods.previous180.count,
      }),
    }),
  },
  program: {
    folds: {},
    peers: REGISTRATION_PERIODS,
    finish(_, { peers }) {
      const declining = peers.filter(({ values }) => isDeclining(values)).length;
      return { partners: value(declining, { numerator: declining, denominator: peers.length }) };
    },
  },
});
