/**
 * What a partner's deals are compared with: deals with no partner in any role, won in the same window, in the pipelines
 * where the partner's own deals are. Facts carry no segment of a deal, so the two sides are not matched by segment.
 */
import { memo } from '../../kit/memo.ts';
import type { Numbers, Sorted } from '../fold.ts';
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
  /** Where the deals are, as `pipeline` of the row says. */
  readonly pipelines: readonly number[];
}

/** Numbers of won deals are kept apart by pipeline. */
export const byPipeline = (row: { readonly pipeline: number }): number => row.pipeline;

const summary = (numbers: Numbers): Summary => ({
  count: numbers.count,
  sum: numbers.sum,
  mean: numbers.count === 0 ? undefined : numbers.sum / numbers.count,
  median: numbers.median(),
});

/** The partner's own deals, measured. */
export const sampleOf = (own: Sorted): Sample => ({ ...summary(own), pipelines: own.groups() });

/** Direct deals of some pipelines, measured: worked out once per date for each set of pipelines that occurs. */
export const directIn = memo((direct: Sorted) => {
  const known = new Map<string, Summary>();
  return (pipelines: readonly number[]): Summary => {
    const key = pipelines.join();
    const hit = known.get(key) ?? summary(direct.over(pipelines));
    known.set(key, hit);
    return hit;
  };
});

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
