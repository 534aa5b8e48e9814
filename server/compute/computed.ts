/**
 * The pure part of a computation: what an account's facts say as of a day. After a change of a few deals the answers of
 * the earlier computation stand for every partner whose own facts are the same.
 */
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { packFacts } from '../../app/facts/pack.ts';
import { partnersThatDiffer } from '../../app/facts/packed-difference.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import { healthDates, healthFrom, healthOfPartners, type PartnerHealth } from '../../app/health/health.ts';
import { type BarsByDate, barsByDate, type ScoreInputs, scoreInputs } from '../../app/health/score-dates.ts';
import type { Lessons } from '../../app/learning/lessons.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { Sink } from '../../app/metrics/sink.ts';
import { sweepChanged, sweepOwn } from '../../app/metrics/sweep-changed.ts';
import { type HistoryPoints, historyPoints } from './programme.ts';

/** Results of the date by partner index, then `metric/measure`. */
type ResultsByPartner = ReadonlyMap<number, ReadonlyMap<string, Result>>;

export interface Computed {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  readonly health: readonly PartnerHealth[];
  readonly results: ResultsByPartner;
}

/** With what the next computation of the same day can be made from. */
export interface WholeComputed extends Computed {
  readonly asOfDay: number;
  readonly inputs: ScoreInputs;
  /** What scores are held against: as it was when the programme was last worked out. */
  readonly bars: BarsByDate;
  readonly history: HistoryPoints;
  /** Partners whose own answers were worked out; the others' were those of the computation before. */
  readonly recomputed: number;
  /** What the score said of those that left, once the programme was worked out. */
  readonly departures?: Lessons['departures'];
  /** Partners of whom what looks across the programme, and their history, is of earlier facts than the rest. */
  readonly behind: ReadonlySet<number>;
}

/** Answers without the history: what a change of settings would do. */
export function computeRecords(
  records: AccountRecords,
  asOfDay: number,
  metrics: readonly Metric[] = CATALOGUE,
): Computed {
  const facts = mapAccount(records);
  const packed = packFacts(facts);
  const health = healthOfPartners(facts, packed, metrics, asOfDay);
  return { facts, packed, health, results: resultsOf(metrics, facts, packed, asOfDay) };
}

export interface Earlier {
  readonly computed: WholeComputed;
  /** Partners that changed deals named before or name now. */
  readonly named: ReadonlySet<number>;
}

/** @param earlier the computation of the same day before some deals changed; without one everything is worked out */
export function computeFacts(
  facts: AccountFacts,
  asOfDay: number,
  { metrics = CATALOGUE, earlier }: { metrics?: readonly Metric[]; earlier?: Earlier | undefined } = {},
): WholeComputed {
  const packed = packFacts(facts);
  const changed = earlier && changedPartners(earlier, packed);
  const before = earlier && changed && { ...earlier.computed, changed };
  const inputs = scoreInputs(facts, packed, metrics, healthDates(asOfDay), before);
  const bars = barsByDate(facts, inputs);
  const points = before && { points: before.history, changed: new Set([...before.changed, ...before.behind]) };
  return {
    ...{ facts, packed, asOfDay, inputs, bars },
    health: healthFrom(facts, inputs, asOfDay, bars),
    results: resultsOf(metrics, facts, packed, asOfDay, before),
    history: historyPoints(metrics, facts, packed, asOfDay, points),
    recomputed: changed?.size ?? facts.partners.length,
    behind: new Set(),
  };
}

export interface ChangedComputed extends WholeComputed {
  /** Indexes of the partners whose own answers were worked out. */
  readonly changed: ReadonlySet<number>;
}

/**
 * What a few changed deals move of their own partners, at a cost that follows the number of those partners: health
 * against the bars that stand, and every result that follows from a partner's own facts. All else stays as it was, until
 * `computeFacts` is asked with this as the earlier computation.
 */
export function computeChanged(
  facts: AccountFacts,
  { earlier, metrics = CATALOGUE }: { earlier: Earlier; metrics?: readonly Metric[] | undefined },
): ChangedComputed {
  const { computed } = earlier;
  const { asOfDay, bars } = computed;
  const packed = packFacts(facts);
  const changed = changedPartners(earlier, packed);
  const before = { ...computed, changed, isOwnOnly: true };
  const inputs = scoreInputs(facts, packed, metrics, healthDates(asOfDay), before);
  const news = new Map(healthFrom(facts, inputs, asOfDay, bars, changed).map((one) => [one.index, one]));
  return {
    ...{ facts, packed, asOfDay, inputs, bars, changed },
    health: computed.health.map((one) => news.get(one.index) ?? one),
    results: resultsOf(metrics, facts, packed, asOfDay, before),
    history: computed.history,
    recomputed: changed.size,
    ...(computed.departures !== undefined && { departures: computed.departures }),
    behind: new Set([...computed.behind, ...changed]),
  };
}

/** Also those that share a customer with a changed deal: whose win was the first may have changed. */
function changedPartners({ computed, named }: Earlier, packed: PackedFacts): ReadonlySet<number> {
  const differ = partnersThatDiffer(computed.packed.partners, packed.partners, computed.facts.partners.length);
  return new Set([...named, ...differ]);
}

interface EarlierResults {
  readonly results: ResultsByPartner;
  readonly changed: ReadonlySet<number>;
  readonly isOwnOnly?: boolean;
}

function resultsOf(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  asOfDay: number,
  before?: EarlierResults,
): ResultsByPartner {
  const found = new Map<number, Map<string, Result>>();
  for (const [index, results] of before?.results ?? []) {
    if (before?.isOwnOnly ? before.changed.has(index) : !before?.changed.has(index)) found.set(index, new Map(results));
  }
  const add: Sink = (metric, partner, _, measures) => {
    if (partner === null) return;
    const known = found.get(partner) ?? new Map<string, Result>();
    found.set(partner, known);
    for (const key of Object.keys(metric.meta.measures)) {
      const result = measures[key];
      if (result) known.set(`${metric.meta.id}/${key}`, result);
      else known.delete(`${metric.meta.id}/${key}`);
    }
  };
  if (before?.isOwnOnly) sweepOwn(metrics, facts, packed, [asOfDay], add, before.changed);
  else sweepChanged(metrics, facts, packed, [asOfDay], add, before?.changed);
  const isKept = (index: number) => before?.isOwnOnly === true && !before.changed.has(index);
  return new Map(
    facts.partners.map((_, index) => {
      const kept = isKept(index) ? before?.results.get(index) : undefined;
      return [index, kept ?? inOrder(found.get(index))] as const;
    }),
  );
}

const NAMES = CATALOGUE.flatMap(({ meta }) => Object.keys(meta.measures).map((key) => `${meta.id}/${key}`));

/** In the order of the catalogue, whichever was worked out when. */
function inOrder(results: ReadonlyMap<string, Result> | undefined): ReadonlyMap<string, Result> {
  return new Map(
    NAMES.flatMap((name) => {
      const result = results?.get(name);
      return result ? [[name, result] as const] : [];
    }),
  );
}
