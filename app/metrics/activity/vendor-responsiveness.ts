/**
 * How long do we let the partner wait?
 * The mirror of its responsiveness: our answers to its mail, its mail that we left lying, and how long a registration
 * waits for our decision. Partners often treat us as we treat them.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS } from '../../facts/need.ts';
import type { TableRow } from '../../facts/tables.ts';
import { type Day, FOREVER, NEVER } from '../../kit/days.ts';
import { kaplanMeierMedian } from '../../kit/kaplan-meier.ts';
import { memo } from '../../kit/memo.ts';
import { workingDayMinutes } from '../../kit/working-time.ts';
import { isSourced } from '../derived/deals.ts';
import {
  INBOUND,
  isOursWorse,
  MAIL_EXCLUSIONS,
  MIN_MAILS,
  medianWait,
  nobodyLogs,
  OUTBOUND,
  unlogged,
  waitsOf,
} from '../derived/waits.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, notSetUp, type Result, value } from '../result.ts';

const folds = {
  inbound: INBOUND,
  outbound: OUTBOUND,
  registered: rowsOf('registrations', { reach: lastDays(180), where: isSourced }),
};

const MIN_DECISIONS = 3;
const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'hours',
  window: 'W90',
  scope: 'both',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const vendorResponsiveness = defineMetric({
  meta: {
    id: 'vendor-responsiveness',
    catalogue: 19,
    name: 'Our responsiveness',
    question: 'How long do we let the partner wait?',
    formula:
      'The time to reply with sides swapped: median working hours until we answered when the partner began a conversation ' +
      'by mail, in 90 days, by Kaplan and Meier; such mails that have waited for at least one working day without an answer; whether our median is ' +
      'above its own; and the median of days from a registration of the last 180 days to our approval or refusal, with ' +
      'those still open counting with the days they have waited.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: [],
    minimumSample: MIN_MAILS,
    better: 'lower',
    decision: 'Answer first, before asking the partner to. Clear the registrations that wait.',
    cadence: 'weekly',
    sources: [
      'Partnership Tracking Metrics, section "Essential Activity Metrics": partner behaviour often mirrors the vendor',
    ],
    exclusions: [
      ...MAIL_EXCLUSIONS,
      'Hours of a decision: registrations and approvals are dates, so they are told in days',
      'Registrations decided before the day they were registered',
    ],
    version: 1,
    changelog: ['1: a decision is an approval or a refusal; a first talk about the deal does not count as one'],
    measures: {
      median: measure('Our time to reply, median'),
      unanswered: measure('Mails of partners left without an answer', { unit: 'events', whenEmpty: 0 }),
      'worse-than-partner': measure('We answer more slowly than the partner', { unit: 'flag', range: [0, 1] }),
      'decision-days': measure('Days until we decide on a registration, median', {
        unit: 'days',
        window: 'W180',
        role: 'sourced',
      }),
    },
  },
  partner: {
    folds,
    finish: (values, context) => answer(values, context, unlogged(context.partner, context.facts)),
  },
  program: {
    folds,
    finish: (values, context) => answer(values, context, nobodyLogs(context.facts)),
  },
});

function answer(values: FoldValues<typeof folds>, context: Context, unseen: Result | undefined) {
  return { ...ofMail(values, context, unseen), 'decision-days': decisionDays(values.registered, context) };
}

function ofMail({ inbound, outbound }: FoldValues<typeof folds>, context: Context, unseen: Result | undefined) {
  const { facts } = context;
  const none = facts.mapped.emails ? unseen : NO_MAIL;
  if (none) return { median: none, unanswered: none, 'worse-than-partner': none };
  const waits = waitsOf(inbound, context);
  const day = workingDayHours(facts);
  const left = waits.filter(({ isAnswered, age }) => !isAnswered && age >= day).length;
  const theirs = waitsOf(outbound, context);
  const isWorse = isOursWorse(theirs, waits, facts);
  const fewer = Math.min(waits.length, theirs.length);
  return {
    median: medianWait(waits, facts),
    unanswered: value(left, { numerator: left, denominator: waits.length, sample: waits.length }),
    'worse-than-partner':
      isWorse === undefined ? (TOO_FEW_MAILS[fewer] as Result) : value(isWorse ? 1 : 0, { sample: fewer }),
  };
}

const NO_MAIL = notSetUp(NEEDS.emails);
const TOO_FEW_MAILS = Array.from({ length: MIN_MAILS }, (_, fewer) =>
  notEnoughData(fewer, MIN_MAILS, { reason: 'Too few mails of one side to compare' }),
);
const workingDayHours = memo(({ settings }: AccountFacts) => workingDayMinutes(settings.workingHours) / 60);

function decisionDays(registered: Rows<'registrations'>, context: Context): Result {
  const { roles, registration } = context.facts.mapped;
  if (!roles || !registration) return notSetUp(roles ? NEEDS.registration : NEEDS.roles);
  let [decided, before] = [0, 0];
  registered.each((row) => {
    const decidedDay = decisionOf(row, context);
    if (decidedDay < row.day) before++;
    else if (decidedDay < FOREVER) decided++;
  });
  const sound = registered.count - before;
  const excluded = before > 0 ? { 'decided before registered': before } : NONE_EXCLUDED;
  const counts = { numerator: decided, denominator: sound, sample: sound, excluded };
  if (decided < MIN_DECISIONS) {
    return notEnoughData(decided, MIN_DECISIONS, { ...counts, reason: 'Too few approvals or refusals with a date' });
  }
  const { asOf } = context;
  const all = registered.map((row) => ({ day: row.day, decidedDay: decisionOf(row, context) }));
  const days = kaplanMeierMedian(
    all
      .filter(({ day, decidedDay }) => decidedDay >= day)
      .map(({ day, decidedDay }) => ({ days: Math.min(asOf, decidedDay) - day, event: decidedDay < FOREVER })),
  );
  return days === undefined
    ? notApplicable('More than half of the registrations still wait for a decision', counts)
    : value(days, counts);
}

const NONE_EXCLUDED = {};

/** The day of our approval or refusal, FOREVER while there is neither. */
const decisionOf = ({ approvedDay, rejectedDay }: TableRow<'registrations'>, context: Context): Day =>
  Math.min(onceCome(approvedDay, context), onceCome(rejectedDay, context));

/** A decision of a later day has not happened yet. */
const onceCome = (day: Day, { hasCome }: Context): Day => (day !== NEVER && hasCome(day) ? day : FOREVER);
