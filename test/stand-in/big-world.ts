import { DEFAULT_PIPELINES } from '../worlds/default-pipelines.ts';
import type { Properties, World, WorldAssociation } from '../worlds/world.ts';

/** How large a generated account is. */
export interface BigWorldSize {
  readonly companies?: number | undefined;
  readonly deals?: number | undefined;
  /** Companies of type PARTNER among `companies`. */
  readonly partners?: number | undefined;
  readonly contacts?: number | undefined;
  readonly engagements?: number | undefined;
  /** 0..1; the part of the engagements that belongs to partners. Without it they fall to companies as customers' contacts do. */
  readonly partnerActivityShare?: number | undefined;
  /** 0..1; the part of the deals that names a partner by the label "Sourced by". */
  readonly partnerDealShare?: number | undefined;
  readonly seed?: number | undefined;
}

const DAY = 86_400_000;
const START = Date.UTC(2022, 0, 1);
const DAYS = 4 * 365;

/** Numbers in 0..1 that repeat for a seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const at = (day: number): string => new Date(START + Math.floor(day) * DAY).toISOString();

/** A partner's number: few have many deals, most have few. */
const skewed = (next: () => number, count: number): number => Math.floor(count * next() ** 3);

function makeDeals(next: () => number, count: number): Properties[] {
  const stages = DEFAULT_PIPELINES.deals;
  return Array.from({ length: count }, (_, index) => {
    const created = next() * DAYS;
    const stage = stages[Math.floor(next() * stages.length)];
    const closed = stage?.isClosed === true;
    return {
      hs_object_id: String(1_000_000 + index),
      dealname: `Deal ${index}`,
      pipeline: 'default',
      dealstage: stage?.stage ?? null,
      amount: next() < 0.05 ? null : String(Math.round(next() * 50_000)),
      createdate: at(created),
      closedate: closed ? at(created + 1 + next() * 120) : null,
      hubspot_owner_id: '1',
    };
  });
}

/** An account with as many records as asked for, the same for the same seed. Rows share their texts where they can. */
export function bigWorld(size: BigWorldSize = {}): World {
  const { companies = 2000, deals = 20_000, partners = 200, contacts = 0, engagements = 0 } = size;
  const { partnerDealShare = 0.25, partnerActivityShare, seed = 1 } = size;
  const next = numbers(seed);
  const companyRows = Array.from({ length: companies }, (_, index): Properties => {
    const type = index < partners ? 'PARTNER' : 'PROSPECT';
    return { hs_object_id: String(1 + index), name: `Company ${index}`, type, createdate: at(next() * 30) };
  });
  const dealRows = makeDeals(next, deals);
  const associations: WorldAssociation[] = [];
  const customers = Math.max(1, companies - partners);
  for (const { hs_object_id: id } of dealRows) {
    const customer = 1 + Math.min(partners, companies - 1) + Math.floor(next() * customers);
    associations.push({ from: `deal:${id}`, to: `company:${Math.min(customer, companies)}`, label: 'primary' });
    if (partners > 0 && next() < partnerDealShare) {
      associations.push({ from: `deal:${id}`, to: `company:${1 + skewed(next, partners)}`, label: 'Sourced by' });
    }
  }
  const contactRows = Array.from({ length: contacts }, (_, index): Properties => {
    const id = String(10_000_000 + index);
    associations.push({ from: `contact:${id}`, to: `company:${1 + skewed(next, companies)}`, label: 'primary' });
    return { hs_object_id: id, email: `person${index}@example.com`, createdate: at(next() * DAYS) };
  });
  const engagementRows = Array.from({ length: engagements }, (_, index): Properties => {
    const id = String(20_000_000 + index);
    const kind = (['EMAIL', 'CALL', 'MEETING'] as const)[index % 3] ?? 'EMAIL';
    const company =
      partnerActivityShare === undefined
        ? 1 + skewed(next, companies)
        : next() < partnerActivityShare
          ? 1 + skewed(next, partners)
          : 1 + partners + Math.floor(next() * customers);
    associations.push({ from: `${kind.toLowerCase()}:${id}`, to: `company:${company}`, label: '' });
    return { hs_object_id: id, hs_engagement_type: kind, hs_timestamp: at(next() * DAYS) };
  });
  return {
    name: `generated-${deals}`,
    companies: companyRows,
    deals: dealRows,
    dealHistory: [],
    associations,
    contacts: contactRows,
    engagements: engagementRows,
    tickets: [],
    pipelines: [...DEFAULT_PIPELINES.deals, ...DEFAULT_PIPELINES.tickets],
    owners: [{ id: '1', email: 'owner@example.com', firstName: 'Olive', lastName: 'Owner' }],
    settings: {
      timeZone: 'UTC',
      currency: 'USD',
      partnerRule: { property: 'type', in: ['PARTNER'], version: 1 },
      roles: { labels: { 'Sourced by': 'sourced' }, property: null },
    },
  };
}
