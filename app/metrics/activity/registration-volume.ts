/**
 * How many deals did the partner register in the last 90 days?
 * A registration counts when the partner sourced the deal. The date comes from the source that the account mapped.
 */

import { isSourced } from '../derived/deals.ts';
import { countOf, lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

const registered = countOf('registrations', { reach: lastDays(90), where: isSourced });

export const registrationVolume = defineMetric({
  meta: {
    id: 'registration-volume',
    catalogue: 6,
    name: 'Deal registrations',
    question: 'How many deals did the partner register in the last 90 days?',
    formula: 'Count of deals with a registration date in the window that the partner sourced.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Call the partner whose registrations dry up; check the one whose registrations jump.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Deals without the mapped registration date', 'Deals whose partner is in conflict'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      registrations: {
        label: 'Registrations',
        unit: 'deals',
        window: 'W90',
        role: 'sourced',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
        beside: 'close-rate/close-rate',
      },
    },
  },
  partner: {
    folds: { registered },
    finish: ({ registered }) => ({ registrations: value(registered.count, { sample: registered.count }) }),
  },
  program: {
    folds: { registered },
    finish: ({ registered }) => ({ registrations: value(registered.count, { sample: registered.count }) }),
  },
});
