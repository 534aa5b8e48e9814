import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import type { AccountFacts } from './account-facts.ts';
import { ENGAGEMENT_KINDS, type EngagementFact } from './engagement.ts';
import { exchangesOf } from './exchanges.ts';
import { NO_EVENT } from './pack-deals.ts';
import type { Packing } from './packing.ts';
import { EVENT_KINDS, type EventKind } from './tables.ts';
import { TICKET_CATEGORIES } from './ticket.ts';
import { wordBook } from './words.ts';

const SENDER = { partner: 1, us: 2 } as const;
/** A partner's mail begins something when we had not written for so many days. */
const SILENCE_DAYS = 14;

/** What people did: mails, calls, meetings, tickets, leads and talks about partnerships. */
export function packPeople(packing: Packing): void {
  packEngagements(packing);
  packTickets(packing);
  packLeads(packing);
  packDiscussions(packing);
}

function packEngagements(packing: Packing): void {
  const { facts, partners, program } = packing;
  const byPartner = new Map<number, number[]>();
  for (const [index, engagement] of facts.engagements.entries()) {
    for (const partner of engagement.partners) {
      const list = byPartner.get(partner);
      if (list) list.push(index);
      else byPartner.set(partner, [index]);
    }
  }
  const begunByAny = new Set<number>();
  for (const [partner, indexes] of byPartner) {
    const ordered = inOrder(indexes, facts);
    const began = initiatedBy(ordered, facts);
    for (const index of began) begunByAny.add(index);
    for (const index of ordered) {
      const engagement = facts.engagements[index];
      if (!engagement) continue;
      const isInitiated = began.has(index);
      partners.touches.add(partner, touchRow(facts, engagement, index, isInitiated));
      addContacts(packing, partner, engagement, index);
      if (isInitiated) addEvent(packing, partner, 'partner-contact', engagement.day, { engagement: index });
      if (engagement.kind === 'meeting' && engagement.isHeld) {
        addEvent(packing, partner, 'meeting', engagement.day, { engagement: index });
      }
    }
    addExchanges(packing, partner, ordered);
  }
  for (const [index, engagement] of facts.engagements.entries()) {
    if (engagement.partners.length === 0) continue;
    program.touches.add(0, touchRow(facts, engagement, index, begunByAny.has(index)));
  }
}

const inOrder = (indexes: readonly number[], { engagements }: AccountFacts): number[] =>
  indexes.toSorted((a, b) => {
    const [one, other] = [engagements[a], engagements[b]];
    if (!one || !other) return 0;
    return one.atMs - other.atMs || (one.id < other.id ? -1 : 1);
  });

/** Which of a partner's engagements it began: a call or a meeting of its own, or a mail after two weeks without one of ours. */
function initiatedBy(ordered: readonly number[], { engagements }: AccountFacts): Set<number> {
  const began = new Set<number>();
  const lastOurs = new Map<string, Day>();
  const opened = new Set<string>();
  for (const index of ordered) {
    const one = engagements[index];
    if (!one) continue;
    if (one.kind !== 'email') {
      if (one.from === 'partner') began.add(index);
      continue;
    }
    const thread = one.thread ?? `day ${one.day}`;
    if (one.from === 'us') lastOurs.set('', one.day).set(thread, one.day);
    // A conversation counts once, with its first mail from the partner.
    if (one.from !== 'partner' || opened.has(thread)) continue;
    opened.add(thread);
    if (!lastOurs.has(thread) && one.day - (lastOurs.get('') ?? NEVER) > SILENCE_DAYS) began.add(index);
  }
  return began;
}

function touchRow(facts: AccountFacts, one: EngagementFact, index: number, isInitiated: boolean) {
  return {
    day: one.day,
    from: one.day,
    until: FOREVER,
    kind: ENGAGEMENT_KINDS.indexOf(one.kind),
    sender: one.from ? SENDER[one.from] : 0,
    isPartnerInitiated: isInitiated ? 1 : 0,
    isHeld: one.isHeld ? 1 : 0,
    withCustomer: one.withCustomer ? 1 : 0,
    owner: wordBook(facts).indexOf(one.ownerId),
    engagement: index,
  };
}

