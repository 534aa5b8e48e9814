import type { DealFact } from '../facts/deal.ts';
import type { LooseRegistration } from '../facts/registration.ts';
import { ROLE_BIT } from '../facts/role.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords, CrmHistory, CrmLink, CrmRecord, CrmStage } from './records.ts';
import type { RegistrationPipeline } from './registration-pipeline.ts';

type Registration = NonNullable<DealFact['registration']>;

export interface Registrations {
  /** By id of the sales deal that the registration is linked to; of several the earliest. */
  readonly byDeal: ReadonlyMap<string, Registration>;
  readonly loose: readonly LooseRegistration[];
  /** Those of `byDeal` with the partner that registered, by id of the deal. */
  readonly linked: ReadonlyMap<string, LooseRegistration>;
}

const NONE: Registrations = { byDeal: new Map(), loose: [], linked: new Map() };

/**
 * Registrations that count without a deal: those that are linked to none, and those whose deal does not say that the
 * partner sourced it. The partner has registered all the same. Where a deal is in conflict, they count for nobody.
 */
export function withoutDeal({ loose, linked }: Registrations, deals: readonly DealFact[]): LooseRegistration[] {
  const byId = new Map(deals.map((deal) => [deal.id, deal]));
  const unnamed = [...linked].flatMap(([id, one]) => {
    const deal = byId.get(id);
    const isNamed = deal?.credits.some(({ partner, roles }) => partner === one.partner && roles & ROLE_BIT.sourced);
    return isNamed || deal?.conflict ? [] : [one];
  });
  return [...loose, ...unnamed];
}

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
  // One whose sales deal was deleted stands alone again, like one that never had any.
  const own = new Set(source.records.map(({ id }) => id));
  const isSales = ({ id, archived }: CrmRecord) => !archived && !(source.record === 'deal' && own.has(id));
  const there = new Set(records.deals.filter(isSales).map(({ id }) => id));
  const expires = records.settings.registrationDates.expires;
  const loose: LooseRegistration[] = [];
  const ofDeals = new Map<string, LooseRegistration[]>();
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
    const deal = (deals.get(record.id) ?? []).find(
      ({ toId, removedMs }) => removedMs === null && there.has(toId),
    )?.toId;
    const one: LooseRegistration = { ...about, id: record.id, record: source.record, partner };
    if (deal === undefined) loose.push(one);
    else ofDeals.set(deal, [...(ofDeals.get(deal) ?? []), one]);
  }
  const linked = new Map<string, LooseRegistration>();
  for (const [deal, all] of ofDeals) {
    const [first, ...others] = all.toSorted((one, other) => one.day - other.day);
    if (first === undefined) continue;
    linked.set(deal, first);
    // Another partner that registered the same deal later has registered as well.
    loose.push(...others.filter(({ partner }) => partner !== first.partner));
  }
  const byDeal = new Map([...linked].map(([deal, one]) => [deal, registrationOf(one)]));
  return { byDeal, loose, linked };
}

function registrationOf({ id: _, record: __, partner: ___, ...about }: LooseRegistration): Registration {
  return { ...about, from: 'record' };
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

function ofPipeline(records: AccountRecords, source: RegistrationPipeline, zone: Zone): Source {
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
