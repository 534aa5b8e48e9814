/** Partners and companies as the people who keep lists know them. */
import type { Properties, WorldAssociation } from '../world.ts';
import { PARTNERS, type Partner } from './companies.ts';

/** Rows of feed files, by kind. */
export type FeedRows = Record<string, readonly Properties[]>;

/** What was written of the programme before its feeds are. */
export interface Told {
  readonly seed: number;
  readonly companies: readonly Properties[];
  readonly contacts: readonly Properties[];
  readonly deals: readonly Properties[];
  readonly associations: readonly WorldAssociation[];
}

export interface Listed extends Partner {
  /** Its domain, as portals name companies; the record id where two companies share one. */
  readonly key: string;
  /** Mail addresses, in the order in which people were entered. */
  readonly people: readonly string[];
}

/** How lists name a company: by its domain unless that is somebody else's too. */
export function keysOf(companies: readonly Properties[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const { domain } of companies) count.set(domain ?? '', (count.get(domain ?? '') ?? 0) + 1);
  return new Map(
    companies.map(({ hs_object_id: id, domain }) => [
      id ?? '',
      domain && count.get(domain) === 1 ? domain : (id ?? ''),
    ]),
  );
}

export function listedPartners({ companies, contacts, associations }: Told): Listed[] {
  const keys = keysOf(companies);
  const mail = new Map(contacts.map(({ hs_object_id: id, email }) => [`contact:${id}`, email ?? '']));
  return PARTNERS.map((partner) => ({
    ...partner,
    key: keys.get(partner.id) ?? partner.id,
    people: associations.flatMap(({ from, to }) =>
      to === `company:${partner.id}` && mail.has(from) ? [mail.get(from) ?? ''] : [],
    ),
  }));
}
