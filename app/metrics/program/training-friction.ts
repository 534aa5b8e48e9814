/**
 * Does our training itself stop people?
 * When few of those who begin get through, and most stop at one place, the course is the obstacle and not the partners.
 */

import { uncovered } from '../derived/feed-coverage.ts';
import { BEGUN, frictionOf, MIN_STARTS, moduleName } from '../derived/training-friction.ts';
import { defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 365;

export const trainingFriction = defineMetric({
  meta: {
    id: 'training-friction',
    catalogue: 23,
    name: 'Training friction',
    question: 'Does our training itself stop people?',
    formula:
      'Of the enrolments begun in 365 days that were completed, or whose due date has passed (without one: begun 90 days ' +
      'or more): the share completed; of those not completed, the share at the module where most stopped. The flag is 1 ' +
      `where the former is below 40 % of at least ${MIN_STARTS}, and the latter at least 50 %.`,
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['training'],
    minimumSample: MIN_STARTS,
    better: 'lower',
    decision: 'Repair the module where people stop; do not hold low completion against partners meanwhile.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics": friction, not disinterest'],
    exclusions: ['Enrolments that are still running', 'Stops without a module count among stops, at no module'],
    version: 1,
    changelog: ['1: enrolments still running are no stops'],
    measures: {
      flag: {
        label: 'Training stops people at one place',
        unit: 'flag',
        window: 'W365',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      completion: {
        label: 'Training completed of what was begun',
        unit: 'ratio',
        window: 'W365',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      module: {
        label: 'Module where most stop',
        unit: 'text',
        window: 'W365',
        scope: 'program',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
      'at-module': {
        label: 'Stops at that module, share',
        unit: 'ratio',
        window: 'W365',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: { begun: BEGUN },
    finish({ begun }, { facts, asOf }) {
      const { starts, completed, stopped, module, isUp } = frictionOf(begun, facts, asOf);
      const gap =
        uncovered(facts, 'training', asOf, WINDOW_DAYS) ??
        (starts < MIN_STARTS ? notEnoughData(starts, MIN_STARTS) : undefined);
      if (gap) return { flag: gap, completion: gap, module: gap, 'at-module': gap };
      const nowhere: Result = notApplicable('Nobody stopped at a known module');
      return {
        flag: value(isUp ? 1 : 0, { sample: starts }),
        completion: share(completed, starts, MIN_STARTS),
        module: module ? value(moduleName(module, facts), { sample: module.count }) : nowhere,
        'at-module': module ? share(module.count, stopped, 1) : nowhere,
      };
    },
  },
});
