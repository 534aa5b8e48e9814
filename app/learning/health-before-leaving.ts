/**
 * Did the score see it coming? Where the partners that left in the last year stood in the four quarters before they did,
 * by what was known on each of those days, and where the partners that stayed stood on the same days.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { packFacts } from '../facts/pack.ts';
import { isOnRoster, type PartnerFact } from '../facts/partner.ts';
import { type HealthPoint, pastHealth } from '../health/health.ts';
import type { Band } from '../health/model.ts';
import { type Day, weekEnd } from '../kit/days.ts';
import { hasLeft } from '../metrics/derived/tenure.ts';
import type { Metric } from '../metrics/metric.ts';

/** Days before the last day of a partner; health is that of the week-end on or before. */
export const DAYS_BEFORE = [360, 270, 180, 90] as const;
const LEFT_WITHIN_DAYS = 365;

export interface Leaver {
  readonly id: string;
  readonly name: string;
  readonly end: NonNullable<PartnerFact['end']>;
  /** In the order of DAYS_BEFORE. */
  readonly points: readonly HealthPoint[];
}

export interface BandCounts {
  readonly bands: Readonly<Record<Band, number>>;
  /** Partners without a band: new, not yet signed, or too little known. */
  readonly unknown: number;
}

export interface BeforeLeaving extends BandCounts {
  readonly daysBefore: number;
  /** Share at risk on the same days, 0..1, of the partners that have stayed since; null where none of them had a band. */
  readonly stayedAtRisk: number | null;
}

export interface HealthBeforeLeaving {
  /** In the order of DAYS_BEFORE. */
  readonly before: readonly BeforeLeaving[];
  /** The last to leave first. */
  readonly leavers: readonly Leaver[];
}

/** Null where no partner has left in the 365 days that end with `asOf`. */
export function healthBeforeLeaving(
  facts: AccountFacts,
  metrics: readonly Metric[],
  asOf: Day,
): HealthBeforeLeaving | null {
  const left = facts.partners.flatMap((partner, index) =>
    hasLeft(partner, asOf) && !hasLeft(partner, asOf - LEFT_WITHIN_DAYS) && partner.end
      ? [{ partner, index, end: partner.end }]
      : [],
  );
  if (left.length === 0) return null;
  const dayBefore = (end: Day, days: number): Day => weekEnd(end - days);
  const dates = left.flatMap(({ end }) => DAYS_BEFORE.map((days) => dayBefore(end.day, days)));
  // A backtest must not see what was entered later: the day of leaving itself is the only thing that is.
  const pointOf = pastHealth(facts, packFacts(facts, 'known'), metrics, dates);
  const stayed = facts.partners.flatMap((partner, index) => (isOnRoster(partner, asOf) ? [index] : []));
  const stayedOn = new Map([...new Set(dates)].map((date) => [date, counted(stayed.map((one) => pointOf(one, date)))]));

  const leavers = left
    .map(({ partner: { id, name }, index, end }) => ({
      ...{ id, name, end },
      points: DAYS_BEFORE.map((days) => pointOf(index, dayBefore(end.day, days))),
    }))
    .toSorted((a, b) => b.end.day - a.end.day || (a.id < b.id ? -1 : 1));
  return {
    before: DAYS_BEFORE.map((daysBefore, at) => ({
      daysBefore,
      ...counted(leavers.flatMap(({ points }) => points[at] ?? [])),
      stayedAtRisk: meanAtRisk(left.flatMap(({ end }) => stayedOn.get(dayBefore(end.day, daysBefore)) ?? [])),
    })),
    leavers,
  };
}

function counted(points: readonly HealthPoint[]): BandCounts {
  const of = (wanted: Band) => points.filter(({ band }) => band === wanted).length;
  return {
    bands: { healthy: of('healthy'), watch: of('watch'), 'at-risk': of('at-risk') },
    unknown: points.filter(({ band }) => band === null).length,
  };
}

/** One day for each partner that left, so that days on which several left weigh as often. */
function meanAtRisk(days: readonly BandCounts[]): number | null {
  const shares = days.flatMap(({ bands }) => {
    const known = bands.healthy + bands.watch + bands['at-risk'];
    return known === 0 ? [] : [bands['at-risk'] / known];
  });
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
