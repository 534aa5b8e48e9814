import { FEEDS, type FeedKind } from '../feeds/feeds.ts';
import { FOREVER, NEVER } from '../kit/days.ts';
import type { TableBuilder } from '../kit/table.ts';
import type { AccountFacts } from './account-facts.ts';
import type { FeedRowFact } from './feed-row.ts';
import { NO_EVENT } from './pack-deals.ts';
import type { Builders, Packing } from './packing.ts';
import { ROLE_BIT } from './role.ts';
import { EVENT_KINDS, type EventKind } from './tables.ts';
import { wordBook } from './words.ts';

/** Kinds of feed whose rows are qualifying events, and as what. */
const EVENTS: Readonly<Partial<Record<FeedKind, { readonly kind: EventKind; readonly on?: string }>>> = {
  'portal-logins': { kind: 'login' },
  // Being enrolled is something done to a partner; completing is something it does.
  training: { kind: 'training', on: 'completed' },
};

/** Rows of feeds, each in the table of its kind: of its partner, and of the programme. */
export function packFeeds(packing: Packing): void {
  const { facts, view, partners, program } = packing;
  const acquirers = customerPartners(facts);
  for (const [feedRow, fact] of facts.feedRows.entries()) {
    const from = view === 'known' ? Math.max(fact.day, fact.learnedDay) : fact.day;
    const row = {
      day: fact.day,
      from,
      until: FOREVER,
      feedRow,
      customer: fact.customer ?? -1,
      ...columnsOf(fact, facts),
    };
    add(program, 0, fact.kind, row);
    const about = fact.customer === null ? [fact.partner] : (acquirers.get(fact.customer) ?? []);
    for (const partner of about) {
      if (partner === null) continue;
      add(partners, partner, fact.kind, row);
      addEvent(packing, partner, fact, feedRow);
    }
  }
}

/** A table whose rows have the columns that FEEDS names for the kind. */
function add(to: Builders, subject: number, kind: FeedKind, row: Readonly<Record<string, number>>): void {
  const table = to[kind] as TableBuilder<Readonly<Record<string, 'i32' | 'f64'>>>; // its spec is made from the same FEEDS
  table.add(subject, row);
}

function columnsOf({ kind, values }: FeedRowFact, facts: AccountFacts): Record<string, number> {
  const columns: Record<string, number> = {};
  for (const [name, column] of Object.entries(FEEDS[kind].columns)) {
    const value = values[name] ?? null;
    if (column.type === 'date') columns[name] = typeof value === 'number' ? value : NEVER;
    else if (column.type === 'text') columns[name] = wordBook(facts).indexOf(typeof value === 'string' ? value : null);
    else if (column.type === 'choice') {
      const choices: readonly string[] = 'choices' in column ? column.choices : [];
      columns[name] = choices.indexOf(String(value ?? ''));
    } else columns[name] = typeof value === 'number' ? value : Number.NaN;
  }
  return columns;
}

function addEvent(
  { facts, view, partners, program }: Packing,
  partner: number,
  fact: FeedRowFact,
  feedRow: number,
): void {
  const event = EVENTS[fact.kind];
  if (!event || !facts.settings.qualifyingEvents.includes(event.kind)) return;
  const day = event.on === undefined ? fact.day : fact.values[event.on];
  if (typeof day !== 'number') return;
  const from = view === 'known' ? Math.max(day, fact.learnedDay) : day;
  const row = { ...NO_EVENT, partner, day, from, kind: EVENT_KINDS.indexOf(event.kind), feedRow };
  partners.events.add(partner, row);
  program.events.add(0, row);
}

/** Partners that sourced something a customer bought: rows about the customer are theirs as well. */
function customerPartners(facts: AccountFacts): Map<number, number[]> {
  const found = new Map<number, Set<number>>();
  for (const deal of facts.deals) {
    for (const { partner, roles } of deal.credits) {
      if (!(roles & ROLE_BIT.sourced)) continue;
      for (const customer of deal.customers) found.set(customer, (found.get(customer) ?? new Set()).add(partner));
    }
  }
  return new Map([...found].map(([customer, partners]) => [customer, [...partners]]));
}
