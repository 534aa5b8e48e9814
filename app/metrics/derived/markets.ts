/** Whom to go to in a market: of the partners that have shown they win there, the one that won most. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { sourcedBy } from './sourced-by.ts';

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

/** Decided deals of one market, and of each partner that sourced some of them. */
interface Tally {
  won: number;
  lost: number;
  readonly partners: Map<number, { partner: number; won: number; lost: number }>;
}

/** Markets with decided deals, most won deals first, then by name. */
export function marketTable(decided: Iterable<Decided>, asOf: Day, facts: AccountFacts): Market[] {
  const tallies = new Map<string, Tally>();
  const [markets, sourcers] = [marketsByDeal(facts), sourcedBy(facts)];
  for (const { deal, isWon } of decided) {
    for (const name of markets(deal)) {
      const tally = tallies.get(name) ?? { won: 0, lost: 0, partners: new Map() };
      tallies.set(name, tally);
      tally[isWon ? 'won' : 'lost']++;
      for (const partner of sourcers(deal)) {
        const record = tally.partners.get(partner) ?? { partner, won: 0, lost: 0 };
        tally.partners.set(partner, record);
        record[isWon ? 'won' : 'lost']++;
      }
    }
  }
  return [...tallies]
    .map(([name, tally]): Market => ({ name, won: tally.won, lost: tally.lost, goTo: goToPartner(tally, asOf, facts) }))
    .toSorted((a, b) => b.won - a.won || (a.name < b.name ? -1 : 1));
}

/** Of partners on the roster with enough won deals and a close rate not below that of the market: most won, then surest. */
function goToPartner(market: Tally, asOf: Day, { partners }: AccountFacts): GoToPartner | undefined {
  const closeRate = market.won / (market.won + market.lost);
  const idOf = ({ partner }: GoToPartner) => partners[partner]?.id ?? '';
  const [best] = [...market.partners.values()]
    .filter(({ partner, won, lost }) => {
      const fact = partners[partner];
      return fact && isOnRoster(fact, asOf) && won >= MIN_WON && won / (won + lost) >= closeRate;
    })
    .toSorted((a, b) => b.won - a.won || a.lost - b.lost || (idOf(a) < idOf(b) ? -1 : 1));
  return best;
}

const NOWHERE: readonly string[] = [];

/** Markets by index of deal, made once for an account: of a deal with several customers in one market, it counts once. */
export const marketsByDeal = memo(({ deals, customers }: AccountFacts): ((deal: number) => readonly string[]) => {
  const marketOf = customers.map(({ country, industry, size }): readonly string[] =>
    country === null || industry === null || size === null ? NOWHERE : [`${country}, ${industry}, ${size}`],
  );
  const lists = deals.map(({ customers: own }): readonly string[] => {
    const [only = -1, another] = own;
    if (another === undefined) return marketOf[only] ?? NOWHERE;
    return [...new Set(own.flatMap((index) => marketOf[index] ?? NOWHERE))];
  });
  return (deal) => lists[deal] ?? NOWHERE;
});
