/**
 * When a partner counts as inactive: on the roster for 90 days and without a qualifying event in the last 90. One rule
 * for the list of inactive partners, its reasons, its dates and what it costs.
 */
import type { PartnerFact } from '../../facts/partner.ts';
import { EVENT_KINDS, type EventKind } from '../../facts/tables.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import type { Waiting } from '../../kit/kaplan-meier.ts';
import { type FoldValues, type Gaps, gapsOf, lastOf, standing } from '../fold.ts';
import type { Context } from '../metric.ts';
import { notApplicable, type Result } from '../result.ts';
import { hasLeft, offRoster, onRosterSince } from './tenure.ts';

export const INACTIVE_AFTER_DAYS = 90;

function lastOfKind(kind: EventKind) {
  const index = EVENT_KINDS.indexOf(kind);
  return lastOf('events', { reach: standing, where: (row) => row.kind === index });
}

/** The last event of each kind. */
export const LAST_EVENTS = {
  registration: lastOfKind('registration'),
  'won-deal': lastOfKind('won-deal'),
  'partner-contact': lastOfKind('partner-contact'),
  meeting: lastOfKind('meeting'),
  ticket: lastOfKind('ticket'),
  training: lastOfKind('training'),
  login: lastOfKind('login'),
};
export const LAST_EVENT = { last: lastOf('events', { reach: standing }) };

/** The last event and what it was; of several on one day the first kind in the published order. */
export function lastEventOf(
  values: FoldValues<typeof LAST_EVENTS>,
): { readonly day: Day; readonly kind: EventKind } | undefined {
  let last: { readonly day: Day; readonly kind: EventKind } | undefined;
  for (const kind of EVENT_KINDS) {
    const { day } = values[kind];
    if (day !== null && (last === undefined || day > last.day)) last = { day, kind };
  }
  return last;
}

/** The day from which silence counts: the last event, or signing where there was none since. */
export const silentSince = (partner: PartnerFact, lastEvent: Day | null): Day =>
  Math.max(lastEvent ?? onRosterSince(partner), onRosterSince(partner));

type Now = Pick<Context, 'hasCome'>;

/** The first day on which the partner counts as inactive; undefined while it does not, or is not a partner. */
export function inactiveSince(partner: PartnerFact, lastEvent: Day | null, now: Now): Day | undefined {
  const from = silentSince(partner, lastEvent) + INACTIVE_AFTER_DAYS;
  return offRoster(partner, now) === undefined && now.hasCome(from) ? from : undefined;
}

/** What to say of a partner that is not inactive. */
export const notInactive = (partner: PartnerFact, now: Now): Result => offRoster(partner, now) ?? ACTIVE_OR_NEW;
const ACTIVE_OR_NEW = notApplicable('Has been active in the last 90 days, or is new');

/** A time of inactivity; it lasts while `leftDay` is null. */
export interface Spell {
  readonly enteredDay: Day;
  readonly leftDay: Day | null;
}

/** The silences between events that are long enough to be inactivity. */
export const EVENT_GAPS = { events: gapsOf('events', INACTIVE_AFTER_DAYS, { reach: standing }) };

/**
 * The times at which a partner was inactive up to the date. Leaving the programme ends the watching, not the inactivity.
 */
export function spellsOf(partner: PartnerFact, events: Gaps, now: Now): Spell[] {
  const start = onRosterSince(partner);
  if (isNeverSilent(start, events, now)) return [];
  const isWatched = watched(partner, now);
  const { last, gaps } = events;
  const spells: Spell[] = [];
  const add = (from: Day, to: Day | null) => {
    const enteredDay = from + INACTIVE_AFTER_DAYS;
    if (!isWatched(enteredDay) || (to !== null && to <= enteredDay)) return;
    spells.push({ enteredDay, leftDay: to !== null && isWatched(to) ? to : null });
  };
  add(start, firstAfter(start, events));
  for (const { from, to } of gaps) if (from > start) add(from, to);
  if (last !== null && last > start) add(last, null);
  return spells;
}

/** The short way for most partners: no silence was long, and the last is not long yet. */
function isNeverSilent(start: Day, { first, last, gaps }: Gaps, { hasCome }: Now): boolean {
  if (gaps.length > 0 || first === null || last === null) return false;
  return first <= start + INACTIVE_AFTER_DAYS && !hasCome(Math.max(last, start) + INACTIVE_AFTER_DAYS);
}

/** When the silence that begins with `start` ends: with the first event after it, at once where that follows soon. */
function firstAfter(start: Day, { first, last, gaps }: Gaps): Day | null {
  if (first === null || last === null || last <= start) return null;
  if (first > start) return first;
  return gaps.find(({ from, to }) => from <= start && start < to)?.to ?? start;
}

/** Whether a day that has come is one on which the partner was watched. */
function watched({ end }: PartnerFact, { hasCome }: Now): (day: Day) => boolean {
  const endDay = end !== null && hasCome(end.day) ? end.day : FOREVER;
  return (day) => day <= endDay && hasCome(day);
}

/** A partner that has left is watched up to its end. */
export const watchedUntil = (partner: PartnerFact, asOf: Day): Day =>
  hasLeft(partner, asOf) ? (partner.end?.day ?? asOf) : asOf;

/** How long a spell lasted, or has lasted so far. */
export const lengthOf = ({ enteredDay, leftDay }: Spell, until: Day): Waiting => ({
  days: (leftDay ?? until) - enteredDay,
  event: leftDay !== null,
});
