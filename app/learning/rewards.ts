/** Partners that meet what was agreed for a reward, with the proof. Nothing is paid or promoted from here. */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { RewardRule } from '../mapping/settings.ts';
import type { Result } from '../metrics/result.ts';

export interface RewardProof {
  readonly rule: RewardRule;
  /** Indexes into `AccountFacts.partners`, by record id. */
  readonly partners: readonly {
    readonly partner: number;
    readonly value: number;
    /** Records the number rests on. */
    readonly sample: number | null;
  }[];
  /** Partners of which the number is not known: neither met nor missed. */
  readonly unknown: readonly number[];
}

/**
 * @param resultsOf results of a partner by `metric/measure`
 * @returns for each of the account's rules who meets it; a partner that had left is in none
 */
export function rewards(
  facts: AccountFacts,
  partners: readonly number[],
  resultsOf: (partner: number) => ReadonlyMap<string, Result>,
): RewardProof[] {
  const byId = partners.toSorted((a, b) => ((facts.partners[a]?.id ?? '') < (facts.partners[b]?.id ?? '') ? -1 : 1));
  return facts.settings.rewards.map((rule) => {
    const known = byId.map((partner) => ({
      partner,
      result: resultsOf(partner).get(`${rule.metric}/${rule.measure}`),
    }));
    return {
      rule,
      partners: known.flatMap(({ partner, result }) =>
        result?.state === 'value' && typeof result.value === 'number' && result.value >= rule.atLeast
          ? [{ partner, value: result.value, sample: result.sample ?? null }]
          : [],
      ),
      unknown: known.flatMap(({ partner, result }) => (result?.state === 'value' ? [] : [partner])),
    };
  });
}
