import type { Conflict, Credit, DealFact } from '../facts/deal.ts';
import type { FindingKind } from '../facts/finding.ts';
import { ROLE_BIT, type Role } from '../facts/role.ts';
import { NEVER } from '../kit/days.ts';
import type { Zone } from './dates.ts';
import { normalName, type Partners } from './partners.ts';
import type { CrmHistory, CrmLink, CrmRecord } from './records.ts';
import type { PortalSettings } from './settings.ts';

/** HubSpot's type ids from deal to company. */
const PRIMARY = 5;

interface Doubt {
  readonly kind: FindingKind;
  readonly partners: readonly number[];
  readonly detail: string;
}

export interface Attribution {
  readonly credits: readonly Credit[];
  readonly conflict: DealFact['conflict'];
  readonly customerIds: readonly string[];
  readonly findings: readonly Doubt[];
}

interface Claim {
  readonly partner: number;
  readonly role: Role;
  readonly via: 'label' | 'property';
  readonly learnedMs: number;
}

/**
 * Who did what on a deal. Labels and the deal property are two feeds: where they name different partners as the source,
 * or two partners are named, the deal is a conflict and counts for nobody until a person has settled it.
 */
export function attribute(
  deal: CrmRecord,
  links: readonly CrmLink[],
  history: readonly CrmHistory[],
  partners: Partners,
  settings: PortalSettings,
  zone: Zone,
): Attribution {
  const standing = links.filter((link) => link.removedMs === null);
  const named = claimByProperty(deal, history, partners, settings);
  const claims = [...claimsByLabel(standing, partners, settings), ...named.claims];
  const customerIds = customersOf(standing, claims, partners);
  const conflict = named.conflict ?? conflictOf(claims, standing, customerIds, partners);
  const findings: Doubt[] = [...named.findings];
  if (conflict) {
    findings.push({ kind: FINDING_OF[conflict.kind], partners: conflict.partners, detail: DETAIL_OF[conflict.kind] });
  }
  return { credits: conflict ? [] : creditsOf(claims, zone), conflict, customerIds, findings };
}

const FINDING_OF: Readonly<Record<Conflict, FindingKind>> = {
  'two-sourced-partners': 'conflict-two-sourced-partners',
  'label-and-property-disagree': 'conflict-label-and-property',
  'partner-is-its-own-customer': 'partner-is-its-own-customer',
  'partner-name-matches-several': 'partner-name-matches-several',
};

const DETAIL_OF: Readonly<Record<Conflict, string>> = {
  'two-sourced-partners': 'Two partners are labelled as the source of the deal',
  'label-and-property-disagree': 'The association label names one partner as the source, the deal property another',
  'partner-is-its-own-customer': 'The partner is the only company on the deal, and its customer',
  'partner-name-matches-several': 'The name in the deal property belongs to several partner companies',
};

function claimsByLabel(links: readonly CrmLink[], partners: Partners, settings: PortalSettings): Claim[] {
  const roles = new Map(Object.entries(settings.roles.labels).map(([label, role]) => [normalName(label), role]));
  return links.flatMap((link) => {
    const role = link.label === null ? undefined : roles.get(normalName(link.label));
    const partner = partners.indexOf.get(link.toId);
    if (role === undefined || partner === undefined) return [];
    return [{ partner, role, via: 'label' as const, learnedMs: link.learnedMs }];
  });
}

interface Named {
  readonly claims: readonly Claim[];
  readonly conflict: DealFact['conflict'];
  readonly findings: readonly Doubt[];
}

