import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, type PartnerFact, tenureDays } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import { memo } from '../kit/memo.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../metrics/result.ts';
import type { Sink } from '../metrics/sink.ts';
import { isOwn, sweepChanged, sweepOwn } from '../metrics/sweep-changed.ts';
import { accountModel } from './account-model.ts';
import { barsFor, type Peer } from './bars.ts';
import { isLifecycleStage, type LifecycleStage } from './lifecycle.ts';
import { HEALTH_MODEL } from './model.ts';
import { type Bars, type Score, scorePartner } from './score.ts';

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
  /** Only what follows from a partner's own facts is worked out; what looks across the account stays as it was. */
  readonly isOwnOnly?: boolean;
}

/** The bars that each partner is held against, by date. */
export type BarsByDate = ReadonlyMap<Day, (partner: PartnerFact) => Bars>;

/** Scores of every partner at each date, in the order of `facts.partners`; undefined before a partner existed. */
export function scoresAt(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  dates: readonly Day[],
): Map<Day, (Score | undefined)[]> {
  const inputs = scoreInputs(facts, packed, metrics, dates);
  return scoresUnder(facts, inputs, barsByDate(facts, inputs));
}

/** @param only indexes of partners; scores of all where left out */
export const scoresUnder = (
  facts: AccountFacts,
  inputs: ScoreInputs,
  bars: BarsByDate,
  only?: ReadonlySet<number>,
): Map<Day, (Score | undefined)[]> =>
  new Map([...inputs].map(([date, byPartner]) => [date, scoreDate(facts, date, byPartner, { bars, only })]));

export function scoreInputs(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  dates: readonly Day[],
  earlier?: EarlierInputs,
): ScoreInputs {
  const wanted = metrics.filter((metric) =>
    Object.keys(metric.meta.measures).some((key) => MEASURES.has(`${metric.meta.id}/${key}`)),
  );
  // Where nothing is written to it, what is known of a partner is shared and not copied: dates times partners are many.
  const isShared = earlier !== undefined && (earlier.isOwnOnly === true || wanted.every(isOwn));
  const begin = (date: Day, index: number): ReadonlyMap<string, Result> => {
    const known = earlier?.inputs.get(date)?.[index];
    if (!earlier?.changed.has(index)) return isShared && known ? known : new Map(known);
    return earlier.isOwnOnly ? new Map(known) : new Map();
  };
  const inputs = new Map(dates.map((date) => [date, facts.partners.map((_, index) => begin(date, index))]));
  const namesOf = memo(({ meta }: Metric) =>
    Object.keys(meta.measures).flatMap((key) => {
      const name = `${meta.id}/${key}`;
      return MEASURES.has(name) ? [[key, name] as const] : [];
    }),
  );
  const add: Sink = (metric, partner, date, measures) => {
    if (partner === null) return;
    // Those written to were made just now, by `begin`.
    const results = inputs.get(date)?.[partner] as Map<string, Result> | undefined;
    for (const [key, name] of namesOf(metric)) {
      if (!(key in measures)) continue;
      const result = measures[key];
      if (result) results?.set(name, result);
      else results?.delete(name);
    }
  };
  if (earlier?.isOwnOnly) sweepOwn(wanted, facts, packed, dates, add, earlier.changed);
  else sweepChanged(wanted, facts, packed, dates, add, earlier?.changed);
  return inputs;
}

export function barsByDate(facts: AccountFacts, inputs: ScoreInputs): BarsByDate {
  const model = accountModel(facts.settings.score);
  return new Map(
    [...inputs].map(([date, byPartner]) => {
      const peers: Peer[] = facts.partners.flatMap((partner, index) => {
        const results = byPartner[index];
        return results && isOnRoster(partner, date) ? [{ partner, results }] : [];
      });
      return [date, barsFor(peers, model)];
    }),
  );
}

function scoreDate(
  facts: AccountFacts,
  date: Day,
  byPartner: readonly ReadonlyMap<string, Result>[],
  { bars, only }: { readonly bars: BarsByDate; readonly only?: ReadonlySet<number> | undefined },
): (Score | undefined)[] {
  const model = accountModel(facts.settings.score);
  const barsOf = bars.get(date) ?? barsFor([], model);
  return facts.partners.map((partner, index) => {
    if (only && !only.has(index)) return undefined;
    if ((partner.start?.day ?? partner.createdDay) > date) return undefined;
    const results = byPartner[index] ?? new Map<string, Result>();
    return scorePartner(results, stageOf(results.get(STAGE)), tenureDays(partner, date), barsOf(partner), model);
  });
}

/** Without a stage every component counts: the profile of a producing partner. */
function stageOf(result: Result | undefined): LifecycleStage {
  return result?.state === 'value' && isLifecycleStage(result.value) ? result.value : 'producing';
}
