import type { AccountFacts } from '../../facts/account-facts.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced } from './deals.ts';

const NOBODY: readonly number[] = [];

/**
 * The partners that sourced a deal, as indexes into `AccountFacts.partners`, by index of the deal. Made once for an account
 * and not at every date: nearly all deals have one, and then share its list.
 */
export const sourcedBy = memo(({ deals, partners }: AccountFacts): ((deal: number) => readonly number[]) => {
  const alone = partners.map((_, index) => [index]);
  const lists = deals.map(({ credits }): readonly number[] => {
    const sourced = credits.filter(isSourced).map(({ partner }) => partner);
    const [only = -1, another] = sourced;
    return another === undefined ? (alone[only] ?? NOBODY) : sourced;
  });
  return (deal) => lists[deal] ?? NOBODY;
});
