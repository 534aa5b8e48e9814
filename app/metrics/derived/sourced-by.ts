/** Whose a deal is, looked up once for an account and not at every date. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Credit } from '../../facts/deal.ts';
import { memo } from '../../kit/memo.ts';
import { isSourced } from './deals.ts';

/** Of what belongs to none, or to several: nearly all has one owner, and then a column of numbers tells which. */
export const NONE = -1;
export const SEVERAL = -2;
const NOBODY: readonly number[] = [];

/** Partners by index of deal, as indexes into `AccountFacts.partners`. Deals of one partner alone share its list. */
function partnersBy({ deals, partners }: AccountFacts, isMeant: (credit: Credit) => boolean) {
  const alone = partners.map((_, index) => [index]);
  const only = new Int32Array(deals.length).fill(NONE);
  for (let deal = 0; deal < only.length; deal++) {
    for (const credit of deals[deal]?.credits ?? []) {
      if (isMeant(credit)) only[deal] = only[deal] === NONE ? credit.partner : SEVERAL;
    }
  }
  const all = (deal: number) => (deals[deal]?.credits ?? []).filter(isMeant).map(({ partner }) => partner);
  return (deal: number): readonly number[] => {
    const partner = only[deal] ?? NONE;
    return partner === SEVERAL ? all(deal) : (alone[partner] ?? NOBODY);
  };
}

/** The partners that sourced a deal. */
export const sourcedBy = memo((facts: AccountFacts) => partnersBy(facts, isSourced));

/** Those with any part in it. */
export const creditedTo = memo((facts: AccountFacts) => partnersBy(facts, () => true));
