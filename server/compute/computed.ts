/**
 * The pure part of a computation: what an account's facts say as of a day. After a change of a few deals the answers of
 * the earlier computation stand for every partner whose own facts are the same.
 */
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { packFacts } from '../../app/facts/pack.ts';
import { partnersThatDiffer } from '../../app/facts/packed-difference.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import { healthDates, healthFrom, healthOfPartners, type PartnerHealth } from '../../app/health/health.ts';
import { type ScoreInputs, scoreInputs } from '../../app/health/score-dates.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { CATALOGUE } from '../../app/metrics/catalogue.generated.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { Sink } from '../../app/metrics/sink.ts';
import { sweepChanged } from '../../app/metrics/sweep-changed.ts';
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
  readonly history: HistoryPoints;
  /** Partners whose own answers were worked out; the others' were those of the computation before. */
  readonly recomputed: number;
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
  return {
    ...{ facts, packed, asOfDay, inputs },
    health: healthFrom(facts, inputs, asOfDay),
    results: resultsOf(metrics, facts, packed, asOfDay, before),
    history: historyPoints(
      metrics,
      facts,
      packed,
      asOfDay,
      before && { points: before.history, changed: before.changed },
    ),
    recomputed: changed?.size ?? facts.partners.length,
  };
}

/** Also those that share a customer with a changed deal: whose win was the first may have changed. */
function changedPartners({ computed, named }: Earlier, packed: PackedFacts): ReadonlySet<number> {
  const differ = partnersThatDiffer(computed.packed.partners, packed.partners, computed.facts.partners.length);
  return new Set([...named, ...differ]);
}

function resultsOf(
  metrics: readonly Metric[],
  facts: AccountFacts,
  packed: PackedFacts,
  asOfDay: number,
  before?: { readonly results: ResultsByPartner; readonly changed: ReadonlySet<number> },
): ResultsByPartner {
  const found = new Map<number, Map<string, Result>>();
  for (const [index, results] of before?.results ?? []) {
    if (!before?.changed.has(index)) found.set(index, new Map(results));
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
  sweepChanged(metrics, facts, packed, [asOfDay], add, before?.changed);
  return new Map(facts.partners.flatMap((_, index) => [[index, inOrder(found.get(index))] as const]));
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
