import type { AccountFacts } from '../facts/account-facts.ts';

/**
 * The account as if it had these partners alone, with all direct deals to compare with. A deal of other partners is gone:
 * it is nobody's here, and it is not direct either. So every metric can be asked about a segment as it is about the
 * programme, each deal counted once.
 * @param partners indexes into `facts.partners`, in any order
 */
export function factsOfPartners(facts: AccountFacts, partners: readonly number[]): AccountFacts {
  const kept = [...new Set(partners)].sort((a, b) => a - b);
  const place = new Map(kept.map((index, at) => [index, at]));
  const moved = (indexes: readonly number[]) => indexes.flatMap((index) => place.get(index) ?? []);
  const contactPlace = new Map<number, number>();
  const contacts = facts.contacts.flatMap((contact, index) => {
    const partner = place.get(contact.partner);
    if (partner === undefined) return [];
    contactPlace.set(index, contactPlace.size);
    return [{ ...contact, partner }];
  });
  const dealPlace = new Map<number, number>();
  const deals = facts.deals.flatMap((deal, index) => {
    const credits = deal.credits.flatMap((credit) => {
      const partner = place.get(credit.partner);
      return partner === undefined ? [] : [{ ...credit, partner }];
    });
    const conflicting = deal.conflict && moved(deal.conflict.partners);
    const isOthers = deal.credits.length > 0 ? credits.length === 0 : conflicting?.length === 0;
    if (isOthers) return [];
    dealPlace.set(index, dealPlace.size);
    return [{ ...deal, credits, conflict: deal.conflict && { ...deal.conflict, partners: conflicting ?? [] } }];
  });
  return {
    ...facts,
    partners: kept.flatMap((index) =>
      facts.partners.slice(index, index + 1).map((partner) => ({
        ...partner,
        referredBy: partner.referredBy === null ? null : (place.get(partner.referredBy) ?? null),
      })),
    ),
    deals,
    contacts,
    registrations: facts.registrations.flatMap((one) => {
      const partner = place.get(one.partner);
      return partner === undefined ? [] : [{ ...one, partner }];
    }),
    engagements: facts.engagements.map((one) => ({
      ...one,
      partners: moved(one.partners),
      contacts: one.contacts.flatMap((contact) => contactPlace.get(contact) ?? []),
      deals: one.deals.flatMap((deal) => dealPlace.get(deal) ?? []),
    })),
    tickets: facts.tickets.map((one) => ({ ...one, partners: moved(one.partners) })),
    leads: facts.leads.flatMap((one) => {
      if (one.partner === null) return [one];
      const partner = place.get(one.partner);
      return partner === undefined ? [] : [{ ...one, partner }];
    }),
    discussions: facts.discussions.flatMap((one) => {
      const partner = one.partner === null ? undefined : place.get(one.partner);
      return partner === undefined ? [] : [{ ...one, partner }];
    }),
    feedRows: facts.feedRows.flatMap((row) => {
      if (row.partner === null) return [row];
      const partner = place.get(row.partner);
      return partner === undefined ? [] : [{ ...row, partner }];
    }),
    findings: facts.findings.flatMap((finding) => {
      const concerned = moved(finding.partners);
      return concerned.length === 0 ? [] : [{ ...finding, partners: concerned }];
    }),
  };
}
