/** Remarks that may accompany a state without changing it. */
export type Qualifier = 'provisional' | 'too-few-to-tell' | 'new' | 'intermittent' | 'deals-only' | 'proxy-date';

export interface Shared {
  readonly qualifier?: Qualifier | undefined;
  /** One sentence for people. */
  readonly reason?: string | undefined;
  /** Counts as evidence; money in minor units. */
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  /** Records the number rests on. */
  readonly sample?: number | undefined;
  /** Records left out, by reason. */
  readonly excluded?: Readonly<Record<string, number>> | undefined;
}

/** What a metric says. Never a bare null, never 0 for unknown. */
export type Result =
  | ({ readonly state: 'value'; readonly value: number | string } & Shared)
  | ({ readonly state: 'not-enough-data'; readonly have: number; readonly need: number } & Shared)
  | ({ readonly state: 'not-set-up'; readonly missing: string } & Shared)
  | ({ readonly state: 'not-applicable'; readonly why: string } & Shared)
  | ({ readonly state: 'stale'; readonly since: number } & Shared);

/**
 * Results are made a hundred thousand times a second. So what they share is named and not spread: a spread walks through an
 * object of unknown shape, and each set of keys would be one more kind of result for all who read it.
 */
export function value(value: number | string, shared?: Shared): Result {
  if (shared === undefined) return { state: 'value', value };
  const { qualifier, reason, numerator, denominator, sample, excluded } = shared;
  if (qualifier === undefined && reason === undefined && excluded === undefined) {
    return { state: 'value', value, numerator, denominator, sample };
  }
  return { state: 'value', value, numerator, denominator, sample, excluded, reason, qualifier };
}

export function notEnoughData(have: number, need: number, shared?: Shared): Result {
  if (shared === undefined) return { state: 'not-enough-data', have, need, sample: have };
  const { qualifier, reason, numerator, denominator, sample = have, excluded } = shared;
  return { state: 'not-enough-data', have, need, numerator, denominator, sample, excluded, reason, qualifier };
}

/** @param missing what to map or supply, as the settings page names it */
export const notSetUp = (missing: string): Result => ({ state: 'not-set-up', missing, reason: missing });

export function notApplicable(why: string, shared?: Shared): Result {
  if (shared === undefined) return { state: 'not-applicable', why, reason: why };
  const { qualifier, reason = why, numerator, denominator, sample, excluded } = shared;
  return { state: 'not-applicable', why, numerator, denominator, sample, excluded, reason, qualifier };
}

/** numerator / denominator, once the denominator reaches the minimum sample. */
export function share(numerator: number, denominator: number, minimum: number, shared?: Shared): Result {
  const isEnough = denominator >= Math.max(1, minimum);
  if (shared === undefined) {
    return isEnough
      ? { state: 'value', value: numerator / denominator, numerator, denominator, sample: denominator }
      : { state: 'not-enough-data', have: denominator, need: minimum, numerator, denominator, sample: denominator };
  }
  const counts = {
    numerator: shared.numerator ?? numerator,
    denominator: shared.denominator ?? denominator,
    sample: shared.sample ?? denominator,
    excluded: shared.excluded,
    reason: shared.reason,
    qualifier: shared.qualifier,
  };
  return isEnough ? value(numerator / denominator, counts) : notEnoughData(denominator, minimum, counts);
}
