/**
 * What a partner's deals are compared with: deals with no partner in any role, won in the same window, in the pipelines
 * where the partner's own deals are. Facts carry no segment of a deal, so the two sides are not matched by segment.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableName, TableRow } from '../../facts/tables.ts';
import { mean, median } from '../../kit/average.ts';
import { memo } from '../../kit/memo.ts';
import type { Rows } from '../fold.ts';
import { notEnoughData, type Result, type Shared, value } from '../result.ts';

/** A partner's own figures need this many deals, a comparison this many on each side. */
export const MIN_OWN = 3;
export const MIN_EACH_SIDE = 10;

export interface Summary {
  readonly count: number;
  readonly sum: number;
  readonly mean: number | undefined;
  readonly median: number | undefined;
}

export interface Sample extends Summary {
  readonly pipelines: ReadonlySet<string>;
}

/** Rows whose deals can be looked up. */
type DealTable = { [N in TableName]: TableRow<N> extends { readonly deal: number } ? N : never }[TableName];

const summary = (values: readonly number[]): Summary => ({
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  mean: mean(values),
  median: median(values),
});

/** The partner's own deals, measured. */
export function sampleOf<N extends DealTable>(
  rows: Rows<N>,
  facts: AccountFacts,
  measure: (row: TableRow<N>) => number,
): Sample {
  const groups = byPipeline(rows, facts, measure);
  return { ...summary([...groups.values()].flat()), pipelines: new Set(groups.keys()) };
}

/**
 * Direct deals of the same pipelines, measured. Worked out once per date for each set of pipelines that occurs.
 * @returns for the rows of one date, a summary by pipelines
 */
export const directOf = <N extends DealTable>(measure: (row: TableRow<N>) => number) =>
  memo((rows: Rows<N>, facts: AccountFacts) => {
    const groups = byPipeline(rows, facts, measure);
    const known = new Map<string, Summary>();
    return (pipelines: ReadonlySet<string>): Summary => {
      const key = JSON.stringify([...pipelines].sort());
      const hit = known.get(key) ?? summary([...pipelines].flatMap((pipeline) => groups.get(pipeline) ?? []));
      known.set(key, hit);
      return hit;
    };
  });

function byPipeline<N extends DealTable>(
  rows: Rows<N>,
  facts: AccountFacts,
  measure: (row: TableRow<N>) => number,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  rows.each((row) => {
    // Every table admitted by DealTable has the column; TypeScript does not see it through the type parameter.
    const pipeline = facts.deals[(row as { readonly deal: number }).deal]?.pipelineId ?? '';
    const group = groups.get(pipeline);
    if (group) group.push(measure(row));
    else groups.set(pipeline, [measure(row)]);
  });
  return groups;
}

/** The partner's own mean or median. */
export function ownFigure(own: Summary, take: 'mean' | 'median', shared: Shared = {}): Result {
  const figure = own[take];
  const counts = take === 'mean' ? { numerator: own.sum, denominator: own.count } : {};
  return own.count >= MIN_OWN && figure !== undefined
    ? value(figure, { sample: own.count, ...counts, ...shared })
    : notEnoughData(own.count, MIN_OWN, shared);
}

/** What stands in the way of comparing; undefined when both sides hold enough deals. */
export function tooFewToCompare(own: Summary, direct: Summary): Result | undefined {
  const have = Math.min(own.count, direct.count);
  if (have >= MIN_EACH_SIDE) return undefined;
  const reason = `${own.count} partner deals and ${direct.count} direct deals: too few to compare`;
  return notEnoughData(have, MIN_EACH_SIDE, { reason });
}
