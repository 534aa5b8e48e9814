/** Test support: the same account told otherwise, in ways that must or must not matter to a metric. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { DealFact } from '../../facts/deal.ts';
import type { EngagementFact } from '../../facts/engagement.ts';
import type { FeedRowFact } from '../../facts/feed-row.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import type { FeedColumn } from '../../feeds/feed-spec.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import { type Day, FOREVER } from '../../kit/days.ts';

/** The same facts in another order; `order` gives a number per item by which to sort. */
export function reordered(facts: AccountFacts, order: (i: number) => number): AccountFacts {
  const shuffle = <T>(items: readonly T[]) => {
    const indexes = items.map((_, i) => i).sort((a, b) => order(a) - order(b) || a - b);
    const place = new Map(indexes.map((from, to) => [from, to]));
    return {
      items: indexes.flatMap((i) => items.slice(i, i + 1)),
      moved: (index: number) => place.get(index) ?? index,
    };
  };
  const partners = shuffle(facts.partners);
  const customers = shuffle(facts.customers);
  const deals = shuffle(facts.deals);
  const contacts = shuffle(facts.contacts);
  const movedOrNull = (index: number | null) => (index === null ? null : partners.moved(index));
  return {
    ...facts,
    partners: partners.items.map((partner) => ({ ...partner, referredBy: movedOrNull(partner.referredBy) })),
    customers: customers.items,
    contacts: contacts.items.map((contact) => ({ ...contact, partner: partners.moved(contact.partner) })),
    engagements: shuffle(facts.engagements).items.map((one) => ({
      ...one,
      partners: one.partners.map(partners.moved),
      contacts: one.contacts.map(contacts.moved),
      deals: one.deals.map(deals.moved),
    })),
    tickets: shuffle(facts.tickets).items.map((one) => ({ ...one, partners: one.partners.map(partners.moved) })),
    registrations: shuffle(facts.registrations).items.map((one) => ({ ...one, partner: partners.moved(one.partner) })),
    leads: shuffle(facts.leads).items.map((one) => ({ ...one, partner: movedOrNull(one.partner) })),
    discussions: shuffle(facts.discussions).items.map((one) => ({ ...one, partner: movedOrNull(one.partner) })),
    feedRows: shuffle(facts.feedRows).items.map((row) => ({
      ...row,
      partner: movedOrNull(row.partner),
      customer: row.customer === null ? null : customers.moved(row.customer),
    })),
    findings: shuffle(facts.findings).items.map((finding) => ({
      ...finding,
      partners: finding.partners.map(partners.moved),
    })),
    deals: deals.items.map((deal) => ({
      ...deal,
      credits: deal.credits.map((credit) => ({ ...credit, partner: partners.moved(credit.partner) })),
      conflict: deal.conflict && { ...deal.conflict, partners: deal.conflict.partners.map(partners.moved) },
      customers: deal.customers.map(customers.moved),
    })),
  };
}

/** What could be known at the end of `asOf`: everything later is gone, or moved to another day that is later still. */
export function knownAt(facts: AccountFacts, asOf: Day): AccountFacts {
  return {
    ...facts,
    partners: facts.partners.map((partner) => partnerKnownAt(partner, asOf)),
    deals: facts.deals.filter((deal) => deal.createdDay <= asOf).map((deal) => dealKnownAt(deal, asOf)),
    findings: facts.findings.filter((finding) => finding.day <= asOf),
    registrations: facts.registrations
      .filter((one) => one.day <= asOf)
      .map((one) => ({ ...one, approvedDay: upTo(one.approvedDay, asOf), rejectedDay: upTo(one.rejectedDay, asOf) })),
    contacts: facts.contacts.map((one) => ({
      ...one,
      createdDay: one.createdDay > asOf ? one.createdDay + 1000 : one.createdDay,
    })),
    customers: facts.customers.map((one) => ({ ...one, lostDay: upTo(one.lostDay, asOf) })),
    engagements: facts.engagements.map((one) => (one.day > asOf ? laterEngagement(one) : one)),
    tickets: facts.tickets
      .filter((one) => one.createdDay <= asOf)
      .map((one) => ({ ...one, closedDay: upTo(one.closedDay, asOf) })),
    leads: facts.leads
      .filter((one) => one.createdDay <= asOf)
      .map((one) => ({
        ...one,
        qualifiedDay: upTo(one.qualifiedDay, asOf),
        wonDay: upTo(one.wonDay, asOf),
        lostDay: upTo(one.lostDay, asOf),
        wonMinor: upTo(one.wonDay, asOf) === null ? null : one.wonMinor,
      })),
    discussions: facts.discussions
      .filter((one) => one.openedDay <= asOf)
      .map((one) => ({ ...one, signedDay: upTo(one.signedDay, asOf), lostDay: upTo(one.lostDay, asOf) })),
    feedRows: facts.feedRows.filter((row) => row.day <= asOf).map((row) => rowKnownAt(row, asOf)),
  };
}

const upTo = (day: Day | null, asOf: Day): Day | null => (day !== null && day <= asOf ? day : null);

/** Indexes of engagements stay as they are, so a later one is moved further away instead of being dropped. */
const laterEngagement = (one: EngagementFact): EngagementFact => ({
  ...one,
  day: one.day + 1000,
  atMs: one.atMs + 1000 * 86_400_000,
  workingMinutes: one.workingMinutes + 1000 * 480,
});

/** Dates of a row that may lie ahead (due, expiry) are known from its own day on; others happen when they happen. */
function rowKnownAt(row: FeedRowFact, asOf: Day): FeedRowFact {
  const columns: Readonly<Record<string, FeedColumn>> = FEEDS[row.kind].columns;
  const values = Object.entries(row.values).map(([name, value]) => {
    const column = columns[name];
    const isAhead = column?.type === 'date' && !column.future && typeof value === 'number' && value > asOf;
    return [name, isAhead ? null : value];
  });
  return { ...row, values: Object.fromEntries(values) };
}

