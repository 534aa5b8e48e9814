/**
 * Which partners suit an open deal: those that have won before with customers of the same market. Whether to involve one
 * stays with people; each suggestion says what speaks for it and what against.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { CustomerFact } from '../facts/customer.ts';
import { OPEN } from '../facts/deal.ts';
import { isOnRoster } from '../facts/partner.ts';
import type { PackedFacts } from '../facts/tables.ts';
import type { Band } from '../health/model.ts';
import type { Day } from '../kit/days.ts';
import { wilson } from '../kit/wilson.ts';
import { isAnyRole } from '../metrics/derived/deals.ts';

export interface SuggestedPartner {
  /** Index into `AccountFacts.partners`. */
  readonly partner: number;
  /** What the customers it won have in common with this one, such as `Retail, DE`. */
  readonly market: string;
  readonly won: number;
  readonly lost: number;
  readonly openDeals: number;
  readonly isBusy: boolean;
  readonly reasons: readonly string[];
}

export interface Programme {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  readonly asOf: Day;
  /** Band of a partner by its index; null where it has no score. */
  readonly bandOf: (partner: number) => Band | null;
}

export interface Question extends Programme {
  /** Index into `AccountFacts.deals`. */
  readonly deal: number;
}

const MOST = 3;
/** With fewer won deals in a market, nothing shows that a partner knows it. */
const MIN_WON = 2;
/** Busy: more open deals than this, and more than twice what it closed in a year. */
const BUSY_FROM_OPEN = 5;
const BUSY_TIMES_CLOSED = 2;

type Attribute = 'industry' | 'country' | 'size';
/** Markets from the narrowest to the widest: who knows the narrower one comes first. */
const MARKETS: readonly (readonly Attribute[])[] = [
  ['industry', 'country', 'size'],
  ['industry', 'country'],
  ['industry'],
  ['country'],
];

/** At most three partners, the most fitting first; none where the deal's customer is not known or nobody fits. */
export const suggestPartners = (question: Question): SuggestedPartner[] => partnerSuggester(question)(question.deal);

/** Reads the programme's record once; each deal of it is then answered from that. */
export function partnerSuggester(programme: Programme): (deal: number) => SuggestedPartner[] {
  const { facts } = programme;
  const record = recordOf(programme);
  return (deal) => {
    const customer = facts.customers[facts.deals[deal]?.customers[0] ?? -1];
    if (!customer) return [];
    const taken = partnersOn(facts, deal);
    const found: SuggestedPartner[] = [];
    for (const market of MARKETS) {
      const fresh = ranked(customer, market, record, programme).filter(({ partner }) => !taken.has(partner));
      for (const { partner } of fresh) taken.add(partner);
      found.push(...fresh);
    }
    // Whoever has room comes before whoever is busy; the order by market and by what was won stays.
    return found.toSorted((a, b) => Number(a.isBusy) - Number(b.isBusy)).slice(0, MOST);
  };
}

function partnersOn(facts: AccountFacts, deal: number): Set<number> {
  const known = facts.deals[deal];
  return new Set([...(known?.credits ?? []).map(({ partner }) => partner), ...(known?.conflict?.partners ?? [])]);
}

interface Tally {
  won: number;
  lost: number;
}
interface PartnerRecord {
  /** Decided deals by market, then by partner. */
  readonly markets: ReadonlyMap<string, ReadonlyMap<number, Tally>>;
  readonly workload: ReadonlyMap<number, { readonly openDeals: number; readonly closedInYear: number }>;
}

