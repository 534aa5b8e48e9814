import { CATALOGUE } from './catalogue.generated.ts';
import type { Measure, Metric } from './metric.ts';

/** More than this many do not fit on one printed page. */
export const MOST_ON_SCORECARD = 9;

export interface ScorecardMeasure {
  readonly key: string;
  readonly meta: Metric['meta'];
  readonly measure: Measure;
}

const SHAREABLE: ReadonlyMap<string, ScorecardMeasure> = new Map(
  CATALOGUE.flatMap(({ meta }) =>
    Object.entries(meta.measures).flatMap(([name, measure]) => {
      const key = `${meta.id}/${name}`;
      // Texts may name other partners; what speaks of direct deals or of the programme is not this partner's.
      const isOwn = measure.scope !== 'program' && measure.role !== 'direct';
      const isNumber = measure.unit !== 'text' && measure.unit !== 'stage' && measure.unit !== 'flag';
      return isOwn && isNumber ? [[key, { key, meta, measure }] as const] : [];
    }),
  ),
);

/** The measure behind `metric/measure`; null where it must not or cannot be shown to a partner. */
export const scorecardMeasure = (key: string): ScorecardMeasure | null => SHAREABLE.get(key) ?? null;
