import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, tenureDays } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../metrics/result.ts';
import type { Sink } from '../metrics/sink.ts';
import { sweepChanged } from '../metrics/sweep-changed.ts';
import { accountModel } from './account-model.ts';
import { barsFor, type Peer } from './bars.ts';
import { isLifecycleStage, type LifecycleStage } from './lifecycle.ts';
import { HEALTH_MODEL } from './model.ts';
import { type Score, scorePartner } from './score.ts';

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

/** Scores of every partner at each date, in the order of `facts.partners`; undefined before a partner existed. */
export const scoresAt = (
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  dates: readonly Day[],
): Map<Day, (Score | undefined)[]> => scoresFrom(facts, scoreInputs(facts, packed, metrics, dates));

export const scoresFrom = (facts: AccountFacts, inputs: ScoreInputs): Map<Day, (Score | undefined)[]> =>
  new Map([...inputs].map(([date, byPartner]) => [date, scoreDate(facts, date, byPartner)]));

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
  const model = accountModel(facts.settings.score);
  const bars = barsFor(peers, model);
  return facts.partners.map((partner, index) => {
    if ((partner.start?.day ?? partner.createdDay) > date) return undefined;
    const results = byPartner[index] ?? new Map<string, Result>();
    return scorePartner(results, stageOf(results.get(STAGE)), tenureDays(partner, date), bars(partner), model);
  });
}

/** Without a stage every component counts: the profile of a producing partner. */
function stageOf(result: Result | undefined): LifecycleStage {
  return result?.state === 'value' && isLifecycleStage(result.value) ? result.value : 'producing';
}
