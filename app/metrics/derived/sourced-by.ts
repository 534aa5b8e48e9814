import type { AccountFacts } from '../../facts/account-facts.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced } from './deals.ts';

const NOBODY: readonly number[] = [];
const NONE = -1;
const SEVERAL = -2;

/**
 * The partners that sourced a deal, as indexes into `AccountFacts.partners`, by index of the deal. Made once for an account
 * and not at every date: nearly all deals have one, which a column of numbers tells, and then share its list.
 */
export const sourcedBy = memo(({ deals, partners }: AccountFacts): ((deal: number) => readonly number[]) => {
  const alone = partners.map((_, index) => [index]);
  const only = new Int32Array(deals.length).fill(NONE);
  for (let deal = 0; deal < only.length; deal++) {
    for (const credit of deals[deal]?.credits ?? []) {
      if (isSourced(credit)) only[deal] = only[deal] === NONE ? credit.partner : SEVERAL;
    }
  }
  const all = (deal: number) => (deals[deal]?.credits ?? []).filter(isSourced).map(({ partner }) => partner);
  return (deal) => {
    const partner = only[deal] ?? NONE;
    return partner === SEVERAL ? all(deal) : (alone[partner] ?? NOBODY);
  };
});
