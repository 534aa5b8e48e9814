/**
 * Test support: customers, contacts, mail, calls, meetings, tickets, leads, talks about partnerships and feeds, written as
 * sentences. Times are `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; one working day is taken to have 8 hours from 09:00 on every
 * day of the week, so that waits can be worked out by hand.
 */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Seniority } from '../../facts/contact.ts';
import type { CustomerFact } from '../../facts/customer.ts';
import type { EngagementFact, EngagementKind } from '../../facts/engagement.ts';
import type { FeedCoverage, FeedRowFact } from '../../facts/feed-row.ts';
import type { TicketCategory } from '../../facts/ticket.ts';
import { FEED_KINDS, FEEDS, type FeedKind, type FeedValue } from '../../feeds/feeds.ts';
import { type Day, parseDay } from '../../kit/days.ts';

export interface CustomerWords {
  readonly name: string;
  readonly country?: string;
  readonly industry?: string;
  readonly size?: string;
  readonly lost?: string;
}
export interface ContactWords {
  readonly id: string;
  readonly of: string;
  readonly created?: string;
  readonly seniority?: Seniority;
}
export interface EngagementWords {
  readonly kind: EngagementKind;
  readonly at: string;
  readonly from?: 'partner' | 'us' | null;
  readonly thread?: string;
  readonly partner: string | readonly string[];
  /** Ids of contacts. */
  readonly contacts?: readonly string[];
  readonly owner?: string;
  readonly withCustomer?: boolean;
  readonly isHeld?: boolean;
  /** Positions in the list of deals. */
  readonly deals?: readonly number[];
}
export interface TicketWords {
  readonly partner: string;
  readonly created: string;
  readonly closed?: string;
  readonly category?: TicketCategory;
}
export interface LeadWords {
  readonly partner?: string;
  readonly created: string;
  readonly origin?: string;
  readonly qualified?: string;
  readonly won?: string;
  readonly lost?: string;
  /** Major units of a two-digit currency. */
  readonly amount?: number;
}
export interface DiscussionWords {
  readonly opened: string;
  readonly signed?: string;
  readonly lost?: string;
  readonly partner?: string;
  readonly source?: string;
  readonly unprompted?: boolean;
}
/**
 * A row of a feed by its columns: dates as text, money in major units. `partner` or `customer` names the subject,
 * `learned` the day it was received (its own day where left out).
 */
export type FeedRowWords = Readonly<Record<string, string | number | undefined>>;

export interface PeopleWords {
  /** Attributes of customers that deals name; others are added without any. */
  readonly customers?: readonly CustomerWords[];
  readonly contacts?: readonly ContactWords[];
  readonly engagements?: readonly EngagementWords[];
  readonly tickets?: readonly TicketWords[];
  readonly leads?: readonly LeadWords[];
  readonly discussions?: readonly DiscussionWords[];
  readonly feeds?: Readonly<Partial<Record<FeedKind, readonly FeedRowWords[]>>>;
  /** Days a feed speaks for; every feed covers 2020 to 2030 where left out, null takes its coverage away. */
  readonly coverage?: Readonly<
    Partial<Record<FeedKind, { readonly from: string; readonly to: string; readonly received?: string } | null>>
  >;
  readonly loggingOwners?: readonly string[];
}

/** A calendar date as a `Day`. */
export function day(text: string): Day {
  const read = parseDay(text);
  if (read === null) throw new Error(`${text} is not a date`);
  return read;
}

const maybeDay = (text: string | undefined): Day | null => (text === undefined ? null : day(text));

/** Names of all customers: those described, those on deals, those in feeds. */
export function customersOf(
  words: PeopleWords & { readonly deals?: readonly { readonly customer?: string }[] },
): string[] {
  const described = (words.customers ?? []).map(({ name }) => name);
  const inFeeds = Object.values(words.feeds ?? {}).flatMap((rows) =>
    rows.flatMap((row) => (typeof row.customer === 'string' ? [row.customer] : [])),
  );
  return [...new Set([...described, ...(words.deals ?? []).flatMap((deal) => deal.customer ?? []), ...inFeeds])];
}

type PeopleFacts = Pick<
  AccountFacts,
  | 'registrations'
  | 'customers'
  | 'contacts'
  | 'engagements'
  | 'tickets'
  | 'leads'
  | 'discussions'
  | 'feedRows'
  | 'coverage'
  | 'loggingOwners'
>;

