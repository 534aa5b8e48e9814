/**
 * Do people at the partner finish the training they were given?
 * People and courses are counted, not clicks, and only what was due. While training itself stands in the way, a low share
 * is not held against the partner.
 */

import { NEVER } from '../../kit/days.ts';
import { uncoveredNow } from '../derived/feed-coverage.ts';
import { type Enrolment, earliest, enrolmentsOf, personCourse } from '../derived/training.ts';
import { BEGUN, frictionOf } from '../derived/training-friction.ts';
import { countOf, type FoldValues, lastDays, rowsOf } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { type Result, type Shared, share, value } from '../result.ts';

const WINDOW_DAYS = 365;
const MIN_ENROLMENTS = 5;
const folds = {
  due: rowsOf('training', { reach: lastDays(WINDOW_DAYS), on: ({ due }) => due }),
  completed: rowsOf('training', { reach: lastDays(WINDOW_DAYS), on: ({ completed }) => completed }),
  undated: countOf('training', { reach: lastDays(WINDOW_DAYS), where: ({ due }) => due === NEVER }),
};

export const trainingCompletion = defineMetric({
  meta: {
    id: 'training-completion',
    catalogue: 20,
    name: 'Training completion',
    question: 'Do people at the partner finish the training they were given?',
    formula:
      'Of the courses due in 365 days, each counted once per person: the share completed by the date, and the share ' +
      'completed by their due date; people that completed at least one course in 365 days.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['training'],
    minimumSample: MIN_ENROLMENTS,
    better: 'higher',
    decision: 'Find out what keeps people from finishing: time, content, or somebody who left.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Enrolments without a due date: counted beside the number', 'Courses that are not due yet'],
    version: 1,
    changelog: ['1: several enrolments of one person in one course are one'],
    measures: {
      completion: {
        label: 'Training completed of what was due',
        unit: 'ratio',
        window: 'W365',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'on-time': {
        label: 'Training completed by its due date',
        unit: 'ratio',
        window: 'W365',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      people: {
        label: 'People that completed training',
        unit: 'people',
        window: 'W365',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds,
    reference: { begun: BEGUN },
    finish(values, context) {
      const { facts, reference } = context;
      const isExcused = context.ofDate((asOf) => frictionOf(reference.begun, facts, asOf).isUp);
      return finished(values, context, isExcused ? { reason: EXCUSED } : {});
    },
  },
  program: { folds, finish: (values, context) => finished(values, context, {}) },
});

const EXCUSED = 'Many people of many partners stop at the same place: not held against this partner';

function finished({ due, completed, undated }: FoldValues<typeof folds>, context: Context, shared: Shared) {
  const gap = uncoveredNow(context, 'training', WINDOW_DAYS);
  if (gap) return { completion: gap, 'on-time': gap, people: gap };
  const assigned = [...Map.groupBy(enrolmentsOf(due, context), personCourse).values()];
  const excluded = undated.count > 0 ? { 'no due date': undated.count } : {};
  const of = (isCounted: (same: readonly Enrolment[]) => boolean): Result =>
    share(assigned.filter(isCounted).length, assigned.length, MIN_ENROLMENTS, { excluded, ...shared });
  const people = new Set(enrolmentsOf(completed, context).map(({ person }) => person)).size;
  return {
    completion: of((same) => same.some(({ completedDay }) => completedDay !== null)),
    'on-time': of((same) => earliest(same.map((one) => one.completedDay)) <= latestDue(same)),
    people: value(people, { numerator: people, sample: completed.count }),
  };
}

/** Whoever was enrolled again was given until the later day. */
const latestDue = (same: readonly Enrolment[]): number => Math.max(...same.map(({ dueDay }) => dueDay ?? NEVER));
