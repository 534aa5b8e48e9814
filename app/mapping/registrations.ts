import type { DealFact } from '../facts/deal.ts';
import type { LooseRegistration } from '../facts/registration.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords, CrmHistory, CrmLink, CrmRecord, CrmStage } from './records.ts';
import type { PortalSettings } from './settings.ts';

type Registration = NonNullable<DealFact['registration']>;

export interface Registrations {
  /** By id of the sales deal that the registration is linked to; of several the earliest. */
  readonly byDeal: ReadonlyMap<string, Registration>;
  readonly loose: readonly LooseRegistration[];
}

const NONE: Registrations = { byDeal: new Map(), loose: [] };

/** Where the registrations of an account are, when they are records of their own. */
interface Source {
  readonly record: LooseRegistration['record'];
  readonly records: readonly CrmRecord[];
  readonly companies: readonly CrmLink[];
  readonly deals: readonly CrmLink[];
  /** Day of each, and of its approval and refusal; null where there is none. */
  read(record: CrmRecord): { day: number | null; approvedDay: number | null; rejectedDay: number | null };
}

/**
 * Registrations kept as deals of a pipeline of their own, as tickets, or in a custom object. One that is linked to a
 * sales deal is that deal's registration; the others stand alone and count as registrations without a deal.
 */
export function mapRegistrations(records: AccountRecords, partners: Partners, zone: Zone): Registrations {
  const source = sourceOf(records, zone);
  if (!source) return NONE;
  const companies = groupBy(source.companies, (link) => link.fromId);
  const deals = groupBy(source.deals, (link) => link.fromId);
  const expires = records.settings.registrationDates.expires;
  const byDeal = new Map<string, Registration>();
  const loose: LooseRegistration[] = [];
  for (const record of source.records) {
    const { day, ...decided } = source.read(record);
    const partner = (companies.get(record.id) ?? [])
      .flatMap(({ toId, removedMs }) => (removedMs === null ? (partners.indexOf.get(toId) ?? []) : []))
      .sort((a, b) => a - b)[0];
    if (record.archived || day === null || partner === undefined) continue;
    const about = {
      ...decided,
      day,
      expiresDay: expires === null ? null : dayOf(record.properties[expires], zone),
      learnedDay: zone.dayOf(record.createdMs),
    };
    const deal = (deals.get(record.id) ?? []).find(({ removedMs }) => removedMs === null)?.toId;
    if (deal === undefined) loose.push({ ...about, id: record.id, record: source.record, partner });
    else if (day < (byDeal.get(deal)?.day ?? Number.POSITIVE_INFINITY)) byDeal.set(deal, { ...about, from: 'record' });
  }
  return { byDeal, loose };
}

const dayOf = (text: string | null | undefined, zone: Zone): number | null => {
  const day = readDay(text, zone);
  return typeof day === 'number' ? day : null;
};

function sourceOf(records: AccountRecords, zone: Zone): Source | null {
  const { registration } = records.settings;
  if (typeof registration !== 'object') return null;
  if ('records' in registration) return ofPipeline(records, registration, zone);
  if (!('object' in registration)) return null;
  const { links, registrations } = records.extras;
  const read = (record: CrmRecord, property: string | null) =>
    property === null ? null : dayOf(record.properties[property], zone);
  return {
    record: 'registration',
    records: registrations,
    companies: links['registrations>companies'] ?? [],
    deals: links['registrations>deals'] ?? [],
    read: (record) => ({
      day: read(record, registration.date),
      approvedDay: read(record, registration.approved),
      rejectedDay: read(record, registration.rejected),
    }),
  };
}

type OfPipeline = Extract<PortalSettings['registration'], { readonly records: string }>;

function ofPipeline(records: AccountRecords, source: OfPipeline, zone: Zone): Source {
  const isDeals = source.records === 'deals';
  const { links, history } = records.extras;
  const [stageProperty, pipelineProperty] = isDeals ? ['dealstage', 'pipeline'] : ['hs_pipeline_stage', 'hs_pipeline'];
  const entered = groupBy(isDeals ? records.dealHistory : (history.tickets ?? []), (entry) => entry.id);
  const all = isDeals ? records.deals : (records.extras.records.tickets ?? []);
  return {
    record: isDeals ? 'deal' : 'ticket',
    records: all.filter((record) => record.properties[pipelineProperty ?? ''] === source.pipeline),
    companies: isDeals ? records.dealCompanyLinks : (links['tickets>companies'] ?? []),
    deals: links[isDeals ? 'deals>deals' : 'tickets>deals'] ?? [],
    read(record) {
      const first = (stages: readonly string[]) =>
        firstEntry(record, entered.get(record.id) ?? [], stageProperty ?? '', stages, zone);
      return {
        day: source.date === null ? zone.dayOf(record.createdMs) : dayOf(record.properties[source.date], zone),
        approvedDay: first(source.approvedStages),
        rejectedDay: first(source.rejectedStages),
      };
    },
  };
}

/** Day of the first entry into one of the stages; by the last change of the record where its history was not read. */
function firstEntry(
  record: CrmRecord,
  history: readonly CrmHistory[],
  property: string,
  stages: readonly CrmStage['stage'][],
  zone: Zone,
): number | null {
  const told = history
    .filter((entry) => entry.property === property && entry.value !== null && stages.includes(entry.value))
    .map(({ atMs }) => atMs);
  if (told.length > 0) return zone.dayOf(Math.min(...told));
  return stages.includes(record.properties[property] ?? '') ? zone.dayOf(record.modifiedMs) : null;
}
