/**
 * The health of every partner of an account at a date, with its history. Everything is computed from facts: the band's
 * inertia is folded over week-ends and the direction looks 13 week-ends back, so the answer never depends on when jobs
 * ran, and last year's months exist on the day of install.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, tenureDays } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import { type Day, previousMonthEnds, weekEnd } from '../kit/days.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../metrics/result.ts';
import type { Sink } from '../metrics/sink.ts';
import { sweepChanged } from '../metrics/sweep-changed.ts';
import { type BandStep, foldBand } from './band.ts';
import { barsFor, type Peer } from './bars.ts';
import { isLifecycleStage, type LifecycleStage } from './lifecycle.ts';
import { type Band, type ComponentKey, HEALTH_MODEL } from './model.ts';
import { type ComponentScore, type Score, scorePartner } from './score.ts';

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

/** What one component added to the score, and how that changed since the comparison date. */
export interface Driver {
  readonly key: ComponentKey;
  readonly now: ComponentScore;
  readonly before: ComponentScore | undefined;
  /** Weighted points within the score, now. */
  readonly contribution: number | null;
  /** Points of the score's change since the comparison date that this component accounts for; the drivers' add up to it. */
  readonly change: number | null;
}

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
  /** The week-ends of the direction's period, oldest first. */
  readonly weeks: readonly HealthPoint[];
  readonly modelVersion: number;
}

const { hysteresis, direction } = HEALTH_MODEL;
export const MONTHS_OF_HISTORY = 12;
const STAGE = 'lifecycle-stage/stage';

/** Measures that the score reads, as `metric/measure`. */
const MEASURES: ReadonlySet<string> = new Set([
  STAGE,
  ...HEALTH_MODEL.components.flatMap((component) => [
    `${component.metric}/${component.measure}`,
    ...(component.dividedBy ? [`${component.metric}/${component.dividedBy}`] : []),
  ]),
]);

/** Results that scores are made of: by date, for each partner. */
export type ScoreInputs = ReadonlyMap<Day, readonly ReadonlyMap<string, Result>[]>;

/** What is known of the same date from earlier facts, and the partners whose own facts are others since. */
export interface EarlierInputs {
  readonly inputs: ScoreInputs;
  readonly changed: ReadonlySet<number>;
}

/** Health of each partner that existed at the end of `asOf`, in the order of `facts.partners`. */
export function healthOfPartners(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  asOf: Day,
): PartnerHealth[] {
  return healthFrom(facts, scoreInputs(facts, packed, metrics, asOf), asOf);
}

/** @param inputs those of `asOf` */
export function healthFrom(facts: AccountFacts, inputs: ScoreInputs, asOf: Day): PartnerHealth[] {
  const months = previousMonthEnds(asOf, MONTHS_OF_HISTORY);
  const scores = new Map([...inputs].map(([date, byPartner]) => [date, scoreDate(facts, date, byPartner)]));
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
      months: months.map(pointAt),
      weeks: weekEnds(asOf, direction.weekEnds + 1).map(pointAt),
      modelVersion: HEALTH_MODEL.version,
    };
  });
}

/** `count` week-ends up to and including the one on or before `asOf`, oldest first. */
const weekEnds = (asOf: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, i) => weekEnd(asOf) - 7 * (count - 1 - i));

function datesNeeded(asOf: Day, months: readonly Day[]): Day[] {
  const shown = [...weekEnds(asOf, direction.weekEnds + 1), ...months, asOf];
  return [...new Set(shown.flatMap((date) => [...weekEnds(date, hysteresis.weekEndsFolded), date]))].sort(
    (a, b) => a - b,
  );
}

export function scoreInputs(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  asOf: Day,
  earlier?: EarlierInputs,
): ScoreInputs {
  const wanted = metrics.filter((metric) =>
    Object.keys(metric.meta.measures).some((key) => MEASURES.has(`${metric.meta.id}/${key}`)),
  );
  const dates = datesNeeded(asOf, previousMonthEnds(asOf, MONTHS_OF_HISTORY));
  const known = (date: Day, index: number) =>
    earlier?.changed.has(index) ? undefined : earlier?.inputs.get(date)?.[index];
  const inputs = new Map(
    dates.map((date) => [date, facts.partners.map((_, index) => new Map<string, Result>(known(date, index)))]),
  );
  const add: Sink = (metric, partner, date, measures) => {
    if (partner === null) return;
    for (const [key, result] of Object.entries(measures)) {
      const name = `${metric.meta.id}/${key}`;
      if (!MEASURES.has(name)) continue;
      if (result) inputs.get(date)?.[partner]?.set(name, result);
      else inputs.get(date)?.[partner]?.delete(name);
    }
  };
  sweepChanged(wanted, facts, packed, dates, add, earlier?.changed);
  return inputs;
}

function scoreDate(
  facts: AccountFacts,
  date: Day,
  byPartner: readonly ReadonlyMap<string, Result>[],
): (Score | undefined)[] {
  const peers: Peer[] = facts.partners.flatMap((partner, index) => {
    const results = byPartner[index];
    return results && isOnRoster(partner, date) ? [{ partner, results }] : [];
  });
  const bars = barsFor(peers);
  return facts.partners.map((partner, index) => {
    if ((partner.start?.day ?? partner.createdDay) > date) return undefined;
    const results = byPartner[index] ?? new Map<string, Result>();
    return scorePartner(results, stageOf(results.get(STAGE)), tenureDays(partner, date), bars(partner));
  });
}

/** Without a stage every component counts: the profile of a producing partner. */
function stageOf(result: Result | undefined): LifecycleStage {
  return result?.state === 'value' && isLifecycleStage(result.value) ? result.value : 'producing';
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
  return { asOf: date, state: score.state, score: shown(score.exact), band: foldBand(steps), provenance };
}

const shown = (exact: number | null | undefined): number | null =>
  exact === null || exact === undefined ? null : Math.round(exact);

function directionOf(now: number | null, before: number | null): { key: DirectionKey; points: number | null } {
  if (now === null || before === null) return { key: 'unknown', points: null };
  const points = now - before;
  if (Math.abs(points) <= direction.steadyWithinPoints) return { key: 'steady', points };
  return { key: points > 0 ? 'improving' : 'declining', points };
}

/**
 * Splits the score's change among the components. Each is measured against the score of then, so that a component that
 * became known, or changed its weight, moves the total only as far as it differs from it; the parts add up exactly.
 */
function driversOf(now: Score, before: Score | undefined): Driver[] {
  const then = before?.exact ?? null;
  return now.components
    .map((component): Driver => {
      const earlier = before?.components.find((one) => one.key === component.key);
      const change =
        then === null || before === undefined
          ? null
          : pull(component, now.knownWeight, then) - pull(earlier, before.knownWeight, then);
      return {
        key: component.key,
        now: component,
        before: earlier,
        contribution: contributionOf(component, now),
        change,
      };
    })
    .toSorted((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0) || shortfall(b) - shortfall(a));
}

/** How far a component pulls a score away from `level`; an unknown one does not pull. */
const pull = (component: ComponentScore | undefined, knownWeight: number, level: number): number =>
  component?.points === undefined || component.points === null || knownWeight === 0
    ? 0
    : (component.weight * (component.points - level)) / knownWeight;

const contributionOf = (component: ComponentScore, score: Score): number | null =>
  component.points === null || score.knownWeight === 0
    ? null
    : (component.weight * component.points) / score.knownWeight;

/** Weighted points that are missing to the high bar. */
const shortfall = ({ now }: Driver): number => (now.points === null ? 0 : now.weight * (100 - now.points));
