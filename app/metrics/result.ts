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

/** Said a hundred thousand times a second, so nothing is copied where nothing is added. */
export const value = (value: number | string, shared?: Shared): Result =>
  shared === undefined ? { state: 'value', value } : { state: 'value', value, ...shared };

export const notEnoughData = (have: number, need: number, shared: Shared = {}): Result => ({
  state: 'not-enough-data',
  have,
  need,
  sample: have,
  ...shared,
});

/** @param missing what to map or supply, as the settings page names it */
export const notSetUp = (missing: string): Result => ({ state: 'not-set-up', missing, reason: missing });

export const notApplicable = (why: string, shared: Shared = {}): Result => ({
  state: 'not-applicable',
  why,
  reason: why,
  ...shared,
});

/** numerator / denominator, once the denominator reaches the minimum sample. */
export function share(numerator: number, denominator: number, minimum: number, shared?: Shared): Result {
  const isEnough = denominator >= Math.max(1, minimum);
  const result: Result = isEnough
    ? { state: 'value', value: numerator / denominator, numerator, denominator, sample: denominator }
    : { state: 'not-enough-data', have: denominator, need: minimum, numerator, denominator, sample: denominator };
  return shared === undefined ? result : { ...result, ...shared };
}