export function peopleFacts(
  words: PeopleWords,
  customers: readonly string[],
  indexOf: (partner: string) => number,
): PeopleFacts {
  const contactIds = (words.contacts ?? []).map(({ id }) => id);
  const partnerOf = (name: string | undefined) => (name === undefined ? null : indexOf(name));
  return {
    registrations: [],
    customers: customers.map((name) => customerFact(name, words.customers ?? [])),
    contacts: (words.contacts ?? []).map((contact) => ({
      id: contact.id,
      partner: indexOf(contact.of),
      createdDay: day(contact.created ?? '2020-01-01'),
      seniority: contact.seniority ?? null,
    })),
    engagements: (words.engagements ?? []).map((one, i) => engagementFact(one, i, contactIds, indexOf)),
    tickets: (words.tickets ?? []).map((ticket, i) => ({
      id: `t${i + 1}`,
      createdDay: day(ticket.created),
      closedDay: maybeDay(ticket.closed),
      partners: [indexOf(ticket.partner)],
      category: ticket.category ?? null,
    })),
    leads: (words.leads ?? []).map((lead, i) => ({
      id: `l${i + 1}`,
      record: 'lead',
      createdDay: day(lead.created),
      partner: partnerOf(lead.partner),
      origin: lead.origin ?? null,
      qualifiedDay: maybeDay(lead.qualified),
      wonDay: maybeDay(lead.won),
      lostDay: maybeDay(lead.lost),
      wonMinor: lead.amount === undefined ? null : Math.round(lead.amount * 100),
    })),
    discussions: (words.discussions ?? []).map((one, i) => ({
      id: `r${i + 1}`,
      record: 'deal',
      openedDay: day(one.opened),
      signedDay: maybeDay(one.signed),
      lostDay: maybeDay(one.lost),
      partner: partnerOf(one.partner),
      source: one.source ?? null,
      isUnprompted: one.unprompted ?? null,
    })),
    feedRows: FEED_KINDS.flatMap((kind) =>
      (words.feeds?.[kind] ?? []).map((row, i) => feedRowFact(kind, row, i, customers, partnerOf)),
    ),
    coverage: coverageOf(words),
    loggingOwners: words.loggingOwners ?? ['o1'],
  };
}

function customerFact(name: string, described: readonly CustomerWords[]): CustomerFact {
  const words = described.find((one) => one.name === name);
  return {
    id: name,
    country: words?.country ?? null,
    industry: words?.industry ?? null,
    size: words?.size ?? null,
    lostDay: maybeDay(words?.lost),
  };
}

/** The calendar by which waits are worked out here. */
export const WORKING_HOURS = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00' } as const;
const WORKING_DAY = { minutes: 480, from: 9 * 60 } as const;

function engagementFact(
  words: EngagementWords,
  index: number,
  contactIds: readonly string[],
  indexOf: (partner: string) => number,
): EngagementFact {
  const on = day(words.at.slice(0, 10));
  const [hour = 0, minute = 0] = words.at.slice(11).split(':').map(Number);
  const ofDay = hour * 60 + minute;
  const worked = Math.min(Math.max(ofDay - WORKING_DAY.from, 0), WORKING_DAY.minutes);
  return {
    id: `e${index + 1}`,
    kind: words.kind,
    day: on,
    atMs: on * 86_400_000 + ofDay * 60_000,
    workingMinutes: on * WORKING_DAY.minutes + worked,
    from: words.from ?? null,
    thread: words.thread ?? null,
    partners: (typeof words.partner === 'string' ? [words.partner] : words.partner).map(indexOf),
    contacts: (words.contacts ?? []).map((id) => contactIds.indexOf(id)),
    ownerId: words.owner ?? 'o1',
    deals: words.deals ?? [],
    withCustomer: words.withCustomer ?? false,
    isHeld: words.isHeld ?? true,
  };
}

function feedRowFact(
  kind: FeedKind,
  words: FeedRowWords,
  index: number,
  customers: readonly string[],
  partnerOf: (name: string | undefined) => number | null,
): FeedRowFact {
  const values: Record<string, FeedValue> = {};
  for (const [name, { type }] of Object.entries(FEEDS[kind].columns)) {
    const value = words[name];
    if (value === undefined) values[name] = null;
    else if (type === 'date') values[name] = day(String(value));
    else if (type === 'money') values[name] = Math.round(Number(value) * 100);
    else values[name] = value;
  }
  const on = values[FEEDS[kind].on];
  if (typeof on !== 'number') throw new Error(`A row of ${kind} needs ${FEEDS[kind].on}`);
  return {
    kind,
    key: String(index + 1),
    partner: partnerOf(typeof words.partner === 'string' ? words.partner : undefined),
    customer: typeof words.customer === 'string' ? customers.indexOf(words.customer) : null,
    day: on,
    learnedDay: typeof words.learned === 'string' ? day(words.learned) : on,
    values,
  };
}

function coverageOf(words: PeopleWords): AccountFacts['coverage'] {
  const entries = FEED_KINDS.flatMap((kind): [FeedKind, FeedCoverage][] => {
    const said = words.coverage?.[kind];
    if (said === null) return [];
    const { from = '2020-01-01', to = '2030-12-31', received = to } = said ?? {};
    return [[kind, { covered: [{ from: day(from), to: day(to) }], lastReceivedDay: day(received) }]];
  });
  return Object.fromEntries(entries);
}
