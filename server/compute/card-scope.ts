import type { AccountFacts } from '../../app/facts/account-facts.ts';
import type { DealFact } from '../../app/facts/deal.ts';

/** Records of which something is said that changed deals may have moved. */
export interface CardScope {
  /** Indexes of partners. */
  readonly partners: ReadonlySet<number>;
  /** Indexes of deals: those that changed, and those of the partners. */
  readonly deals: ReadonlySet<number>;
  /** Ids of the customers of those deals. */
  readonly customers: ReadonlySet<string>;
}

/** @param before the facts that `facts` were made from, with the same deals in the same places */
export function scopeOf(before: AccountFacts, facts: AccountFacts, partners: ReadonlySet<number>): CardScope {
  const isOf = ({ credits, conflict }: DealFact) =>
    credits.some(({ partner }) => partners.has(partner)) ||
    conflict?.partners.some((partner) => partners.has(partner)) === true;
  const deals = new Set<number>();
  const customers = new Set<string>();
  for (const [index, deal] of facts.deals.entries()) {
    const earlier = before.deals[index];
    if (deal === earlier && !isOf(deal)) continue;
    deals.add(index);
    for (const customer of deal.customers) customers.add(facts.customers[customer]?.id ?? '');
  }
  return { partners, deals, customers };
}
