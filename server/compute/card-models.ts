import { createHash } from 'node:crypto';
import type { AccountFacts } from '../../app/facts/account-facts.ts';
import { type Conflict, type DealFact, LOST, OPEN, WON } from '../../app/facts/deal.ts';
import { ROLE_BIT, ROLES, type Role } from '../../app/facts/role.ts';
import type { PackedFacts } from '../../app/facts/tables.ts';
import type { PartnerHealth } from '../../app/health/health.ts';
import { shownBand } from '../../app/health/override.ts';
import { memo } from '../../app/kit/memo.ts';
import { quantile } from '../../app/kit/quantile.ts';
import { partnerSuggester } from '../../app/learning/suggest-partners.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { qualityOf } from '../../app/metrics/derived/quality.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { Result } from '../../app/metrics/result.ts';
import { effectiveBand, findingsByPartner, leadCredit } from '../../app/plans/property-plan.ts';
import type { StoredCard } from '../store/cards.ts';
import type { DefinitionChange } from '../store/definition-versions.ts';
import type { CardScope } from './card-scope.ts';
import { evidenceOf } from './evidence.ts';
import type { CardModel, CustomerPartner, DealModel, DealSuggestion, OwnerRef, PartnerModel } from './models.ts';

export interface CardInput {
  readonly records: AccountRecords;
  readonly facts: AccountFacts;
  readonly packed: PackedFacts;
  readonly metrics: readonly Metric[];
  readonly health: readonly PartnerHealth[];
  readonly results: ReadonlyMap<number, ReadonlyMap<string, Result>>;
  readonly definitionVersion: string;
  readonly definitions: readonly DefinitionChange[];
  /** What cards are wanted of; everything where left out. */
  readonly only?: CardScope | undefined;
}

/** Models of every company and deal that has something to say; any other record is "not a partner" or "no partner". */
export function buildCards(input: CardInput): StoredCard[] {
  const { only } = input;
  const people = directory(input);
  const customers = customersOf(input, people);
  const findings = findingsByPartner(input.facts.findings);
  const dealsOf = dealsByPartner(input.facts);
  const cards: StoredCard[] = [];
  const add = (objectType: StoredCard['objectType'], objectId: string, partnerId: string | null, model: CardModel) =>
    cards.push({ objectType, objectId, partnerId, hash: hashOf(model), model });

  for (const health of input.health) {
    const partner = input.facts.partners[health.index];
    if (!partner || (only && !only.partners.has(health.index))) continue;
    const model = partnerModel(
      input,
      people,
      health,
      (dealsOf.get(health.index) ?? []).map(({ id }) => id),
      findings.get(health.index) ?? [],
    );
    add('companies', partner.id, null, { ...model, customer: customers.get(partner.id) ?? null });
    customers.delete(partner.id);
  }
  // A partner that is also somebody's customer has its own card.
  const ofPartners = new Set(only ? input.facts.partners.map(({ id }) => id) : []);
  for (const [id, partners] of customers) {
    if (only && (!only.customers.has(id) || ofPartners.has(id))) continue;
    const company = { id, name: people.companyName(id) };
    add('companies', id, null, { kind: 'customer', company, partners });
  }
  let suggester: ReturnType<typeof suggesterOf> | undefined;
  const suggest = (index: number) => {
    suggester ??= suggesterOf(input);
    return suggester(index);
  };
  for (const [index, deal] of input.facts.deals.entries()) {
    if (only && !only.deals.has(index)) continue;
    if (deal.credits.length === 0 && !deal.conflict) {
      const suggestions = deal.spans.at(-1)?.state === OPEN ? suggest(index) : [];
      if (suggestions.length > 0) add('deals', deal.id, null, { ...dealModel(input, deal), suggestions });
      continue;
    }
    const lead = leadCredit(deal);
    add('deals', deal.id, (lead && input.facts.partners[lead.partner]?.id) ?? null, dealModel(input, deal));
  }
  return cards;
}