function partnerKnownAt(partner: PartnerFact, asOf: Day): PartnerFact {
  const later = (day: Day) => (day > asOf ? day + 1000 : day);
  return {
    ...partner,
    createdDay: later(partner.createdDay),
    start: partner.start && { ...partner.start, day: later(partner.start.day) },
    end: partner.end && partner.end.day <= asOf ? partner.end : null,
    onboardedDay: upTo(partner.onboardedDay, asOf),
  };
}

function dealKnownAt(deal: DealFact, asOf: Day): DealFact {
  return {
    ...deal,
    spans: deal.spans
      .filter((span) => span.from <= asOf)
      .map((span) => (span.until > asOf ? { ...span, until: FOREVER } : span)),
    entries: deal.entries
      .filter((entry) => entry.day <= asOf)
      .map((entry) => (entry.leftDay !== null && entry.leftDay > asOf ? { ...entry, leftDay: null } : entry)),
    registration:
      deal.registration && deal.registration.day <= asOf
        ? {
            ...deal.registration,
            approvedDay: upTo(deal.registration.approvedDay, asOf),
            rejectedDay: upTo(deal.registration.rejectedDay, asOf),
          }
        : null,
  };
}

/** The whole account moved by so many days. */
export function shifted(facts: AccountFacts, days: number): AccountFacts {
  const move = (day: Day) => (day === FOREVER ? day : day + days);
  const moveOrNull = (day: Day | null) => (day === null ? null : move(day));
  return {
    ...facts,
    firstSyncDay: move(facts.firstSyncDay),
    partners: facts.partners.map((partner) => ({
      ...partner,
      createdDay: move(partner.createdDay),
      start: partner.start && { ...partner.start, day: move(partner.start.day) },
      end: partner.end && { ...partner.end, day: move(partner.end.day), learnedDay: move(partner.end.learnedDay) },
      onboardedDay: moveOrNull(partner.onboardedDay),
    })),
    findings: facts.findings.map((finding) => ({ ...finding, day: move(finding.day) })),
    ...peopleShifted(facts, days),
    deals: facts.deals.map((deal) => ({
      ...deal,
      createdDay: move(deal.createdDay),
      registration: deal.registration && {
        ...deal.registration,
        day: move(deal.registration.day),
        approvedDay: moveOrNull(deal.registration.approvedDay),
        rejectedDay: moveOrNull(deal.registration.rejectedDay),
        expiresDay: moveOrNull(deal.registration.expiresDay),
        learnedDay: move(deal.registration.learnedDay),
      },
      credits: deal.credits.map((credit) => ({ ...credit, learnedDay: move(credit.learnedDay) })),
      spans: deal.spans.map((span) => ({
        ...span,
        from: move(span.from),
        until: move(span.until),
        closeDay: moveOrNull(span.closeDay),
      })),
      entries: deal.entries.map((entry) => ({ ...entry, day: move(entry.day), leftDay: moveOrNull(entry.leftDay) })),
    })),
  };
}

function peopleShifted(facts: AccountFacts, days: number) {
  const move = (day: Day) => day + days;
  const moveOrNull = (day: Day | null) => (day === null ? null : day + days);
  return {
    registrations: facts.registrations.map((one) => ({
      ...one,
      day: move(one.day),
      approvedDay: moveOrNull(one.approvedDay),
      rejectedDay: moveOrNull(one.rejectedDay),
      expiresDay: moveOrNull(one.expiresDay),
      learnedDay: move(one.learnedDay),
    })),
    customers: facts.customers.map((one) => ({ ...one, lostDay: moveOrNull(one.lostDay) })),
    contacts: facts.contacts.map((one) => ({ ...one, createdDay: move(one.createdDay) })),
    engagements: facts.engagements.map((one) => ({
      ...one,
      day: move(one.day),
      atMs: one.atMs + days * 86_400_000,
      workingMinutes: one.workingMinutes + days * 480,
    })),
    tickets: facts.tickets.map((one) => ({
      ...one,
      createdDay: move(one.createdDay),
      closedDay: moveOrNull(one.closedDay),
    })),
    leads: facts.leads.map((one) => ({
      ...one,
      createdDay: move(one.createdDay),
      qualifiedDay: moveOrNull(one.qualifiedDay),
      wonDay: moveOrNull(one.wonDay),
      lostDay: moveOrNull(one.lostDay),
    })),
    discussions: facts.discussions.map((one) => ({
      ...one,
      openedDay: move(one.openedDay),
      signedDay: moveOrNull(one.signedDay),
      lostDay: moveOrNull(one.lostDay),
    })),
    feedRows: facts.feedRows.map((row) => rowShifted(row, days)),
    coverage: Object.fromEntries(
      Object.entries(facts.coverage).map(([kind, { covered, lastReceivedDay }]) => [
        kind,
        {
          covered: covered.map(({ from, to }) => ({ from: move(from), to: move(to) })),
          lastReceivedDay: move(lastReceivedDay),
        },
      ]),
    ),
  };
}

function rowShifted(row: FeedRowFact, days: number): FeedRowFact {
  const columns: Readonly<Record<string, FeedColumn>> = FEEDS[row.kind].columns;
  const values = Object.entries(row.values).map(([name, value]) => [
    name,
    columns[name]?.type === 'date' && typeof value === 'number' ? value + days : value,
  ]);
  return { ...row, day: row.day + days, learnedDay: row.learnedDay + days, values: Object.fromEntries(values) };
}
