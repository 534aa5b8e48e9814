/**
 * How fast does the partner register deals, and is that changing?
 * Registrations per 30 days over the last 90, against the 90 days before. Going from two to one is not a fall by half:
 * a change is only claimed where the exact binomial test finds one.
 */

import { changeOfCounts } from '../derived/change.ts';
import { isSourced } from '../derived/deals.ts';
import { isOnRosterFor } from '../derived/tenure.ts';
import { type Counted, countOf, lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notApplicable, type Result, value } from '../result.ts';

const folds = {
  recent: countOf('registrations', { reach: lastDays(90), where: isSourced }),
  previous: countOf('registrations', { reach: lastDays(90, 90), where: isSourced }),
};

/** Below this tenure the earlier window lies before the partner signed. */
const CHANGE_FROM_DAYS = 180;
const DAYS_PER_RATE = 30;

const TOO_NEW = notApplicable('Signed less than 180 days ago', { qualifier: 'new' });

const velocity = ({ count }: Counted): Result =>
  value((count * DAYS_PER_RATE) / 90, { numerator: count, denominator: 90, sample: count });

export const registrationVelocity = defineMetric({
  meta: {
    id: 'registration-velocity',
    catalogue: 7,
    name: 'Registration velocity',
    question: 'How fast does the partner register deals, and is that changing?',
    formula:
      'Sourced registrations of the last 90 days, per 30 days; change = that rate / the rate of the 90 days before - 1, ' +
      'claimed where the two periods together hold at least 8 registrations and the exact binomial test (two-sided, ' +
      'p = 1/2) is below 0.05.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration'],
    minimumSample: 8,
    better: 'higher',
    decision: 'Ask a slowing partner what changed before the pipeline shows it.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Deals without the mapped registration date', 'Deals whose partner is in conflict'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'per-30d': {
        label: 'Registrations per 30 days',
        unit: 'deals/30d',
        window: 'W90',
        role: 'sourced',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
      change: {
        label: 'Change of registrations',
        unit: 'growth',
        window: 'W90',
        role: 'sourced',
        scope: 'both',
        range: [-1, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    finish({ recent, previous }, context) {
      const isTooNew = isOnRosterFor(context.partner, context, CHANGE_FROM_DAYS) === false;
      return { 'per-30d': velocity(recent), change: isTooNew ? TOO_NEW : changeOfCounts(recent.count, previous.count) };
    },
  },
  program: {
    folds,
    finish: ({ recent, previous }) => ({
      'per-30d': velocity(recent),
      change: changeOfCounts(recent.count, previous.count),
    }),
  },
});
