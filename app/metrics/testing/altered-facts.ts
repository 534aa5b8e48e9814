/** Test support: the same account told otherwise, in ways that must or must not matter to a metric. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { DealFact } from '../../facts/deal.ts';
import type { PartnerFact } from '../../facts/partner.ts';
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
  return {
    ...facts,
    partners: partners.items,
    customers: customers.items,
    findings: shuffle(facts.findings).items.map((finding) => ({
      ...finding,
      partners: finding.partners.map(partners.moved),
    })),
    deals: shuffle(facts.deals).items.map((deal) => ({
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
  };
}

function partnerKnownAt(partner: PartnerFact, asOf: Day): PartnerFact {
  const later = (day: Day) => (day > asOf ? day + 1000 : day);
  return {
    ...partner,
    createdDay: later(partner.createdDay),
    start: partner.start && { ...partner.start, day: later(partner.start.day) },
    end: partner.end && partner.end.day <= asOf ? partner.end : null,
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
    registration: deal.registration && deal.registration.day <= asOf ? deal.registration : null,
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
      end: partner.end && { ...partner.end, day: move(partner.end.day) },
    })),
    findings: facts.findings.map((finding) => ({ ...finding, day: move(finding.day) })),
    deals: facts.deals.map((deal) => ({
      ...deal,
      createdDay: move(deal.createdDay),
      registration: deal.registration && { ...deal.registration, day: move(deal.registration.day) },
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