function claimByProperty(
  deal: CrmRecord,
  history: readonly CrmHistory[],
  partners: Partners,
  settings: PortalSettings,
): Named {
  const none: Named = { claims: [], conflict: null, findings: [] };
  const feed = settings.roles.property;
  const text = feed ? deal.properties[feed.name]?.trim() : undefined;
  if (!feed || !text) return none;
  const matches = matchPartner(text, feed.matches, partners);
  const [partner] = matches;
  if (partner === undefined) {
    const detail = `${feed.name} is "${text.slice(0, 80)}", which is no partner's ${feed.matches}`;
    return { ...none, findings: [{ kind: 'partner-name-unknown', partners: [], detail }] };
  }
  if (matches.length > 1) {
    return { ...none, conflict: { kind: 'partner-name-matches-several', partners: matches } };
  }
  const namesPartner = (value: string | null) =>
    matchPartner(value?.trim() ?? '', feed.matches, partners).includes(partner);
  const learnedMs = heldSince(
    history.filter((entry) => entry.property === feed.name),
    namesPartner,
  );
  return { ...none, claims: [{ partner, role: feed.role, via: 'property', learnedMs: learnedMs ?? deal.createdMs }] };
}

/** When a property took the value that it has held ever since; undefined where no history was read. */
function heldSince(history: readonly CrmHistory[], isHeld: (value: string | null) => boolean): number | undefined {
  const ordered = history.toSorted((a, b) => a.atMs - b.atMs);
  const lastOther = ordered.findLastIndex((entry) => !isHeld(entry.value));
  return ordered[lastOther + 1]?.atMs;
}

function matchPartner(text: string, by: 'id' | 'name' | 'domain', partners: Partners): readonly number[] {
  if (by === 'name') return partners.byName.get(normalName(text)) ?? [];
  if (by === 'domain') return partners.byDomain.get(text.toLowerCase()) ?? [];
  const index = partners.indexOf.get(text);
  return index === undefined ? [] : [index];
}

function conflictOf(
  claims: readonly Claim[],
  links: readonly CrmLink[],
  customerIds: readonly string[],
  partners: Partners,
): DealFact['conflict'] {
  const sourcedBy = (via: Claim['via']) =>
    new Set(claims.filter((claim) => claim.role === 'sourced' && claim.via === via).map((claim) => claim.partner));
  const labels = sourcedBy('label');
  const properties = sourcedBy('property');
  if (labels.size > 1) return { kind: 'two-sourced-partners', partners: [...labels] };
  const [label] = labels;
  const [property] = properties;
  if (label !== undefined && property !== undefined && label !== property) {
    return { kind: 'label-and-property-disagree', partners: [label, property] };
  }
  if (customerIds.length > 0) return null;
  const claimed = new Set(claims.map((claim) => claim.partner));
  const own = links.flatMap((link) => {
    const partner = partners.indexOf.get(link.toId);
    return link.typeId === PRIMARY && partner !== undefined && claimed.has(partner) ? [partner] : [];
  });
  return own.length > 0 ? { kind: 'partner-is-its-own-customer', partners: own } : null;
}

/** Companies on the deal that are not on it as partners. An unlabelled partner is a customer only as primary company. */
function customersOf(links: readonly CrmLink[], claims: readonly Claim[], partners: Partners): string[] {
  const credited = new Set(claims.map((claim) => claim.partner));
  const customers = new Set<string>();
  for (const link of links.toSorted((a, b) => Number(b.typeId === PRIMARY) - Number(a.typeId === PRIMARY))) {
    const partner = partners.indexOf.get(link.toId);
    if (partner === undefined || (!credited.has(partner) && link.typeId === PRIMARY)) customers.add(link.toId);
  }
  return [...customers];
}

function creditsOf(claims: readonly Claim[], zone: Zone): Credit[] {
  const byPartner = new Map<number, Credit>();
  for (const claim of claims) {
    const known = byPartner.get(claim.partner);
    byPartner.set(claim.partner, {
      partner: claim.partner,
      roles: (known?.roles ?? 0) | ROLE_BIT[claim.role],
      via: known?.via ?? claim.via,
      learnedDay: Math.max(known?.learnedDay ?? NEVER, zone.dayOf(claim.learnedMs)),
    });
  }
  return [...byPartner.values()];
}
