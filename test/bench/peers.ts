import type { World } from '../worlds/world.ts';
import { ASSOCIATION_INPUTS, LINKS_PER_ANSWER, linksOf, PAGE, PAGE_WITH_HISTORY, pages, partnersOf } from './floor.ts';

/** What an account holds, or what of it was changed since the last pass. */
export interface Holdings {
  readonly companies: number;
  readonly deals: number;
  readonly tickets: number;
  readonly engagements: number;
}

/** How much of it belongs to partners. */
export interface PartnerShare {
  readonly partners: number;
  readonly deals: number;
  readonly engagements: number;
}

interface Engine {
  readonly name: string;
  /** What a reader of its figures must know. */
  readonly lacks: string;
  first(all: Holdings): number;
  pass(all: Holdings, changed: Holdings): number;
}

const each = ({ companies, deals, tickets, engagements }: Holdings, size: number): number =>
  pages(companies, size) + pages(deals, size) + pages(tickets, size) + pages(engagements, size);

const airbyte = (n: Holdings): number =>
  2 * pages(n.companies, 200) + 4 * pages(n.deals, 200) + 4 * pages(n.tickets, 200) + 5 * pages(n.engagements, 200);
const histories = (n: Holdings): number => pages(n.companies, PAGE_WITH_HISTORY) + pages(n.deals, PAGE_WITH_HISTORY);
const singerDealsAndTickets = (n: Holdings): number => 2 * pages(n.deals, PAGE) + pages(n.tickets, PAGE);
const dlt = ({ companies, deals, tickets }: Holdings): number =>
  [companies, deals, tickets].reduce((sum, n) => sum + pages(n, PAGE) + pages(n, PAGE_WITH_HISTORY), 0) +
  pages(deals, PAGE) +
  pages(tickets, PAGE);

/** Calls that other open connectors make, by the page sizes and requests in their published code (2026). */
export const PEERS: readonly Engine[] = [
  {
    name: 'Airbyte',
    lacks: 'history reread whole',
    first: (all) => airbyte(all) + histories(all),
    pass: (all, changed) => airbyte(changed) + histories(all),
  },
  {
    name: 'Singer',
    lacks: 'stage dates for history',
    first: (all) =>
      pages(all.companies, 250) + all.companies + singerDealsAndTickets(all) + pages(all.engagements, 250),
    pass: (all, changed) =>
      pages(all.companies, 250) +
      changed.companies +
      singerDealsAndTickets(all) +
      (changed.engagements < 10_000 ? pages(changed.engagements, PAGE) : pages(all.engagements, 250)),
  },
  {
    name: 'Meltano',
    lacks: 'no links, no history',
    first: (all) => each(all, PAGE),
    pass: (_all, changed) => each(changed, PAGE),
  },
  { name: 'dlt', lacks: 'no engagements', first: dlt, pass: dlt },
  {
    name: 'Nango',
    lacks: 'no engagements, no history',
    first: (all) => each({ ...all, engagements: 0 }, PAGE),
    pass: (_all, changed) => each({ ...changed, engagements: 0 }, PAGE) + 2 * changed.deals,
  },
];

/** A pass of strategy C: search companies and deals, then read what partners are linked to again: links have no dates. */
export function partnerScopedPass(all: PartnerShare, changed: Holdings, ofPartners: PartnerShare): number {
  return (
    pages(changed.companies, 200) +
    pages(changed.deals, 200) +
    pages(ofPartners.deals, PAGE_WITH_HISTORY) +
    pages(ofPartners.engagements, PAGE) +
    8 * pages(all.partners, ASSOCIATION_INPUTS) +
    pages(all.deals, LINKS_PER_ANSWER) +
    pages(all.engagements, LINKS_PER_ANSWER)
  );
}

export const holdingsOf = ({ companies, deals, tickets, engagements }: World): Holdings => ({
  companies: companies.length,
  deals: deals.length,
  tickets: tickets.length,
  engagements: engagements.length,
});

/** Ids of deals and engagements that are linked to partners. */
export function partnerRecords(world: World): { partners: number; deals: Set<string>; engagements: Set<string> } {
  const partners = partnersOf(world);
  const ids = (prefix: string) =>
    [...linksOf(world, partners, prefix).values()].flatMap((of) => [...of].map((id) => id.slice(prefix.length)));
  return {
    partners: partners.size,
    deals: new Set(ids('deal:')),
    engagements: new Set(['email:', 'call:', 'meeting:'].flatMap(ids)),
  };
}
