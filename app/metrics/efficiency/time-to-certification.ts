/**
 * How long does it take people at the partner to become certified?
 * Those not certified yet count with the time they have been at it, so that a few quick ones do not pass for all.
 */

import { kaplanMeierMedian, type Waiting } from '../../kit/kaplan-meier.ts';
import { certifyingCourses, isCertificate } from '../derived/certificates.ts';
import { type Enrolment, earliest, enrolmentsOf } from '../derived/training.ts';
import { type Rows, rowsOf, standing } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const all = rowsOf('training', { reach: standing });
/** People certified before a median is told. */
const MIN_CERTIFIED = 3;

export const timeToCertification = defineMetric({
  meta: {
    id: 'time-to-certification',
    catalogue: 21,
    name: 'Time to certification',
    question: 'How long does it take people at the partner to become certified?',
    formula:
      'Median days, by Kaplan and Meier, from the first enrolment of a person in a course that gives a certificate to the ' +
      'first completion of one. Who is not certified counts as waiting until the date, or until the partner left. A ' +
      'course gives a certificate where a completed enrolment in it has an expiry.',
    category: 'efficiency',
    timing: 'leading',
    lagDays: 180,
    needs: ['training'],
    minimumSample: MIN_CERTIFIED,
    better: 'lower',
    decision: 'Shorten the way to the first certificate, or give people at the partner time for it.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Essential Activity Metrics"',
      'Kaplan and Meier 1958, as in time to first deal',
    ],
    exclusions: ['People whose completion lies before their enrolment: counted beside the number'],
    version: 1,
    changelog: ['1: counted from enrolment, which is known for every person, and not from signing'],
    measures: {
      median: {
        label: 'Time to certification, median',
        unit: 'days',
        window: 'lifetime',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      waiting: {
        label: 'People on the way to their first certificate',
        unit: 'people',
        window: 'as-of',
        scope: 'both',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  partner: {
    folds: { own: all },
    reference: { all },
    finish: ({ own }, context) => finished(own, context.reference.all, context),
  },
  program: { folds: { all }, finish: ({ all }, context) => finished(all, all, context) },
});

type Training = Rows<'training'>;

/** @param every rows of the whole programme, which tell what courses give certificates */
function finished(own: Training, every: Training, context: Context): Record<'median' | 'waiting', Result> {
  const courses = certifyingCourses(enrolmentsOf(every, context));
  const towards = enrolmentsOf(own, context).filter(({ course }) => courses.has(course));
  const people = [...Map.groupBy(towards, ({ person }) => person).values()].map((one) => waitOf(one, context));
  const watched = people.filter(({ days }) => days >= 0);
  const certified = watched.filter(({ event }) => event).length;
  const early = people.length - watched.length;
  const excluded = early > 0 ? { 'completed before enrolled': early } : {};
  const waiting = watched.filter((one) => !one.event && one.isHere).length;
  return {
    median: medianOf(watched, certified, excluded),
    waiting: value(waiting, { numerator: waiting, denominator: watched.length, excluded }),
  };
}

function waitOf(
  enrolments: readonly Enrolment[],
  { facts: { partners }, asOf }: Context,
): Waiting & { isHere: boolean } {
  const begun = earliest(enrolments.map(({ enrolledDay }) => enrolledDay));
  const certified = earliest(enrolments.filter(isCertificate).map(({ completedDay }) => completedDay));
  const leftDay = partners[enrolments[0]?.partner ?? -1]?.end?.day ?? asOf;
  const isHere = leftDay >= asOf;
  const event = certified <= asOf;
  return { days: (event ? certified : Math.max(begun, Math.min(leftDay, asOf))) - begun, event, isHere };
}

function medianOf(watched: readonly Waiting[], certified: number, excluded: Readonly<Record<string, number>>): Result {
  const counts = { numerator: certified, denominator: watched.length, sample: watched.length, excluded };
  if (certified < MIN_CERTIFIED) return notEnoughData(certified, MIN_CERTIFIED, counts);
  const median = kaplanMeierMedian(watched);
  return median === undefined ? notApplicable('More than half are not certified yet', counts) : value(median, counts);
}
