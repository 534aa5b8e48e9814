/**
 * The health of every partner of an account at a date, with its history. Everything is computed from facts: the band's
 * inertia is folded over week-ends and the direction looks 13 week-ends back, so the answer never depends on when jobs
 * ran, and last year's months exist on the day of install.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import { type Day, previousMonthEnds, weekEnd } from '../kit/days.ts';
import type { Metric } from '../metrics/metric.ts';
import { ownBands } from './account-model.ts';
import { type BandStep, foldBand } from './band.ts';
import { type Driver, driversOf } from './drivers.ts';
import { type Band, type BandLines, HEALTH_MODEL } from './model.ts';
import type { Override } from './override.ts';
import type { Score } from './score.ts';
import { type BarsByDate, barsByDate, type ScoreInputs, scoreInputs, scoresAt, scoresUnder } from './score-dates.ts';
import type { SinceReview } from './since-review.ts';

export interface HealthPoint {
  readonly asOf: Day;
  /** Before the partner existed, nothing is said. */
  readonly state: Score['state'] | 'not-yet';
  /** 0..100, rounded: the number that is shown and written, and that the band is read from. */
  readonly score: number | null;
  readonly band: Band | null;
  /** Before the first sync, points are reconstructed from HubSpot's history. */
  readonly provenance: 'observed' | 'reconstructed';
}

export type DirectionKey = 'improving' | 'steady' | 'declining' | 'unknown';

export interface PartnerHealth {
  readonly index: number;
  readonly asOf: Day;
  readonly point: HealthPoint;
  readonly score: Score;
  readonly direction: { readonly key: DirectionKey; readonly points: number | null; readonly since: Day };
  /** Largest change first, then largest shortfall. */
  readonly drivers: readonly Driver[];
  /** The last 12 month ends, oldest first. */
  readonly months: readonly HealthPoint[];
  /** The 12 before those, oldest first; left out of what was stored before they were kept. */
  readonly earlierMonths?: readonly HealthPoint[];
  /** The week-ends of the direction's period, oldest first. */
  readonly weeks: readonly HealthPoint[];
  readonly modelVersion: number;
  /** The account's own first scores of bands; left out where the product's count. */
  readonly bands?: BandLines;
  /** A person's word in force on `asOf`; left out where there is none. */
  readonly override?: Override;
  /** What moved since the last review; left out where nobody has reviewed the partner in a year. */
  readonly sinceReview?: SinceReview;
}

const { hysteresis, direction } = HEALTH_MODEL;
/** The year that lists compare in, and the one before it, for the trend alone. */
const MONTHS_OF_YEAR = 12;
const YEARS_OF_HISTORY = 2;

/** Health of each partner that existed at the end of `asOf`, in the order of `facts.partners`. */
export function healthOfPartners(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  asOf: Day,
): PartnerHealth[] {
  return healthFrom(facts, scoreInputs(facts, packed, metrics, healthDates(asOf)), asOf);
}

/**
 * @param inputs at the dates of `healthDates(asOf)`
 * @param bars what scores are held against; that of the inputs themselves where left out
 * @param only indexes of partners; health of all where left out
 */
export function healthFrom(
  facts: AccountFacts,
  inputs: ScoreInputs,
  asOf: Day,
  bars: BarsByDate = barsByDate(facts, inputs),
  only?: ReadonlySet<number>,
): PartnerHealth[] {
  const months = historyMonths(asOf);
  const scores = scoresUnder(facts, inputs, bars, only);
  const bands = ownBands(facts.settings.score);
  const scoreAt = (index: number, date: Day) => scores.get(date)?.[index];

  return facts.partners.flatMap((_, index) => {
    const now = scoreAt(index, asOf);
    if (!now) return [];
    const pointAt = (date: Day) => healthPoint(facts, date, (day) => scoreAt(index, day));
    const since = weekEnd(asOf) - 7 * direction.weekEnds;
    const point = pointAt(asOf);
    const before = scoreAt(index, since);
    const then = pointAt(since);
    return {
      index,
      asOf,
      point,
      score: now,
      direction: { ...directionOf(point.score, then.score), since },
      drivers: driversOf(now, then.score === null ? undefined : before),
      months: months.slice(-MONTHS_OF_YEAR).map(pointAt),
      earlierMonths: months.slice(0, -MONTHS_OF_YEAR).map(pointAt),
      weeks: weekEnds(asOf, direction.weekEnds + 1).map(pointAt),
      modelVersion: HEALTH_MODEL.version,
      ...(bands && { bands }),
    };
  });
}

/** `count` week-ends up to and including the one on or before `asOf`, oldest first. */
const weekEnds = (asOf: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, i) => weekEnd(asOf) - 7 * (count - 1 - i));

const historyMonths = (asOf: Day): Day[] => previousMonthEnds(asOf, MONTHS_OF_YEAR * YEARS_OF_HISTORY);

/** The dates at which scores are needed for health at `asOf`. */
export function healthDates(asOf: Day): Day[] {
  const months = historyMonths(asOf);
  return pointDates([...weekEnds(asOf, direction.weekEnds + 1), ...months, asOf]);
}

/** The dates themselves, and the week-ends before each that its band is folded over. */
const pointDates = (dates: readonly Day[]): Day[] =>
  [...new Set(dates.flatMap((date) => [...weekEnds(date, hysteresis.weekEndsFolded), date]))].sort((a, b) => a - b);

/** Where partners stood at some dates, as far as `packed` holds it. */
export function pastHealth(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  dates: readonly Day[],
): (partner: number, date: Day) => HealthPoint {
  const scores = scoresAt(facts, packed, metrics, pointDates(dates));
  return (partner, date) => healthPoint(facts, date, (day) => scores.get(day)?.[partner]);
}

function healthPoint(facts: AccountFacts, date: Day, scoreAt: (date: Day) => Score | undefined): HealthPoint {
  const provenance = date >= facts.firstSyncDay ? 'observed' : 'reconstructed';
  const score = scoreAt(date);
  if (!score) return { asOf: date, state: 'not-yet', score: null, band: null, provenance };
  const steps = [...weekEnds(date, hysteresis.weekEndsFolded).filter((day) => day < date), date].map(
    (day): BandStep => {
      const at = scoreAt(day);
      return { score: shown(at?.exact), isCapped: at?.isCapped ?? false };
    },
  );
  return {
    asOf: date,
    state: score.state,
    score: shown(score.exact),
    band: foldBand(steps, facts.settings.score.bands),
    provenance,
  };
}

const shown = (exact: number | null | undefined): number | null =>
  exact === null || exact === undefined ? null : Math.round(exact);

function directionOf(now: number | null, before: number | null): { key: DirectionKey; points: number | null } {
  if (now === null || before === null) return { key: 'unknown', points: null };
  const points = now - before;
  if (Math.abs(points) <= direction.steadyWithinPoints) return { key: 'steady', points };
  return { key: points > 0 ? 'improving' : 'declining', points };
}
