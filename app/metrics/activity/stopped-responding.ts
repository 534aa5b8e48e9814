/**
 * Has a partner that used to answer gone silent?
 * Three mails in a row without a word over three weeks, from somebody who answered at least every other one before.
 */

import { counted } from '../../kit/counted.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { offRoster } from '../derived/tenure.ts';
import {
  FROM_PARTNER,
  MIN_MAILS,
  REPLY_WITHIN_DAYS,
  replyWithinHours,
  unlogged,
  waitsOf,
  weOpened,
} from '../derived/waits.ts';
import { type FoldValues, lastDays, lastOf, rowsOf, standing } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

const folds = {
  outbound: rowsOf('exchanges', { reach: lastDays(365), where: weOpened }),
  /** Without an answer up to now: the records that a flag rests on. */
  unanswered: rowsOf('exchanges', {
    reach: lastDays(90),
    where: (row) => weOpened(row) && row.answered === 0,
  }),
  lastHeard: lastOf('touches', { reach: standing, where: ({ sender }) => sender === FROM_PARTNER }),
};

const MIN_UNANSWERED = 3;
const MIN_SILENCE_DAYS = 21;
const BEFORE_DAYS = 180;
const ANSWERED_BEFORE = 0.5;

export const stoppedResponding = defineMetric({
  meta: {
    id: 'stopped-responding',
    catalogue: 18,
    name: 'Stopped responding',
    question: 'Has a partner that used to answer gone silent?',
    formula:
      `Flagged when at least ${MIN_UNANSWERED} conversations that we began by mail in 90 days, each at least ${REPLY_WITHIN_DAYS} working days ` +
      'old, have no answer, the partner has not written, called or booked a meeting since the first of them, and that is ' +
      `at least ${MIN_SILENCE_DAYS} days ago; and it had answered at least half of our mails, of at least ${MIN_MAILS}, ` +
      `with which we began a conversation in the ${BEFORE_DAYS} days before.`,
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['emails'],
    minimumSample: MIN_MAILS,
    better: 'lower',
    decision: 'Call now: a person left, or somebody else has their ear.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Mails within a conversation, after its first', 'Partners whose owner has no logged mail lately'],
    version: 2,
    changelog: [
      '1: a call or a meeting of the partner ends the silence as well',
      '2: not applicable to partners that had not signed yet or have left',
    ],
    measures: {
      stopped: {
        label: 'Stopped responding',
        unit: 'flag',
        window: 'W90',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    finish: (values, context) => ({
      stopped:
        offRoster(context.partner, context) ?? unlogged(context.partner, context.facts) ?? stopped(values, context),
    }),
  },
});

function stopped({ outbound, unanswered, lastHeard }: FoldValues<typeof folds>, context: Context): Result {
  if (outbound.count === 0) return notEnoughData(0, MIN_MAILS, { reason: 'We have not written in a year' });
  const silent = silence(unanswered, lastHeard.day, context);
  if (silent.mails < MIN_UNANSWERED || !context.hasCome(silent.since + MIN_SILENCE_DAYS)) {
    return value(0, { numerator: silent.mails, sample: outbound.count });
  }
  const before = outbound
    .map(({ day, answered }) => ({ day, answered }))
    .filter(({ day }) => day < silent.since && day >= silent.since - BEFORE_DAYS);
  const answered = before.filter((mail) => mail.answered === 1).length;
  const counts = { numerator: answered, denominator: before.length, sample: before.length };
  if (before.length < MIN_MAILS) {
    return notEnoughData(before.length, MIN_MAILS, { ...counts, reason: 'Too few mails before the silence' });
  }
  const hasStopped = answered / before.length >= ANSWERED_BEFORE;
  const reason = hasStopped ? `${counted(silent.mails, 'mail')} without an answer` : 'It seldom answered before either';
  return value(hasStopped ? 1 : 0, { ...counts, reason });
}

/** Mails without an answer whose time is over, since the partner was last heard of; and the day of the first. */
function silence(
  unanswered: FoldValues<typeof folds>['unanswered'],
  lastHeard: Day | null,
  context: Context,
): { mails: number; since: Day } {
  const due = replyWithinHours(context.facts);
  const waits = waitsOf(unanswered, context);
  const days = unanswered.map(({ day }) => day);
  const silent = days.filter((day, i) => (waits[i]?.age ?? 0) >= due && (lastHeard === null || day > lastHeard));
  return { mails: silent.length, since: Math.min(FOREVER, ...silent) };
}
