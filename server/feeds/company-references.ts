import { FEEDS, type FeedKind } from '../../app/feeds/feeds.ts';
import type { Resolve } from '../../app/feeds/read-row.ts';
import type { PortalTx } from '../store/db.ts';

/** A domain without the parts that people leave out or put before it. */
const normalDomain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/.*$/, '');

/**
 * Finds the company that a row of a feed names by record id or domain: among the account's partners, or for feeds about
 * customers among all its companies. Companies are read once; a million rows then cost no query each.
 */
export async function companyReferences(tx: PortalTx, kind: FeedKind): Promise<Resolve> {
  const isPartner = FEEDS[kind].subject !== 'customer';
  const { rows } = await tx.query<{ id: string; domain: string | null }>(
    `select id, properties ->> 'domain' as domain from records
     where portal_id = $1 and type = 'companies' and not archived and (not $2 or partner_scope)`,
    [tx.portalId, isPartner],
  );
  return resolverOf(kind, rows);
}

/** @param companies those that rows of this kind may be about */
export function resolverOf(
  kind: FeedKind,
  companies: readonly { readonly id: string; readonly domain: string | null }[],
): Resolve {
  const ids = new Set(companies.map(({ id }) => id));
  const byDomain = new Map<string, string[]>();
  for (const { id, domain } of companies) {
    const key = normalDomain(domain ?? '');
    if (key !== '') byDomain.set(key, [...(byDomain.get(key) ?? []), id]);
  }
  const word = FEEDS[kind].subject === 'customer' ? 'company' : 'partner';
  return (reference) => {
    if (ids.has(reference)) return { companyId: reference };
    const found = byDomain.get(normalDomain(reference)) ?? [];
    const [only] = found;
    if (found.length > 1) {
      return {
        problem: `"${shortened(reference)}" is the domain of ${found.length} companies (${found.slice(0, 5).join(', ')}): use the record id`,
      };
    }
    if (only === undefined) {
      return {
        problem: `"${shortened(reference)}" is neither the record id nor the domain of a ${word} in this account`,
      };
    }
    return { companyId: only };
  };
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
