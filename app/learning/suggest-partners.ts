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

export interface Question {
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  /** Index into `AccountFacts.deals`. */
  readonly deal: number;
  readonly asOf: Day;
  /** Band of a partner by its index; null where it has no score. */
  readonly bandOf: (partner: number) => Band | null;
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
export function suggestPartners(question: Question): SuggestedPartner[] {
  const { facts, deal } = question;
  const customer = facts.customers[facts.deals[deal]?.customers[0] ?? -1];
  if (!customer) return [];
  const records = candidatesOf(question).map((partner) => recordOf(partner, question));
  const found: SuggestedPartner[] = [];
  for (const market of MARKETS) {
    if (market.some((attribute) => customer[attribute] === null)) continue;
    const fresh = records.filter(({ partner }) => !found.some((one) => one.partner === partner));
    found.push(...ranked(fresh, customer, market, question));
  }
  // Whoever has room comes before whoever is busy; the order by market and by what was won stays.
  return found.toSorted((a, b) => Number(a.isBusy) - Number(b.isBusy)).slice(0, MOST);
}

/** Partners on the roster that are not on the deal yet and are not at risk. */
function candidatesOf({ facts, deal, asOf, bandOf }: Question): number[] {
  const known = facts.deals[deal];
  const onDeal = new Set([
    ...(known?.credits ?? []).map(({ partner }) => partner),
    ...(known?.conflict?.partners ?? []),
  ]);
  return [...facts.partners.entries()]
    .filter(([index, partner]) => isOnRoster(partner, asOf) && !onDeal.has(index) && bandOf(index) !== 'at-risk')
    .map(([index]) => index);
}

interface Decided {
  readonly isWon: boolean;
  readonly customers: readonly CustomerFact[];
}
interface History {
  readonly partner: number;
  readonly decided: readonly Decided[];
  readonly closedInYear: number;
  readonly openDeals: number;
}

/** What a partner decided and has open at the date, in any role. */
function recordOf(partner: number, { facts, packed, asOf }: Question): History {
  const { decisions, spans } = packed.partners;
  const decided: Decided[] = [];
  let closedInYear = 0;
  for (let i = decisions.starts[partner] ?? 0; i < (decisions.starts[partner + 1] ?? 0); i++) {
    const row = decisions.at(i);
    if (row.day > asOf || row.from > asOf || row.until <= asOf || !isAnyRole(row)) continue;
    if (row.day > asOf - 365) closedInYear++;
    const customers = (facts.deals[row.deal]?.customers ?? []).flatMap((index) => facts.customers[index] ?? []);
    decided.push({ isWon: row.won === 1, customers });
  }
  let openDeals = 0;
  for (let i = spans.starts[partner] ?? 0; i < (spans.starts[partner + 1] ?? 0); i++) {
    const row = spans.at(i);
    if (row.from <= asOf && asOf < row.until && row.state === OPEN && isAnyRole(row)) openDeals++;
  }
  return { partner, decided, closedInYear, openDeals };
}

/** Those that won in the market, by the share won that can be relied on. */
function ranked(
  records: readonly History[],
  customer: CustomerFact,
  market: readonly Attribute[],
  { facts, bandOf }: Question,
): SuggestedPartner[] {
  const isSame = (other: CustomerFact) => market.every((attribute) => other[attribute] === customer[attribute]);
  const name = market.map((attribute) => customer[attribute]).join(', ');
  return records
    .map(({ partner, decided, closedInYear, openDeals }) => {
      const there = decided.filter(({ customers }) => customers.some(isSame));
      const won = there.filter(({ isWon }) => isWon).length;
      const isBusy = openDeals > BUSY_FROM_OPEN && openDeals > BUSY_TIMES_CLOSED * closedInYear;
      return { partner, market: name, won, lost: there.length - won, openDeals, isBusy, closedInYear };
    })
    .filter(({ won }) => won >= MIN_WON)
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
