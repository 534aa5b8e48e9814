/** Whom to go to in a market: of the partners that have shown they win there, the one that won most. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { isSourced } from './deals.ts';

/** A deal won or lost, each once. */
export interface Decided {
  /** Index into `AccountFacts.deals`. */
  readonly deal: number;
  readonly isWon: boolean;
}

export interface GoToPartner {
  /** Index into `AccountFacts.partners`. */
  readonly partner: number;
  readonly won: number;
  readonly lost: number;
}

/** Country, industry and size together; customers of which one is not known are in no market. */
export interface Market {
  /** Such as `DE, Retail, 50-249`. */
  readonly name: string;
  readonly won: number;
  readonly lost: number;
  /** Undefined where nobody has shown enough. */
  readonly goTo: GoToPartner | undefined;
}

/** Fewer won deals show nothing. */
export const MIN_WON = 3;

/** Markets with decided deals, most won deals first, then by name. */
export function marketTable(decided: readonly Decided[], asOf: Day, facts: AccountFacts): Market[] {
  const placed = decided.flatMap((one) => marketsOf(one.deal, facts).map((name) => ({ name, ...one })));
  return [...Map.groupBy(placed, ({ name }) => name)]
    .map(([name, deals]): Market => {
      const won = deals.filter(({ isWon }) => isWon).length;
      return { name, won, lost: deals.length - won, goTo: goToPartner(deals, won / deals.length, asOf, facts) };
    })
    .toSorted((a, b) => b.won - a.won || (a.name < b.name ? -1 : 1));
}

/** Of partners on the roster with enough won deals and a close rate not below that of the market: most won, then surest. */
function goToPartner(
  deals: readonly Decided[],
  closeRate: number,
  asOf: Day,
  { deals: all, partners }: AccountFacts,
): GoToPartner | undefined {
  const records = new Map<number, { partner: number; won: number; lost: number }>();
  for (const { deal, isWon } of deals) {
    for (const { partner } of (all[deal]?.credits ?? []).filter(isSourced)) {
      const record = records.get(partner) ?? { partner, won: 0, lost: 0 };
      records.set(partner, record);
      if (isWon) record.won++;
      else record.lost++;
    }
  }
  const idOf = ({ partner }: GoToPartner) => partners[partner]?.id ?? '';
  const [best] = [...records.values()]
    .filter(({ partner, won, lost }) => {
      const fact = partners[partner];
      return fact && isOnRoster(fact, asOf) && won >= MIN_WON && won / (won + lost) >= closeRate;
    })
    .toSorted((a, b) => b.won - a.won || a.lost - b.lost || (idOf(a) < idOf(b) ? -1 : 1));
  return best;
}

/** Of a deal with several customers in one market, the market counts once. */
export function marketsOf(deal: number, { deals, customers }: AccountFacts): string[] {
  const named = (deals[deal]?.customers ?? []).flatMap((index) => {
    const { country = null, industry = null, size = null } = customers[index] ?? {};
    return country === null || industry === null || size === null ? [] : [`${country}, ${industry}, ${size}`];
  });
  return [...new Set(named)];
}
