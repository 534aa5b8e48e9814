import { DEFAULT_SETTINGS } from '../../app/mapping/settings.ts';
import type { World } from '../worlds/world.ts';

/** HubSpot's own sizes, not the product's constants: the floor must not move with the code it measures. */
export const PAGE = 100;
export const PAGE_WITH_HISTORY = 50;
export const ASSOCIATION_INPUTS = 1000;
export const LINKS_PER_ANSWER = 500;

export interface FloorTerm {
  readonly formula: string;
  readonly calls: number;
}

export interface Floor {
  readonly terms: readonly FloorTerm[];
  readonly calls: number;
}

const ACTIVITIES = [
  ['mail', 'email:'],
  ['calls', 'call:'],
  ['meetings', 'meeting:'],
] as const;

export const pages = (count: number, size: number) => Math.ceil(count / size);

/**
 * The fewest calls that read an account partner by partner (strategy C): every company and deal once, labels from the
 * partners' side, history of partner deals only. Counted from the generated records, not from what sync did.
 */
export function floorOf(world: World): Floor {
  const partners = partnersOf(world);
  const dealsOf = linksOf(world, partners, 'deal:');
  const peopleOf = linksOf(world, partners, 'contact:');
  const partnerDeals = new Set([...dealsOf.values()].flatMap((deals) => [...deals])).size;
  const people = new Set([...peopleOf.values()].flatMap((contacts) => [...contacts])).size;
  const [c, d, p] = [world.companies.length, world.deals.length, partners.size];
  // A partner's start is when the rule first held, unless an account maps a property: then one more value is read.
  const readsStart = DEFAULT_SETTINGS.partner.startDate === 'rule-history';
  const terms: FloorTerm[] = [
    { formula: `companies c(${c}/100)`, calls: pages(c, PAGE) },
    { formula: `deals with primary company c(${d}/100)`, calls: pages(d, PAGE) },
    { formula: `history of partner deals c(${partnerDeals}/50)`, calls: pages(partnerDeals, PAGE_WITH_HISTORY) },
    ...(readsStart ? [{ formula: `partner since c(${p}/50)`, calls: pages(p, PAGE_WITH_HISTORY) }] : []),
    associationTerm('labels of partners, deals', p, dealsOf),
    associationTerm('links of partners, people', p, peopleOf),
    { formula: `people of partners c(${people}/100)`, calls: pages(people, PAGE) },
    // Whether there is any is known only after asking.
    ...ACTIVITIES.flatMap(([what, prefix]) => {
      const links = linksOf(world, partners, prefix);
      const records = new Set([...links.values()].flatMap((ids) => [...ids])).size;
      const asked = associationTerm(`links of partners, ${what}`, p, links);
      if (records === 0) return [asked];
      return [
        asked,
        { formula: `${what} of partners c(${records}/100)`, calls: pages(records, PAGE) },
        // Who else took part and which deal it was about: only the record itself says.
        {
          formula: `${what}, their companies, people, deals 3 c(${records}/1000)`,
          calls: 3 * pages(records, ASSOCIATION_INPUTS),
        },
      ];
    }),
    { formula: `tickets of partners c(${p}/1000)`, calls: pages(p, ASSOCIATION_INPUTS) },
    {
      formula: `the same and answers to surveys of people 5 c(${people}/1000)`,
      calls: 5 * pages(people, ASSOCIATION_INPUTS),
    },
  ];
  return { terms, calls: terms.reduce((sum, { calls }) => sum + calls, 0) };
}

export const partnersOf = (world: World): Set<string> =>
  new Set(world.companies.filter(({ type }) => type === 'PARTNER').map(({ hs_object_id: id }) => `company:${id}`));

/** Which records of a kind each partner is linked to. */
export function linksOf(world: World, partners: ReadonlySet<string>, prefix: string): Map<string, Set<string>> {
  const links = new Map<string, Set<string>>();
  for (const { from, to } of world.associations) {
    if (!partners.has(to) || !from.startsWith(prefix)) continue;
    const known = links.get(to);
    if (known === undefined) links.set(to, new Set([from]));
    else known.add(from);
  }
  return links;
}

/** A first call per thousand partners, then one per further page of those with most links. */
function associationTerm(what: string, partners: number, links: ReadonlyMap<string, ReadonlySet<string>>): FloorTerm {
  const sizes = [...links.values()].map(({ size }) => size);
  const first = pages(partners, ASSOCIATION_INPUTS);
  let paging = 0;
  for (let shown = LINKS_PER_ANSWER; ; shown += LINKS_PER_ANSWER) {
    const left = sizes.filter((size) => size > shown).length;
    if (left === 0) break;
    paging += pages(left, ASSOCIATION_INPUTS);
  }
  return { formula: `${what} c(${partners}/1000) + paging ${paging}`, calls: first + paging };
}
