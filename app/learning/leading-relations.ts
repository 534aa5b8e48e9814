/**
 * Feeds the question whether leading metrics lead: asks the active ones, and sourced revenue, at the ends of past quarters,
 * and holds each against what came of it.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { PackedFacts } from '../facts/tables.ts';
import { type Day, quarterStart } from '../kit/days.ts';
import { activationOf } from '../metrics/activation.ts';
import type { Metric } from '../metrics/metric.ts';
import { sweep } from '../metrics/sweep.ts';
import { pairUp, type QuarterValue, type Relation, relationOf, type Watch, watchRelation } from './leading-lagging.ts';

/** Complete quarters that are looked back on, where the facts reach that far. */
const QUARTERS = 12;
const OUTCOME = { metric: 'sourced-revenue', measure: 'revenue-90d' } as const;
const PROGRAM = 'program';

export interface LeadingRelation {
  readonly metric: string;
  readonly measure: string;
  readonly lagDays: number;
  /** Over partner-quarters. */
  readonly relation: Relation;
  /** Over the programme's own quarters; undefined where the measure is of partners only. */
  readonly watch: Watch | undefined;
}

/** The relation of every measure of the active leading metrics with sourced revenue, as of a date. */
export function leadingRelations(
  facts: AccountFacts,
  packed: PackedFacts,
  catalogue: readonly Metric[],
  asOf: Day,
): LeadingRelation[] {
  const active = catalogue.filter(
    ({ meta }) =>
      meta.timing === 'leading' &&
      meta.category !== 'data-quality' &&
      activationOf(meta, facts.settings, facts.mapped, asOf).isActive,
  );
  const outcome = catalogue.find(({ meta }) => meta.id === OUTCOME.metric);
  if (!outcome) return [];
  const series = seriesOf([...new Set([...active, outcome])], facts, packed, asOf);
  const of = (name: string, isProgram: boolean): QuarterValue[] =>
    (series.get(name) ?? []).filter(({ subject }) => (subject === PROGRAM) === isProgram);
  const outcomeName = `${OUTCOME.metric}/${OUTCOME.measure}`;
  return active.flatMap(({ meta }) =>
    Object.entries(meta.measures)
      .filter(([, { scope, unit }]) => scope !== 'program' && unit !== 'text' && unit !== 'stage')
      .map(([measure, { scope }]): LeadingRelation => {
        const name = `${meta.id}/${measure}`;
        return {
          metric: meta.id,
          measure,
          lagDays: meta.lagDays,
          relation: relationOf(pairUp(of(name, false), of(outcomeName, false), meta.lagDays)),
          watch:
            scope === 'both' ? watchRelation(of(name, true), of(outcomeName, true), meta.lagDays, asOf) : undefined,
        };
      }),
  );
}

/** Numbers at the ends of the past quarters, by `metric/measure`; partners count from their first full quarter on. */
function seriesOf(metrics: readonly Metric[], facts: AccountFacts, packed: PackedFacts, asOf: Day) {
  const ends = Array.from({ length: QUARTERS }, (_, i) => quarterStart(asOf + 1, QUARTERS - 1 - i) - 1);
  const series = new Map<string, QuarterValue[]>();
  sweep(metrics, facts, packed, ends, (metric, index, quarterEnd, results) => {
    const partner = index === null ? undefined : facts.partners[index];
    if (
      index !== null &&
      (!partner || !hadQuarter(partner.start?.day ?? partner.createdDay, partner.end?.day, quarterEnd))
    ) {
      return;
    }
    for (const [measure, result] of Object.entries(results)) {
      if (result?.state !== 'value' || typeof result.value !== 'number') continue;
      const name = `${metric.meta.id}/${measure}`;
      const one = { subject: partner?.id ?? PROGRAM, quarterEnd, value: result.value };
      const known = series.get(name);
      if (known) known.push(one);
      else series.set(name, [one]);
    }
  });
  return series;
}

/** Signed before the quarter began, and still there at its end. */
const hadQuarter = (start: Day, end: Day | undefined, quarterEnd: Day): boolean =>
  start <= quarterStart(quarterEnd, 0) && (end === undefined || end > quarterEnd);