function addContacts({ facts, partners, program }: Packing, partner: number, one: EngagementFact, index: number): void {
  for (const contact of one.contacts) {
    if (facts.contacts[contact]?.partner !== partner) continue;
    const row = {
      day: one.day,
      from: one.day,
      until: FOREVER,
      kind: ENGAGEMENT_KINDS.indexOf(one.kind),
      sender: one.from ? SENDER[one.from] : 0,
      contact,
      engagement: index,
    };
    partners.contactTouches.add(partner, row);
    program.contactTouches.add(0, row);
  }
}

function addExchanges({ facts, partners, program }: Packing, partner: number, ordered: readonly number[]): void {
  const mails = ordered.filter((index) => facts.engagements[index]?.kind === 'email');
  for (const exchange of exchangesOf(mails, facts.engagements)) {
    const base = {
      day: exchange.day,
      sender: SENDER[exchange.sender],
      opens: exchange.opens ? 1 : 0,
      sentAt: exchange.sentAt,
      engagement: exchange.engagement,
    };
    const answered = exchange.answeredDay ?? FOREVER;
    const rows = [
      { ...base, from: exchange.day, until: answered, answered: 0, minutes: Number.NaN },
      { ...base, from: answered, until: FOREVER, answered: 1, minutes: exchange.minutes ?? Number.NaN },
    ];
    for (const row of rows) {
      if (row.from >= row.until) continue;
      partners.exchanges.add(partner, row);
      program.exchanges.add(0, row);
    }
  }
}

function packTickets(packing: Packing): void {
  const { facts, partners, program } = packing;
  for (const [ticket, one] of facts.tickets.entries()) {
    const row = {
      day: one.createdDay,
      from: one.createdDay,
      until: FOREVER,
      category: one.category === null ? -1 : TICKET_CATEGORIES.indexOf(one.category),
      closedDay: one.closedDay ?? NEVER,
      ticket,
    };
    if (one.partners.length > 0) program.tickets.add(0, row);
    for (const partner of one.partners) {
      partners.tickets.add(partner, row);
      addEvent(packing, partner, 'ticket', one.createdDay, { ticket });
    }
  }
}

function packLeads({ facts, partners, program }: Packing): void {
  for (const [lead, one] of facts.leads.entries()) {
    const row = {
      day: one.createdDay,
      from: one.createdDay,
      until: FOREVER,
      qualifiedDay: one.qualifiedDay ?? NEVER,
      wonDay: one.wonDay ?? NEVER,
      lostDay: one.lostDay ?? NEVER,
      amount: one.wonMinor ?? Number.NaN,
      origin: wordBook(facts).indexOf(one.origin),
      direct: one.partner === null ? 1 : 0,
      lead,
    };
    program.leads.add(0, row);
    if (one.partner !== null) partners.leads.add(one.partner, row);
  }
}

function packDiscussions({ facts, program }: Packing): void {
  for (const [discussion, one] of facts.discussions.entries()) {
    program.discussions.add(0, {
      day: one.openedDay,
      from: one.openedDay,
      until: FOREVER,
      signedDay: one.signedDay ?? NEVER,
      lostDay: one.lostDay ?? NEVER,
      source: wordBook(facts).indexOf(one.source),
      unprompted: one.isUnprompted === null ? 2 : one.isUnprompted ? 1 : 0,
      partner: one.partner ?? -1,
      discussion,
    });
  }
}

function addEvent(
  { facts, partners, program }: Packing,
  partner: number,
  kind: EventKind,
  day: Day,
  at: { readonly engagement?: number; readonly ticket?: number },
): void {
  if (!facts.settings.qualifyingEvents.includes(kind)) return;
  const row = { ...NO_EVENT, ...at, partner, day, from: day, kind: EVENT_KINDS.indexOf(kind) };
  partners.events.add(partner, row);
  program.events.add(0, row);
}
