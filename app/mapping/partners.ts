import type { Finding } from '../facts/finding.ts';
import type { PartnerFact } from '../facts/partner.ts';
import { END_CAUSES } from '../feeds/business-feeds.ts';
import type { Day } from '../kit/days.ts';
import { sizeBand } from './customers.ts';
import { readDay, type Zone } from './dates.ts';
import { isPartner } from './partner-rule.ts';
import type { AccountRecords, CrmHistory, CrmRecord } from './records.ts';

export interface Partners {
  readonly facts: readonly PartnerFact[];
  readonly findings: readonly Finding[];
  /** Company id -> index. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** Lower-cased name or domain -> indexes: several where names or domains repeat. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  readonly byDomain: ReadonlyMap<string, readonly number[]>;
}

/** Companies that the partner rule names, with the dates and attributes that the account has mapped. */
export function mapPartners(records: AccountRecords, zone: Zone): Partners {
  const { partnerRule } = records.settings;
  const history = historyByCompany(records.companyHistory);
  const fedEnds = endsByCompany(records, zone);
  const facts: PartnerFact[] = [];
  const findings: Finding[] = [];
  const indexOf = new Map<string, number>();
  const byName = new Map<string, number[]>();
  const byDomain = new Map<string, number[]>();

  for (const company of records.companies) {
    if (company.archived || !isPartner(company.properties, partnerRule)) continue;
    const index = facts.length;
    const mapped = mapPartner(company, history.get(company.id) ?? [], records, zone, (kind, detail) =>
      findings.push({
        kind,
        record: { type: 'company', id: company.id },
        partners: [index],
        day: zone.dayOf(company.createdMs),
        detail,
      }),
    );
    const fact = { ...mapped, end: mapped.end ?? fedEnds.get(company.id) ?? null };
    facts.push(fact);
    indexOf.set(company.id, index);
    push(byName, normalName(fact.name), index);
    if (fact.domain) push(byDomain, fact.domain.toLowerCase(), index);
  }
  findings.push(...duplicates(byDomain, facts));
  const found = { facts, findings, indexOf, byName, byDomain };
  return { ...found, facts: withReferrers(found, records) };
}

/** A partner may be named as the one that brought another: by record id, name or domain, whichever fits one partner. */
function withReferrers(partners: Partners, records: AccountRecords): PartnerFact[] {
  const property = records.settings.partner.referrer;
  if (property === null) return [...partners.facts];
  const values = new Map(records.companies.map(({ id, properties }) => [id, properties[property]?.trim() ?? '']));
  return partners.facts.map((fact, index) => {
    const text = values.get(fact.id) ?? '';
    const byId = partners.indexOf.get(text);
    const named = partners.byName.get(normalName(text)) ?? partners.byDomain.get(text.toLowerCase()) ?? [];
    const [only, ...more] = byId === undefined ? named : [byId];
    return only === undefined || more.length > 0 || only === index ? fact : { ...fact, referredBy: only };
  });
}

/** Names are compared without regard to case, repeated blanks and whether an accent is typed with its letter or after it. */
export const normalName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

function mapPartner(
  company: CrmRecord,
  history: readonly CrmHistory[],
  records: AccountRecords,
  zone: Zone,
  report: (kind: Finding['kind'], detail: string) => void,
): PartnerFact {
  const map = records.settings.partner;
  const read = (property: string | null) => (property ? (company.properties[property]?.trim() ?? null) || null : null);
  const createdDay = zone.dayOf(company.createdMs);
  const start = startOf(company, history, createdDay, records, zone, report);
  const end = dayOrReport(read(map.endDate), zone, (text) => report('date-impossible', `${map.endDate}: ${text}`));
  const ownerId = read('hubspot_owner_id');
  const type = read(map.type);
  if (!ownerId) report('partner-owner-missing', 'No owner in HubSpot');
  if (map.type && !type) report('partner-type-missing', `${map.type} is empty`);
  return {
    id: company.id,
    name: read('name') ?? read('domain') ?? `Company ${company.id}`,
    createdDay,
    start,
    end: end === null ? null : endOf(end, read(map.endReason), records),
    ownerId,
    type,
    region: read(map.region),
    tier: read(map.tier),
    vertical: read(map.vertical),
    domain: read('domain'),
    country: read(map.country),
    industry: read(map.industry),
    size: sizeBand(read(map.employees)),
    source: read(map.source),
    referredBy: null,
    onboardedDay: dayOrReport(read(map.onboarded), zone, (text) =>
      report('date-impossible', `${map.onboarded}: ${text}`),
    ),
  };
}

/** HubSpot keeps no time at which an end date was typed where its history is not read: known on the day it ended. */
function endOf(day: Day, reason: string | null, { settings }: AccountRecords): PartnerFact['end'] {
  const meaning = reason === null ? undefined : settings.endReasons[reason];
  return {
    day,
    reason,
    cause: meaning?.cause ?? 'unknown',
    decidedBy: meaning?.decidedBy ?? 'unknown',
    learnedDay: day,
  };
}

/** Ends that the feed of ended partnerships tells of, the last of each company: for those that HubSpot has none of. */
function endsByCompany({ feeds }: AccountRecords, zone: Zone): Map<string, NonNullable<PartnerFact['end']>> {
  const ends = new Map<string, NonNullable<PartnerFact['end']>>();
  for (const { kind, companyId, values, learnedMs } of feeds.rows) {
    const day = values.date;
    if (kind !== 'partner-ends' || companyId === null || typeof day !== 'number') continue;
    if (day < (ends.get(companyId)?.day ?? day)) continue;
    ends.set(companyId, {
      day,
      reason: null,
      cause: END_CAUSES.find((cause) => cause === values.cause) ?? 'unknown',
      decidedBy: DECIDED_BY.find((who) => who === values.decided_by) ?? 'unknown',
      learnedDay: zone.dayOf(learnedMs),
    });
  }
  return ends;
}

const DECIDED_BY = ['partner', 'us', 'unknown'] as const;

function startOf(
  company: CrmRecord,
  history: readonly CrmHistory[],
  createdDay: Day,
  records: AccountRecords,
  zone: Zone,
  report: (kind: Finding['kind'], detail: string) => void,
): PartnerFact['start'] {
  const source = records.settings.partner.startDate;
  if (source === 'none') return null;
  if (source === 'create-date') return { day: createdDay, from: 'create-date' };
  if (source === 'rule-history') {
    const rule = records.settings.partnerRule;
    const became = history.find(
      ({ property, value }) => property === rule.property && isPartner({ [property]: value }, rule),
    );
    return became ? { day: zone.dayOf(became.atMs), from: 'rule-history' } : { day: createdDay, from: 'create-date' };
  }
  const text = company.properties[source.property];
  const day = dayOrReport(text, zone, (bad) => report('date-impossible', `${source.property}: ${bad}`));
  if (day === null) report('partner-start-missing', `${source.property} holds no date`);
  return day === null ? null : { day, from: 'property' };
}

/** A day, or null after reporting text that is no date. */
export function dayOrReport(text: string | null | undefined, zone: Zone, report: (text: string) => void): Day | null {
  const day = readDay(text, zone);
  if (day !== 'impossible') return day;
  report(String(text).slice(0, 60));
  return null;
}

function duplicates(byDomain: ReadonlyMap<string, readonly number[]>, facts: readonly PartnerFact[]): Finding[] {
  return [...byDomain]
    .filter(([, indexes]) => indexes.length > 1)
    .flatMap(([domain, indexes]) =>
      indexes.flatMap((index) => {
        const partner = facts[index];
        if (!partner) return [];
        const record = { type: 'company', id: partner.id } as const;
        const detail = `${domain} belongs to ${indexes.length} partner companies`;
        return [
          { kind: 'duplicate-partner-domain' as const, record, partners: [index], day: partner.createdDay, detail },
        ];
      }),
    );
}

function historyByCompany(history: readonly CrmHistory[]): Map<string, CrmHistory[]> {
  const byCompany = new Map<string, CrmHistory[]>();
  for (const entry of history.toSorted((a, b) => a.atMs - b.atMs)) push(byCompany, entry.id, entry);
  return byCompany;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
