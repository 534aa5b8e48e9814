import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { packFacts } from '../../app/facts/pack.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import type { PartnerHealth } from '../../app/health/health.ts';
import { overrideAt } from '../../app/health/override.ts';
import { scoresAt } from '../../app/health/score-dates.ts';
import { type Definition, sinceReview } from '../../app/health/since-review.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Standing } from '../store/judgements.ts';

interface Computed {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  readonly health: readonly PartnerHealth[];
}

/** Reviews of more than a year ago are history: what moved since is no longer taken apart. */
export const REVIEW_REACH_MS = 366 * 86_400_000;

/**
 * Health with what people said of the partners beside it: overrides in force, and what moved since the last review.
 * @param only indexes of the partners whose reviews are looked at; of the others the band alone matters
 */
export function judgedHealth(
  { facts, packed, health }: Computed,
  { overrides, reviews: all }: Standing,
  metrics: readonly Metric[],
  definition: Definition,
  only?: ReadonlySet<number>,
): PartnerHealth[] {
  const ids = only && new Set([...only].map((index) => facts.partners[index]?.id));
  const reviews: Standing['reviews'] = ids ? new Map([...all].filter(([id]) => ids.has(id))) : all;
  if (overrides.size === 0 && reviews.size === 0) return [...health];
  const days = [...new Set([...reviews.values()].map(({ seen }) => seen.asOf))].sort((a, b) => a - b);
  // Most accounts have no review yet, and packing what was known costs as much as packing what is.
  const corrected = days.length > 0 ? scoresAt(facts, packed, metrics, days) : null;
  const known = days.length > 0 ? scoresAt(facts, packFacts(facts, 'known'), metrics, days) : null;
  return health.map((one) => {
    const id = facts.partners[one.index]?.id ?? '';
    const override = overrideAt([overrides.get(id) ?? null], one.asOf);
    const review = reviews.get(id);
    const at = (scores: typeof known) => scores?.get(review?.seen.asOf ?? 0)?.[one.index];
    return {
      ...one,
      ...(override && { override }),
      ...(review && {
        sinceReview: sinceReview(
          { reviewId: review.id, seen: review.seen, known: at(known), corrected: at(corrected) },
          one.score,
          definition,
        ),
      }),
    };
  });
}