/** What the partners on the roster that are not at risk decided and have open at the date, in any role. */
function recordOf({ facts, packed, asOf, bandOf }: Programme): PartnerRecord {
  const { decisions, spans } = packed.partners;
  const markets = new Map<string, Map<number, Tally>>();
  const workload = new Map<number, { openDeals: number; closedInYear: number }>();
  for (const [partner, fact] of facts.partners.entries()) {
    if (!isOnRoster(fact, asOf) || bandOf(partner) === 'at-risk') continue;
    const load = { openDeals: 0, closedInYear: 0 };
    workload.set(partner, load);
    for (let i = decisions.starts[partner] ?? 0; i < (decisions.starts[partner + 1] ?? 0); i++) {
      const row = decisions.at(i);
      if (row.day > asOf || row.from > asOf || row.until <= asOf || !isAnyRole(row)) continue;
      if (row.day > asOf - 365) load.closedInYear++;
      const customers = (facts.deals[row.deal]?.customers ?? []).flatMap((index) => facts.customers[index] ?? []);
      // A deal with two customers of one market is one deal of that market.
      const keys = new Set(customers.flatMap((customer) => MARKETS.flatMap((market) => keyOf(customer, market) ?? [])));
      for (const key of keys) count(markets, key, partner, row.won === 1);
    }
    for (let i = spans.starts[partner] ?? 0; i < (spans.starts[partner + 1] ?? 0); i++) {
      const row = spans.at(i);
      if (row.from <= asOf && asOf < row.until && row.state === OPEN && isAnyRole(row)) load.openDeals++;
    }
  }
  return { markets, workload };
}

function count(markets: Map<string, Map<number, Tally>>, key: string, partner: number, isWon: boolean): void {
  const market = markets.get(key) ?? new Map<number, Tally>();
  markets.set(key, market);
  const tally = market.get(partner) ?? { won: 0, lost: 0 };
  market.set(partner, tally);
  if (isWon) tally.won++;
  else tally.lost++;
}

/** Names a market without confusing an industry with a country; null where the customer's is not known. */
function keyOf(customer: CustomerFact, market: readonly Attribute[]): string | null {
  const values = market.map((attribute) => customer[attribute]);
  return values.includes(null) ? null : JSON.stringify([market, values]);
}

/** Those that won in the market, by the share won that can be relied on. */
function ranked(
  customer: CustomerFact,
  market: readonly Attribute[],
  { markets, workload }: PartnerRecord,
  { facts, bandOf }: Programme,
): SuggestedPartner[] {
  const name = market.map((attribute) => customer[attribute]).join(', ');
  return [...(markets.get(keyOf(customer, market) ?? '') ?? [])]
    .filter(([, { won }]) => won >= MIN_WON)
    .map(([partner, { won, lost }]) => {
      const { openDeals, closedInYear } = workload.get(partner) ?? { openDeals: 0, closedInYear: 0 };
      const isBusy = openDeals > BUSY_FROM_OPEN && openDeals > BUSY_TIMES_CLOSED * closedInYear;
      return { partner, market: name, won, lost, openDeals, isBusy, closedInYear };
    })
    .sort((a, b) => surelyWon(b) - surelyWon(a) || compareIds(a, b, facts))
    .map(({ closedInYear, ...one }) => ({ ...one, reasons: reasonsOf(one, closedInYear, bandOf(one.partner)) }));
}

/** The lower end of the interval of the share won: 2 of 2 is less sure than 9 of 10. */
const surelyWon = ({ won, lost }: { readonly won: number; readonly lost: number }): number =>
  wilson(won, won + lost).low;

const compareIds = (a: { readonly partner: number }, b: { readonly partner: number }, facts: AccountFacts): number =>
  (facts.partners[a.partner]?.id ?? '') < (facts.partners[b.partner]?.id ?? '') ? -1 : 1;

function reasonsOf(one: Omit<SuggestedPartner, 'reasons'>, closedInYear: number, band: Band | null): string[] {
  return [
    `Won ${one.won} of ${one.won + one.lost} decided deals with customers in ${one.market}`,
    one.isBusy
      ? `Busy: ${one.openDeals} open deals, and ${closedInYear} closed in a year`
      : `${one.openDeals} open deals: room for more`,
    ...(band === null ? ['No health score yet'] : [`Health: ${band}`]),
  ];
}
