/**
 * Single deals that are worth a look. Every line here is a default of ours: no source gives numbers. The date is asked for
 * only where an answer depends on it, so that an answer which does not is not worked out again for the next date.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { AMOUNT_OK, type DealFact } from '../../facts/deal.ts';
import { type Day, fiscalYearStart, monthsLater } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import type { Context } from '../metric.ts';

/** Registered within so many days of the end of a quarter, and lost within so many of the registration. */
const DEADLINE_DAYS = 7;
const LOST_WITHIN_DAYS = 90;
/** An amount raised in so many days before the close, and taken back within so many after it, by this share. */
const RAISED_BEFORE_DAYS = 14;
const LOWERED_WITHIN_DAYS = 90;
const RAISED_BY = 0.2;

type Moment = Pick<Context, 'asOf'>;

/** The last day of the fiscal quarter that holds `day`. */
const quarterEnd = memoByDay(({ fiscalYearStartMonth }: AccountFacts['settings'], day: Day): Day => {
  const start = fiscalYearStart(day, fiscalYearStartMonth);
  const ends = [3, 6, 9, 12].map((months) => monthsLater(start, months) - 1);
  return ends.find((end) => day <= end) ?? day;
});

/** Registered just before a quarter ended, and lost soon after: as if the registration had been the aim. */
export const isDeadlineOnly = (registered: Day, lost: Day, { settings }: AccountFacts): boolean =>
  lost - registered >= 0 &&
  lost - registered <= LOST_WITHIN_DAYS &&
  quarterEnd(settings, registered) - registered < DEADLINE_DAYS;

/** The deal never left the stage it was registered in until the registration ran out. */
export function isUntouched(deal: DealFact | undefined, expires: Day): boolean {
  const registered = deal?.registration?.day;
  if (deal === undefined || registered === undefined) return false;
  return !deal.entries.some(({ day }) => day > registered && day <= expires);
}

/** Whether a part in a deal was learned after our first look: of nearly all deals none was, and those need no second look. */
export const creditedLater = memo(({ deals, firstSyncDay }: AccountFacts): ((deal: number) => boolean) => {
  const isLater = Uint8Array.from(deals, ({ credits }) =>
    credits.some((one) => one.learnedDay > firstSyncDay) ? 1 : 0,
  );
  return (deal) => isLater[deal] === 1;
});

/** A partner was named as the source only after the deal had reached the proposal. */
export function isClaimedLate(
  deal: DealFact | undefined,
  partner: number,
  now: Pick<Context, 'facts' | 'asOf'>,
): boolean {
  const { facts } = now;
  const credit = deal?.credits.find((one) => one.partner === partner);
  // A label that stood before our first look may be as old as the deal.
  if (!deal || !credit || credit.learnedDay <= facts.firstSyncDay || credit.learnedDay > now.asOf) return false;
  return deal.entries.some(({ stage, day }) => {
    const step = facts.stages[stage]?.step;
    return (step === 'proposal' || step === 'negotiation') && day < credit.learnedDay;
  });
}

function amountAt({ spans }: DealFact, day: Day): number | null {
  const span = spans.findLast(({ from }) => from <= day);
  return span?.amountState === AMOUNT_OK ? span.amountMinor : null;
}

/** The amount rose just before the deal was won on `won`. */
export function isRaisedBefore(deal: DealFact | undefined, won: Day): boolean {
  const closed = deal && amountAt(deal, won);
  const before = deal && amountAt(deal, won - RAISED_BEFORE_DAYS - 1);
  if (typeof before !== 'number' || typeof closed !== 'number') return false;
  return before > 0 && closed >= before * (1 + RAISED_BY);
}

/** The amount rose just before the deal was won on `won`, and fell again after it. */
export function isRaisedForClose(deal: DealFact | undefined, won: Day, now: Moment): boolean {
  const closed = deal && isRaisedBefore(deal, won) ? amountAt(deal, won) : null;
  if (deal === undefined || closed === null) return false;
  const after = deal.spans.filter(({ from }) => from > won && from <= Math.min(now.asOf, won + LOWERED_WITHIN_DAYS));
  return after.some(({ amountMinor }) => amountMinor !== null && amountMinor <= closed * (1 - RAISED_BY));
}
