/** How often something happened, of how many times. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
}

export interface Shrunk {
  /** All hits of all: where a subject nobody has seen yet is expected. */
  readonly pooled: number;
  /** How many trials the pooled rate weighs against a subject's own; infinite when subjects do not differ beyond chance. */
  readonly weight: number;
  /** One rate, 0..1, for each tally, in the order given. */
  readonly rates: readonly number[];
}

/**
 * Rates pulled towards the pooled rate, the more so the fewer trials stand behind them, so that 1 of 1 does not lead a
 * ranking (empirical Bayes: Efron and Morris 1975). Beta-binomial by moments, subjects weighted by their trials (Kleinman
 * 1973). Where rates vary no more than chance alone makes them vary, all are the pooled rate.
 * @returns undefined without a single trial
 */
export function shrinkRates(tallies: readonly Tally[]): Shrunk | undefined {
  // In one order, so that rounding does not depend on the order given.
  const seen = tallies.filter((tally) => tally.of > 0).sort((a, b) => a.of - b.of || a.hits - b.hits);
  const trials = seen.reduce((sum, tally) => sum + tally.of, 0);
  if (trials === 0) return undefined;
  const pooled = seen.reduce((sum, tally) => sum + tally.hits, 0) / trials;
  const weight = priorWeight(seen, pooled, trials);
  const shrink = ({ hits, of }: Tally): number =>
    weight === Number.POSITIVE_INFINITY || of === 0 ? pooled : (hits + pooled * weight) / (of + weight);
  return { pooled, weight, rates: tallies.map(shrink) };
}

/** The sum of both parameters of the beta distribution. */
function priorWeight(seen: readonly Tally[], pooled: number, trials: number): number {
  let [observed, byChance, full] = [0, 0, 0];
  for (const { hits, of } of seen) {
    const weight = of / trials;
    observed += weight * (hits / of - pooled) ** 2;
    byChance += (weight * (1 - weight)) / of;
    full += weight * (1 - weight);
  }
  const variance = pooled * (1 - pooled);
  // Correlation of two trials of one subject: 0 when subjects are alike, 1 when each always or never hits.
  const correlation = (observed - variance * byChance) / (variance * (full - byChance));
  return correlation > 0 ? Math.max(0, 1 / correlation - 1) : Number.POSITIVE_INFINITY;
}
