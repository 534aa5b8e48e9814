import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, tenureDays } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../metrics/result.ts';
import { sweep } from '../metrics/sweep.ts';
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

/** Scores of every partner at each date, in the order of `facts.partners`; undefined before a partner existed. */
export function scoresAt(
  facts: AccountFacts,
  packed: PackedFacts,
  metrics: readonly Metric[],
  dates: readonly Day[],
): Map<Day, (Score | undefined)[]> {
  const wanted = metrics.filter((metric) =>
    Object.keys(metric.meta.measures).some((key) => MEASURES.has(`${metric.meta.id}/${key}`)),
  );
  const results = new Map(dates.map((date) => [date, facts.partners.map(() => new Map<string, Result>())]));
  sweep(
    wanted.map(({ program: _, ...metric }) => metric),
    facts,
    packed,
    dates,
    (metric, partner, asOf, measures) => {
      if (partner === null) return;
      for (const [key, result] of Object.entries(measures)) {
        const name = `${metric.meta.id}/${key}`;
        if (result && MEASURES.has(name)) results.get(asOf)?.[partner]?.set(name, result);
      }
    },
  );
  return new Map([...results].map(([date, byPartner]) => [date, scoreDate(facts, date, byPartner)]));
}

function scoreDate(facts: AccountFacts, date: Day, byPartner: readonly Map<string, Result>[]): (Score | undefined)[] {
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
