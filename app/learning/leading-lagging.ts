/**
 * Does a leading metric lead? Over the quarters of the past, what partners did is held against what came of it so many
 * days later; and the two are watched together, so that a metric that has lost its meaning is noticed.
 */
import { mean } from '../kit/average.ts';
import { type Day, formatDay } from '../kit/days.ts';
import { terciles } from '../kit/ranks.ts';
import { spearman } from '../kit/spearman.ts';

/** A number of a partner, or of the programme, as of the end of a quarter. */
export interface QuarterValue {
  readonly subject: string;
  readonly quarterEnd: Day;
  readonly value: number;
}

/** What a partner did in one quarter, and what came of it. */
export interface PartnerQuarter {
  readonly subject: string;
  readonly quarterEnd: Day;
  readonly leading: number;
  readonly outcome: number;
}

/** Fewer show nothing. */
export const MIN_PARTNER_QUARTERS = 30;
/** A quarter's end is taken for a day that lies at most half a quarter from it. */
const HALF_QUARTER_DAYS = 46;

/**
 * Leading values with the outcome of the same subject at the quarter's end nearest to `lagDays` later. Where there is
 * none within half a quarter, its time has not come and the pair is left out.
 */
export function pairUp(
  leading: readonly QuarterValue[],
  outcomes: readonly QuarterValue[],
  lagDays: number,
): PartnerQuarter[] {
  const bySubject = Map.groupBy(outcomes, ({ subject }) => subject);
  return leading.flatMap(({ subject, quarterEnd, value }) => {
    const wanted = quarterEnd + lagDays;
    const distance = (one: QuarterValue) => Math.abs(one.quarterEnd - wanted);
    const [nearest] = (bySubject.get(subject) ?? []).toSorted(
      (a, b) => distance(a) - distance(b) || a.quarterEnd - b.quarterEnd,
    );
    if (!nearest || distance(nearest) > HALF_QUARTER_DAYS) return [];
    return [{ subject, quarterEnd, leading: value, outcome: nearest.value }];
  });
}

export type Relation =
  | { readonly kind: 'not-enough-history'; readonly have: number; readonly need: number }
  | {
      readonly kind: 'relation';
      readonly pairs: number;
      /** Spearman's, -1..1; undefined where one side is all alike. */
      readonly correlation: number | undefined;
      /** Mean outcome of the top third by the leading metric / that of the bottom third; undefined without either. */
      readonly topToBottom: number | undefined;
    };

/**
 * How closely the two go together. It is an association: partner-quarters of one partner are not independent, and what
 * moves both is not told apart from one moving the other.
 */
export function relationOf(pairs: readonly PartnerQuarter[]): Relation {
  if (pairs.length < MIN_PARTNER_QUARTERS) {
    return { kind: 'not-enough-history', have: pairs.length, need: MIN_PARTNER_QUARTERS };
  }
  const { low, high } = terciles(pairs, ({ leading }) => leading);
  const [top, bottom] = [high, low].map((third) => mean(third.map(({ outcome }) => outcome)));
  return {
    kind: 'relation',
    pairs: pairs.length,
    correlation: spearman(pairs.map(({ leading, outcome }) => [leading, outcome] as const)),
    topToBottom: top === undefined || bottom === undefined || bottom <= 0 ? undefined : top / bottom,
  };
}

export type Watch =
  | { readonly kind: 'not-enough-history'; readonly have: number; readonly need: number }
  | { readonly kind: 'holds' }
  /** The leading metric fell and the outcome has not; it should, if the lag is right, by `expectedBy`. */
  | {
      readonly kind: 'leading-down-lagging-stable';
      readonly expectedBy: Day;
      readonly isOverdue: boolean;
      readonly text: string;
    };

/** A change smaller than this share of the earlier value is none. */
const DEAD_BAND = 0.1;
/** Quarters that are compared: the last two with the two before. */
const QUARTERS = 4;

/**
 * Looks at the programme's own two series, oldest first: did the leading one fall while the outcome stood still? The fall
 * began with the first of the last two quarters, so the outcome is expected to follow `lagDays` after it.
 */
export function watchRelation(
  leading: readonly QuarterValue[],
  outcomes: readonly QuarterValue[],
  lagDays: number,
  asOf: Day,
): Watch {
  const known = (series: readonly QuarterValue[]) =>
    series.filter(({ quarterEnd }) => quarterEnd <= asOf).toSorted((a, b) => a.quarterEnd - b.quarterEnd);
  const [causes, effects] = [known(leading), known(outcomes)];
  const have = Math.min(causes.length, effects.length);
  if (have < QUARTERS) return { kind: 'not-enough-history', have, need: QUARTERS };
  const fell = changeOf(causes) < -DEAD_BAND;
  if (!fell || changeOf(effects) < -DEAD_BAND) return { kind: 'holds' };
  const began = causes.at(-2)?.quarterEnd ?? asOf;
  const expectedBy = began + lagDays;
  const isOverdue = expectedBy < asOf;
  const text = isOverdue
    ? `The leading metric fell and the outcome did not follow, as it should have by ${formatDay(expectedBy)}: the relation may no longer hold.`
    : `The leading metric fell and the outcome has not yet: expected by ${formatDay(expectedBy)}.`;
  return { kind: 'leading-down-lagging-stable', expectedBy, isOverdue, text };
}

/** Last two values together against the two before; nothing can fall from 0. */
function changeOf(series: readonly QuarterValue[]): number {
  const sum = (part: readonly QuarterValue[]) => part.reduce((total, { value }) => total + value, 0);
  const before = sum(series.slice(-4, -2));
  return before > 0 ? sum(series.slice(-2)) / before - 1 : 0;
}
