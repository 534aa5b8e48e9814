/**
 * Who lets whom wait for an answer to a mail. The same rules for both sides, so that their responsiveness and ours can be
 * held against each other.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { kaplanMeierMedian } from '../../kit/kaplan-meier.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { type Calendar, workingDayMinutes, workingMinutesThrough } from '../../kit/working-time.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import type { Context } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, share, value } from '../result.ts';

/** As in the column `sender` of mails and their exchanges. */
export const FROM_PARTNER = 1;
export const FROM_US = 2;

/**
 * Whether it is a mail of ours that begins a conversation. Later mails of one are left alone: the last word is a mail
 * without an answer as well, and nobody owes one.
 */
export const weOpened = ({ sender, opens }: Mail): boolean => sender === FROM_US && opens === 1;
const theyOpened = ({ sender, opens }: Mail): boolean => sender === FROM_PARTNER && opens === 1;
interface Mail {
  readonly sender: number;
  readonly opens: number;
}

export const OUTBOUND = rowsOf('exchanges', { reach: lastDays(90), where: weOpened });
export const INBOUND = rowsOf('exchanges', { reach: lastDays(90), where: theyOpened });

/** Fewer mails than this, and neither a median nor a share of them says anything. */
export const MIN_MAILS = 5;
/** A mail that was not answered by then is no longer waited for. */
const GIVEN_UP_AFTER_WEEKS = 2;

export interface Wait {
  /** Working hours until the answer; without one, those waited so far. */
  readonly hours: number;
  readonly isAnswered: boolean;
  /** Working hours since the mail was sent. */
  readonly age: number;
}

/** Every partner's mails are looked at as of the same dates. */
const minutesThrough = memoByDay((calendar: Calendar, day: Day) => workingMinutesThrough(day, calendar));

/** An unanswered mail has waited up to the end of the date. */
export function waitsOf(rows: Rows<'exchanges'>, context: Context): readonly Wait[] {
  if (rows.count === 0) return NO_WAITS;
  const now = minutesThrough(context.facts.settings.workingHours, context.asOf);
  return rows.map(({ answered, minutes, sentAt }) => {
    const age = Math.max(0, now - sentAt) / 60;
    return { isAnswered: answered === 1, hours: answered === 1 ? minutes / 60 : age, age };
  });
}

const NO_WAITS: readonly Wait[] = [];

/**
 * Working hours until half of the mails were answered. Those without an answer count with the time they have waited, up
 * to two weeks; so does an answer that came later still.
 * @returns undefined while more than half have no answer
 */
function medianHours(waits: readonly Wait[], calendar: Calendar): number | undefined {
  const givenUp = (GIVEN_UP_AFTER_WEEKS * calendar.days.length * workingDayMinutes(calendar)) / 60;
  // The estimate does not mind the unit of time.
  return kaplanMeierMedian(
    waits.map(({ hours, isAnswered }) => ({
      days: Math.min(hours, givenUp),
      event: isAnswered && hours <= givenUp,
    })),
  );
}

export function medianWait(waits: readonly Wait[], { settings }: AccountFacts, reason?: string): Result {
  const answered = waits.filter(({ isAnswered }) => isAnswered).length;
  const counts = { numerator: answered, denominator: waits.length, sample: waits.length, reason };
  if (waits.length < MIN_MAILS) return notEnoughData(waits.length, MIN_MAILS, counts);
  const hours = medianHours(waits, settings.workingHours);
  if (hours !== undefined) return value(hours, counts);
  return notApplicable('More than half of the mails have no answer', counts);
}

/**
 * Share of mails answered within so many working hours. A mail sent less long ago is left out whether or not it has its
 * answer: counting only the answered ones would flatter.
 */
export function answeredWithin(waits: readonly Wait[], hours: number): Result {
  if (waits.length === 0) return NO_MAILS;
  const due = waits.filter(({ age }) => age >= hours);
  const inTime = due.filter((wait) => wait.isAnswered && wait.hours <= hours).length;
  const early = waits.length - due.length;
  return share(inTime, due.length, MIN_MAILS, { excluded: early > 0 ? { 'sent too lately to tell': early } : {} });
}
const NO_MAILS = share(0, 0, MIN_MAILS, { excluded: {} });

/** The reply that is hoped for within a working week. */
export const REPLY_WITHIN_DAYS = 5;
export const replyWithinHours = memo(
  ({ settings }: AccountFacts): number => (REPLY_WITHIN_DAYS * workingDayMinutes(settings.workingHours)) / 60,
);

/**
 * Whether we let the partner wait longer than it lets us. Without a median, most of a side's mails have no answer:
 * that is longer than any wait.
 * @returns undefined where a side has too few mails
 */
export function isOursWorse(
  outbound: readonly Wait[],
  inbound: readonly Wait[],
  { settings }: AccountFacts,
): boolean | undefined {
  if (Math.min(outbound.length, inbound.length) < MIN_MAILS) return undefined;
  const [theirs, ours] = [outbound, inbound].map((waits) => medianHours(waits, settings.workingHours) ?? Infinity);
  return (ours ?? Infinity) > (theirs ?? Infinity);
}

/** What stands in the way of reading silence out of a partner's mail: mail of its owner that nobody logs. */
export function unlogged(partner: PartnerFact, facts: AccountFacts): Result | undefined {
  if (partner.ownerId === null) return WITHOUT_OWNER;
  return logging(facts).has(partner.ownerId) ? undefined : OWNER_NOT_LOGGED;
}
const logging = memo(({ loggingOwners }: AccountFacts) => new Set(loggingOwners));
const WITHOUT_OWNER = notEnoughData(0, 1, {
  reason: 'The partner has no owner, so nobody knows whose mail to look at',
});
const OWNER_NOT_LOGGED = notEnoughData(0, 1, {
  reason: "Connect the inbox of the partner's owner: none of its mail was logged lately",
});

/** The same for the programme as a whole. */
export const nobodyLogs = ({ loggingOwners }: AccountFacts): Result | undefined =>
  loggingOwners.length > 0
    ? undefined
    : notEnoughData(0, 1, { reason: 'Connect the inboxes of partner owners: no mail was logged lately' });

export const MAIL_EXCLUSIONS = [
  'Mail whose direction HubSpot does not know',
  'Mails within a conversation, after its first: nobody has to answer the last word',
  'Partners whose owner has no logged mail in the 30 days before the last sync',
] as const;
