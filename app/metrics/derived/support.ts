/**
 * Support that partners ask for, held against the deals they have: tickets of 90 days for each deal that is open or was
 * registered in them. What is usual is taken from comparable partners.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { TICKET_CATEGORIES } from '../../facts/ticket.ts';
import { HEALTH_MODEL } from '../../health/model.ts';
import type { Day } from '../../kit/days.ts';
import { FENCE_REACH } from '../../kit/fences.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { quantileOfSorted } from '../../kit/quantile.ts';
import { type FoldValues, lastDays, type Roll, rollingOf, rowsOf, standing, tallyOf } from '../fold.ts';
import { notEnoughData, type Result } from '../result.ts';
import { isAnyRole, isOpen, isSourced } from './deals.ts';
import { isHere, rosterOf } from './roster.ts';
import { sourcedBy } from './sourced-by.ts';

const OPEN = { reach: standing, where: (row: TableRow<'spans'>) => isOpen(row) && isAnyRole(row) };
const deals = {
  open: rowsOf('spans', OPEN),
  registered: rowsOf('registrations', { reach: lastDays(90), where: isSourced }),
};

/** Of one partner: its tickets are counted by category, those without one under the first key. */
export const SUPPORT = {
  tickets: tallyOf('tickets', ({ category }) => category + 1, { reach: lastDays(90) }),
  ...deals,
};
export type Support = FoldValues<typeof SUPPORT>;
export const keyOf = (category: (typeof TICKET_CATEGORIES)[number]): number => TICKET_CATEGORIES.indexOf(category) + 1;
export const UNCATEGORISED = 0;

/** Open deals, each once. */
interface OpenDeals {
  /** By deal, how often it is told as open. */
  readonly told: Uint8Array;
  /** How many each partner has a part in. */
  readonly byPartner: Int32Array;
  all: number;
}
const OPEN_DEALS: Roll<'spans', OpenDeals> = {
  start: ({ deals, partners }) => ({
    told: new Uint8Array(deals.length),
    byPartner: new Int32Array(partners.length),
    all: 0,
  }),
  change(open, { deal }, by, facts) {
    const told = (open.told[deal] as number) + by;
    open.told[deal] = told;
    if (told !== (by === 1 ? 1 : 0)) return;
    open.all += by;
    for (const { partner } of facts.deals[deal]?.credits ?? []) {
      open.byPartner[partner] = (open.byPartner[partner] as number) + by;
    }
  },
};

/** Of the whole programme: its tickets are counted by partner. */
export const SUPPORT_OF_ALL = {
  tickets: tallyOf('tickets', ({ ticket }, { tickets }) => tickets[ticket]?.partners ?? [], { reach: lastDays(90) }),
  open: rollingOf('spans', OPEN_DEALS, OPEN),
  registered: deals.registered,
};
type SupportOfAll = FoldValues<typeof SUPPORT_OF_ALL>;
type Deals = FoldValues<typeof deals>;

/** Fewer partners with deals than this, and nothing is usual. */
export const MIN_PARTNERS = HEALTH_MODEL.segmentMinimum;

/** By deal of the account, in which count it was last seen: made once, since partners are counted at many dates. */
const seenIn = memo(({ deals }: AccountFacts) => ({ counts: 0, last: new Int32Array(deals.length) }));

/** The deals that support may be about, each once: what is open, and registrations of what is not. */
export function dealsOf({ open, registered }: Deals, facts: AccountFacts): number {
  const seen = seenIn(facts);
  const [now, { last }] = [++seen.counts, seen];
  let deals = 0;
  open.each(({ deal }) => {
    if (last[deal] !== now) deals++;
    last[deal] = now;
  });
  registered.each(({ deal }) => {
    if (deal < 0 || last[deal] !== now) deals++;
  });
  return deals;
}

/** What is usual among comparable partners, in tickets per deal. */
export interface Usual {
  readonly partners: number;
  readonly low: number;
  readonly high: number;
  /** Beyond it a partner stands apart from the others. */
  readonly fence: number;
}

/**
 * @param reference the folds above over the whole programme
 * @returns what to hold a partner against, by its index: those of its type where enough of them have deals, else all
 */
export const usualFor = memoByDay((reference: SupportOfAll, asOf: Day, facts: AccountFacts) => {
  const roster = rosterOf(facts);
  const byType = Array.from({ length: roster.types }, (): number[] => []);
  const all: number[] = [];
  const { deals, asked } = amountsOfAll(reference, facts);
  for (let index = 0; index < deals.length; index++) {
    const count = deals[index] as number;
    if (count === 0 || !isHere(roster, index, asOf)) continue;
    const perDeal = (asked[index] as number) / count;
    all.push(perDeal);
    byType[roster.type[index] as number]?.push(perDeal);
  }
  const reason = 'Too few partners have deals to say what is usual';
  const ofAll = usual(all) ?? notEnoughData(all.length, MIN_PARTNERS, { reason });
  const known = byType.map((values) => usual(values) ?? ofAll);
  return (index: number): Usual | Result => known[roster.type[index] as number] ?? ofAll;
});

export const isUsual = (one: Usual | Result): one is Usual => !('state' in one);

function usual(values: readonly number[]): Usual | undefined {
  if (values.length < MIN_PARTNERS) return undefined;
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [quantileOfSorted(sorted, 0.25), quantileOfSorted(sorted, 0.75)];
  if (low === undefined || high === undefined) return undefined;
  return { partners: values.length, low, high, fence: high + FENCE_REACH * (high - low) };
}

/** Deals and tickets of every partner, and how many deals there are in all. */
export const amountsOfAll = memo(({ tickets, open, registered }: SupportOfAll, facts: AccountFacts) => {
  const { told, byPartner, all: openDeals } = open.rolled();
  const deals = byPartner.slice();
  const sourcers = sourcedBy(facts);
  const add = (partner: number) => {
    deals[partner] = (deals[partner] as number) + 1;
  };
  let all = openDeals;
  registered.each(({ deal, loose }) => {
    if (deal >= 0 && (told[deal] as number) > 0) return;
    all++;
    const one = deal < 0 ? facts.registrations[loose] : undefined;
    if (one) add(one.partner);
    for (const partner of sourcers(deal)) add(partner);
  });
  const asked = new Int32Array(deals.length);
  if (tickets.count > 0) for (let partner = 0; partner < asked.length; partner++) asked[partner] = tickets.at(partner);
  return { deals, asked, all };
});
