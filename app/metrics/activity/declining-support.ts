/**
 * Has a partner that used to ask for support stopped asking?
 * Fewer questions while nothing more is registered is rarely a partner that has learned: it is one that works less with us.
 */

import { isChange } from '../derived/change.ts';
import { isSourced } from '../derived/deals.ts';
import { countOf, type FoldValues, lastDays } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { value } from '../result.ts';

const folds = {
  recent: countOf('tickets', { reach: lastDays(90) }),
  previous: countOf('tickets', { reach: lastDays(90, 90) }),
  registered: countOf('registrations', { reach: lastDays(90), where: isSourced }),
  registeredBefore: countOf('registrations', { reach: lastDays(90, 90), where: isSourced }),
};

function isDeclining({ recent, previous, registered, registeredBefore }: FoldValues<typeof folds>): boolean {
  const isRising = registered.count > registeredBefore.count;
  return recent.count < previous.count && isChange(recent.count, previous.count) && !isRising;
}

export const decliningSupport = defineMetric({
  meta: {
    id: 'declining-support',
    catalogue: 26,
    name: 'Declining support use',
    question: 'Has a partner that used to ask for support stopped asking?',
    formula:
      'Flagged when tickets of the last 90 days are fewer than those of the 90 days before by the exact binomial test (at ' +
      'least 8 in both, two-sided, below 0.05), and sourced registrations did not rise over the same two periods.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['tickets', 'roles', 'registration'],
    minimumSample: 0,
    better: 'lower',
    decision: 'Ask whether the partner has learned, or has turned to something else.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Partners with fewer than 8 tickets in 180 days: no change can be told'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      declining: {
        label: 'Declining support use',
        unit: 'flag',
        window: 'W90',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 0,
      },
      partners: {
        label: 'Partners with declining support use',
        unit: 'partners',
        window: 'W90',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds,
    finish: (values) => ({
      declining: value(isDeclining(values) ? 1 : 0, {
        numerator: values.recent.count,
        denominator: values.previous.count,
        sample: values.recent.count + values.previous.count,
      }),
    }),
  },
  program: {
    folds: {},
    peers: folds,
    finish(_, { peers }) {
      const declining = peers.filter(({ values }) => isDeclining(values)).length;
      return { partners: value(declining, { numerator: declining, denominator: peers.length }) };
    },
  },
});