const hashOf = (model: CardModel): string => createHash('sha1').update(JSON.stringify(model)).digest('base64');

export const rolesIn = (bits: number): Role[] => ROLES.filter((role) => (bits & ROLE_BIT[role]) !== 0);

interface Directory {
  owner(id: string | null): OwnerRef | null;
  contactOf(companyId: string): string | null;
  companyName(id: string): string;
}

function directory({ records }: CardInput): Directory {
  const owners = new Map(records.owners.map((owner) => [owner.id, owner]));
  const names = new Map(records.companies.map((company) => [company.id, company.properties.name ?? null]));
  const contacts = new Map<string, string>();
  for (const link of records.companyContactLinks) {
    // The contact known longest speaks for the partner until engagements tell who really does.
    const known = contacts.get(link.fromId);
    if (link.removedMs === null && (known === undefined || Number(link.toId) < Number(known))) {
      contacts.set(link.fromId, link.toId);
    }
  }
  return {
    owner(id) {
      const owner = id === null ? undefined : owners.get(id);
      if (!owner) return null;
      const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
      return { id: owner.id, name: name || (owner.email ?? `Owner ${owner.id}`) };
    },
    contactOf: (id) => contacts.get(id) ?? null,
    companyName: (id) => names.get(id) ?? `Company ${id}`,
  };
}

function partnerModel(
  input: CardInput,
  people: Directory,
  health: PartnerHealth,
  deals: readonly string[],
  findings: AccountFacts['findings'],
): PartnerModel {
  const partner = input.facts.partners[health.index] as AccountFacts['partners'][number]; // health is per partner
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[finding.kind] = (counts[finding.kind] ?? 0) + 1;
  const { id, name, type, region, tier } = partner;
  return {
    kind: 'partner',
    partner: {
      id,
      name,
      type,
      region,
      tier,
      startDay: partner.start?.day ?? null,
      startIsProxy: partner.start?.from === 'create-date',
      vertical: partner.vertical,
      end: partner.end && { day: partner.end.day, cause: partner.end.cause },
    },
    owner: people.owner(partner.ownerId),
    contactId: people.contactOf(id),
    health,
    results: Object.fromEntries(input.results.get(health.index) ?? []),
    evidence: evidenceOf(input.metrics, input.facts, input.packed, health.index, health.asOf),
    findings: counts,
    quality: qualityOf(deals, findings).grade,
    definitionVersion: input.definitionVersion,
    definitions: input.definitions,
    firstSyncDay: input.facts.firstSyncDay,
    customer: null,
  };
}

function customersOf(input: CardInput, people: Directory): Map<string, CustomerPartner[]> {
  const health = new Map(input.health.map((one) => [one.index, one]));
  const byCustomer = new Map<number, Map<number, { bits: number; since: number; deals: number }>>();
  for (const deal of input.facts.deals) {
    for (const customer of deal.customers) {
      for (const credit of deal.credits) {
        const partners = byCustomer.get(customer) ?? new Map<number, { bits: number; since: number; deals: number }>();
        const known = partners.get(credit.partner) ?? { bits: 0, since: deal.createdDay, deals: 0 };
        partners.set(credit.partner, {
          bits: known.bits | credit.roles,
          since: Math.min(known.since, deal.registration?.day ?? deal.createdDay, deal.createdDay),
          deals: known.deals + 1,
        });
        byCustomer.set(customer, partners);
      }
    }
  }
  const named = new Map<string, CustomerPartner[]>();
  for (const [customer, partners] of byCustomer) {
    const list = [...partners].flatMap(([index, { bits, since, deals }]): CustomerPartner[] => {
      const partner = input.facts.partners[index];
      const state = health.get(index);
      if (!partner || !state) return [];
      return [
        {
          partner: { id: partner.id, name: partner.name },
          roles: rolesIn(bits),
          sinceDay: since,
          deals,
          band: effectiveBand(state),
          owner: people.owner(partner.ownerId),
          contactId: people.contactOf(partner.id),
        },
      ];
    });
    const id = input.facts.customers[customer]?.id;
    if (id && list.length > 0)
      named.set(
        id,
        list.toSorted((a, b) => b.deals - a.deals),
      );
  }
  return named;
}

