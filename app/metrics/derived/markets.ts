/** Whom to go to in a market: of the partners that have shown they win there, the one that won most. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { isOnRoster } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { sourcedBy } from './sourced-by.ts';

/** Decided deals of each market, and of each partner in it, by place in `pairsOf`. */
export interface Decided {
  readonly won: Int32Array;
  readonly lost: Int32Array;
}

export function noneDecided(facts: AccountFacts): Decided {
  const { length } = pairsOf(facts).pairs;
  return { won: new Int32Array(length), lost: new Int32Array(length) };
}

/** Counts a deal won or lost once more, or once less. */
export function countDecided(
  { won, lost }: Decided,
  deal: number,
  isWon: boolean,
  by: 1 | -1,
  facts: AccountFacts,
): void {
  const { starts, ofDeals } = pairsOf(facts);
  const counts = isWon ? won : lost;
  const end = starts[deal + 1] as number;
  for (let i = starts[deal] as number; i < end; i++) {
    const pair = ofDeals[i] as number;
    counts[pair] = (counts[pair] as number) + by;
  }
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
export function marketTable({ won, lost }: Decided, asOf: Day, facts: AccountFacts): Market[] {
  const { names } = marketsOf(facts);
  const { pairs } = pairsOf(facts);
  const best = new Map<number, GoToPartner>();
  for (let p = names.length; p < pairs.length; p++) {
    if ((won[p] as number) < MIN_WON) continue;
    const { market, partner } = pairs[p] as Pair;
    const fact = facts.partners[partner];
    const record = { partner, won: won[p] as number, lost: lost[p] as number };
    const closeRate = (won[market] as number) / ((won[market] as number) + (lost[market] as number));
    const isSure = record.won / (record.won + record.lost) >= closeRate;
    if (isSure && fact && isOnRoster(fact, asOf) && isBetter(record, best.get(market), facts)) best.set(market, record);
  }
  return names
    .map((name, m): Market => ({ name, won: won[m] as number, lost: lost[m] as number, goTo: best.get(m) }))
    .filter((market) => market.won + market.lost > 0)
    .sort((a, b) => b.won - a.won || (a.name < b.name ? -1 : 1));
}

/** Most won, then surest. */
function isBetter(one: GoToPartner, other: GoToPartner | undefined, { partners }: AccountFacts): boolean {
  const idOf = ({ partner }: GoToPartner) => partners[partner]?.id ?? '';
  if (other === undefined) return true;
  if (one.won !== other.won) return one.won > other.won;
  return one.lost === other.lost ? idOf(one) < idOf(other) : one.lost < other.lost;
}

interface Markets {
  readonly names: readonly string[];
  /** Indexes into `names`, by index of deal: of a deal with several customers in one market, it counts once. */
  of(deal: number): readonly number[];
}

const NOWHERE: readonly number[] = [];

/** The markets of an account and of its deals, made once. */
export const marketsOf = memo(({ deals, customers }: AccountFacts): Markets => {
  const numbers = new Map<string, readonly number[]>();
  const marketOf = customers.map(({ country, industry, size }): readonly number[] => {
    if (country === null || industry === null || size === null) return NOWHERE;
    const name = `${country}, ${industry}, ${size}`;
    const known = numbers.get(name) ?? [numbers.size];
    numbers.set(name, known);
    return known;
  });
  return { names: [...numbers.keys()], of: throughCustomers(deals, marketOf) };
});

/**
 * What the customers of a deal bring to it, each once, by index of the deal.
 * @param ofCustomer by index of customer
 */
export function throughCustomers(
  deals: AccountFacts['deals'],
  ofCustomer: readonly (readonly number[])[],
): (deal: number) => readonly number[] {
  const lists = deals.map(({ customers: own }): readonly number[] => {
    const [only = -1, another] = own;
    if (another === undefined) return ofCustomer[only] ?? NOWHERE;
    return [...new Set(own.flatMap((index) => ofCustomer[index] ?? NOWHERE))];
  });
  return (deal) => lists[deal] ?? NOWHERE;
}

interface Pair {
  readonly market: number;
  /** That sourced a deal of the market; -1 for all of its deals. */
  readonly partner: number;
}

/** The markets, and behind them each market with each partner that sourced deals in it; and those of every deal. */
const pairsOf = memo((facts: AccountFacts) => {
  const [markets, sourcers] = [marketsOf(facts), sourcedBy(facts)];
  const pairs: Pair[] = markets.names.map((_, market) => ({ market, partner: -1 }));
  const known = new Map<number, number>();
  const starts = new Int32Array(facts.deals.length + 1);
  const ofDeals: number[] = [];
  for (let deal = 0; deal < facts.deals.length; deal++) {
    for (const market of markets.of(deal)) {
      ofDeals.push(market);
      for (const partner of sourcers(deal)) {
        const key = market * facts.partners.length + partner;
        const pair = known.get(key) ?? pairs.push({ market, partner }) - 1;
        known.set(key, pair);
        ofDeals.push(pair);
      }
    }
    starts[deal + 1] = ofDeals.length;
  }
  return { pairs, starts, ofDeals: Int32Array.from(ofDeals) };
});