function dealModel(input: CardInput, deal: DealFact): DealModel {
  const last = deal.spans.at(-1);
  const entry = deal.entries.at(-1);
  const parties = deal.conflict
    ? deal.conflict.partners.map((partner, place) => ({
        partner,
        roles: ROLE_BIT.sourced,
        via: feedOf(deal.conflict?.kind, place),
      }))
    : deal.credits;
  const lead = leadCredit(deal);
  return {
    kind: 'deal',
    dealId: deal.id,
    parties: parties.flatMap(({ partner, roles, via }) => {
      const fact = input.facts.partners[partner];
      return fact ? [{ id: fact.id, name: fact.name, roles: rolesIn(roles), via }] : [];
    }),
    conflict: deal.conflict?.kind ?? null,
    state: last?.state === WON ? 'won' : last?.state === LOST ? 'lost' : 'open',
    stageLabel: input.facts.stages[last?.stage ?? -1]?.label ?? 'Unknown stage',
    stageDay: entry?.day ?? deal.createdDay,
    registeredDay: deal.registration?.day ?? null,
    stageMedianDays: lead && last?.state === OPEN ? stageMedian(input, lead.partner, last.stage) : null,
    closeDay: last?.closeDay ?? null,
  };
}

/** Who suits a deal without a partner, by the bands of this computation. */
function suggesterOf({ facts, packed, health }: CardInput): (deal: number) => DealSuggestion[] {
  const [first] = health;
  if (!first) return () => [];
  const healths = new Map(health.map((one) => [one.index, one]));
  const bandOf = (partner: number) => {
    const known = healths.get(partner);
    return known ? shownBand(known) : null;
  };
  const suggest = partnerSuggester({ facts, packed, asOf: first.asOf, bandOf });
  return (deal) =>
    suggest(deal).flatMap(({ partner, market, won, lost, openDeals, isBusy }) => {
      const fact = facts.partners[partner];
      if (!fact) return [];
      return [{ id: fact.id, name: fact.name, market, won, lost, openDeals, isBusy, band: bandOf(partner) }];
    });
}

/** Which feed named the party at this place of a conflict: where label and property disagree, the label comes first. */
function feedOf(kind: Conflict | undefined, place: number): 'label' | 'property' {
  if (kind === 'partner-name-matches-several') return 'property';
  return kind === 'label-and-property-disagree' && place > 0 ? 'property' : 'label';
}

const WON_DEALS_NEEDED = 3;
const stageMedians = memo((_: AccountFacts) => new Map<string, number | null>());

/** Median days that the partner's won deals spent in a stage; null below the minimum sample. */
function stageMedian({ facts }: CardInput, partner: number, stage: number): number | null {
  const known = stageMedians(facts);
  const key = `${partner}/${stage}`;
  const hit = known.get(key);
  if (hit !== undefined) return hit;
  const won = (dealsByPartner(facts).get(partner) ?? []).filter((deal) => deal.spans.at(-1)?.state === WON);
  const days = won.flatMap((deal) =>
    deal.entries.flatMap((entry) =>
      entry.stage === stage && entry.leftDay !== null ? [entry.leftDay - entry.day] : [],
    ),
  );
  const median = days.length >= WON_DEALS_NEEDED ? (quantile(days, 0.5) ?? null) : null;
  known.set(key, median);
  return median;
}

const dealsByPartner = memo((facts: AccountFacts): ReadonlyMap<number, readonly DealFact[]> => {
  const groups = new Map<number, DealFact[]>();
  for (const deal of facts.deals) {
    for (const { partner } of deal.credits) {
      const group = groups.get(partner);
      if (group) group.push(deal);
      else groups.set(partner, [deal]);
    }
  }
  return groups;
});
