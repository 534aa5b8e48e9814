import type { AccountFacts } from '../facts/account-facts.ts';
import { AMOUNT_MISSING, AMOUNT_NEGATIVE, AMOUNT_OTHER_CURRENCY, type DealFact, OPEN } from '../facts/deal.ts';
import type { Finding, FindingKind } from '../facts/finding.ts';
import type { Mapped } from '../facts/need.ts';
import { FEED_KINDS, type FeedKind } from '../feeds/feeds.ts';
import type { Day } from '../kit/days.ts';
import { zone as zoneOf } from '../kit/zone.ts';
import { attribute } from './attribution.ts';
import { mapCustomers } from './customers.ts';
import { readDay, type Zone } from './dates.ts';
import { currentAmount, dealTimeline, type Timeline } from './deal-timeline.ts';
import { mapDiscussions } from './discussions.ts';
import { mapFeeds } from './feeds.ts';
import { groupBy } from './group-by.ts';
import { mapLeads } from './leads.ts';
import { dayOrReport, mapPartners, type Partners } from './partners.ts';
import { mapPeople } from './people.ts';
import type { AccountRecords, CrmHistory, CrmLink, CrmRecord } from './records.ts';
import { mapRegistrations, type Registrations } from './registrations.ts';
import type { PortalSettings } from './settings.ts';
import { type StageBook, stageBook } from './stages.ts';
import { mapSurveys, withSurveys } from './surveys.ts';

/** HubSpot records and the account's settings become facts. Pure: the same records give the same facts. */
export function mapAccount(records: AccountRecords): AccountFacts {
  const zone = zoneOf(records.settings.timeZone);
  const partners = mapPartners(records, zone);
  const book = stageBook(records.stages, records.settings);
  const registrations = mapRegistrations(records, partners, zone);
  const customers = positions();
  const findings: Finding[] = [...partners.findings];
  const links = groupBy(records.dealCompanyLinks, (link) => link.fromId);
  const history = groupBy(records.dealHistory, (entry) => entry.id);

  const deals = records.deals
    .filter((deal) => !deal.archived && isSalesDeal(deal, records.settings))
    .map((deal) => {
      const mapped = mapDeal(deal, links.get(deal.id) ?? [], history.get(deal.id) ?? [], {
        records,
        zone,
        partners,
        book,
        customerIndex: customers.indexOf,
        registrations,
      });
      findings.push(...mapped.findings);
      return mapped.fact;
    });

  const customerFacts = mapCustomers(customers.ids, records, zone);
  const dealIndex = new Map(deals.map(({ id }, index) => [id, index]));
  const people = mapPeople(records, partners, dealIndex, zone);
  const surveys = mapSurveys(records, people.contacts, zone);
  const feedRows = [...mapFeeds(records, partners, customerFacts, zone), ...surveys];
  return {
    settings: records.settings,
    partners: partners.facts,
    deals,
    registrations: registrations.loose,
    stages: book.stages,
    customers: customerFacts,
    ...people,
    leads: mapLeads(records, partners, book, zone),
    discussions: mapDiscussions(records, partners, book, feedRows, zone),
    feedRows,
    coverage: withSurveys(records.feeds.coverage, surveys),
    findings,
    mapped: whatIsMapped(records),
    firstSyncDay: zone.dayOf(records.firstSyncMs),
  };
}

/** What the settings, the objects that could be read and the feeds make it possible to say. */
export function whatIsMapped({
  settings,
  feeds,
  extras,
}: Pick<AccountRecords, 'settings' | 'feeds' | 'extras'>): Mapped {
  const { coverage } = feeds;
  const read = new Set(extras.read);
  const fed = Object.fromEntries(FEED_KINDS.map((kind) => [kind, coverage[kind] !== undefined]));
  const steps = Object.values(settings.stages).flatMap((stages) => Object.values(stages));
  return {
    ...(fed as Record<FeedKind, boolean>), // one entry per kind
    roles: settings.roles.property !== null || Object.keys(settings.roles.labels).length > 0,
    registration: settings.registration !== 'none',
    startDate: settings.partner.startDate !== 'none',
    stages: steps.some((step) => step === 'qualified' || step === 'proposal' || step === 'negotiation'),
    targets: settings.targets.length > 0 || coverage.targets !== undefined,
    contacts: read.size > 0,
    emails: read.has('emails'),
    engagements: read.has('calls') || read.has('meetings'),
    tickets: read.has('tickets'),
    leads: settings.leads !== 'none' && ('pipeline' in settings.leads || read.has('leads')),
    recruitment: settings.recruitmentPipelines.length > 0 || coverage.applications !== undefined,
    ends: settings.partner.endDate !== null || coverage['partner-ends'] !== undefined,
    types: settings.partner.type !== null,
    surveys: read.has('feedback_submissions') || coverage['survey-answers'] !== undefined,
    recurring: coverage['recurring-revenue'] !== undefined,
    markets: Object.values(settings.customer).some((property) => property !== null),
  };
}

function isSalesDeal(deal: CrmRecord, settings: PortalSettings): boolean {
  const pipeline = deal.properties.pipeline ?? '';
  const { leads, registration, recruitmentPipelines } = settings;
  if (recruitmentPipelines.includes(pipeline)) return false;
  if (typeof leads === 'object' && 'pipeline' in leads && leads.pipeline === pipeline) return false;
  if (typeof registration === 'object' && 'records' in registration) {
    if (registration.records === 'deals' && registration.pipeline === pipeline) return false;
  }
  return settings.salesPipelines === null || settings.salesPipelines.includes(pipeline);
}

interface Surroundings {
  readonly records: AccountRecords;
  readonly zone: Zone;
  readonly partners: Partners;
  readonly book: StageBook;
  readonly customerIndex: (id: string) => number;
  readonly registrations: Registrations;
}

function mapDeal(
  deal: CrmRecord,
  links: readonly CrmLink[],
  history: readonly CrmHistory[],
  { records, zone, partners, book, customerIndex, registrations }: Surroundings,
): { fact: DealFact; findings: Finding[] } {
  const createdDay = zone.dayOf(deal.createdMs);
  const attribution = attribute(deal, links, history, partners, records.settings, zone);
  const timeline = dealTimeline(deal, history, createdDay, records, book, zone);
  const concerned = attribution.credits.map((credit) => credit.partner);
  const findings: Finding[] = [];
  const report = (kind: FindingKind, detail: string, about: readonly number[] = concerned) =>
    findings.push({ kind, record: { type: 'deal', id: deal.id }, partners: about, day: createdDay, detail });

  for (const finding of attribution.findings) report(finding.kind, finding.detail, finding.partners);
  const isPartnerDeal = concerned.length > 0;
  const registration =
    registrations.byDeal.get(deal.id) ??
    registrationOf(deal, history, timeline, createdDay, isPartnerDeal, { records, zone, book }, report);
  reportDoubts(deal, timeline, createdDay, { records, zone, book }, isPartnerDeal, report);
  return {
    fact: {
      id: deal.id,
      pipelineId: deal.properties.pipeline ?? '',
      createdDay,
      spans: timeline.spans,
      entries: timeline.entries,
      registration,
      credits: attribution.credits,
      conflict: attribution.conflict,
      customers: attribution.customerIds.map(customerIndex),
      hasOwner: Boolean(deal.properties.hubspot_owner_id?.trim()),
      business: businessOf(deal.properties.dealtype),
      lostReason: deal.properties.closed_lost_reason?.trim() || null,
    },
    findings,
  };
}

const businessOf = (type: string | null | undefined): DealFact['business'] =>
  type === 'newbusiness' ? 'new' : type === 'existingbusiness' ? 'existing' : null;

type Report = (kind: FindingKind, detail: string) => void;
type Book = Pick<Surroundings, 'records' | 'zone' | 'book'>;

/** The date of registration from the one source that the account chose; `auto` takes the first that has one. */
function registrationOf(
  deal: CrmRecord,
  history: readonly CrmHistory[],
  timeline: Timeline,
  createdDay: Day,
  isPartnerDeal: boolean,
  { records, zone, book }: Book,
  report: Report,
): DealFact['registration'] {
  const source = records.settings.registration;
  if (source === 'none' || (typeof source === 'object' && ('records' in source || 'object' in source))) return null;
  const decided = registrationDates(deal, { records, zone, book });
  if (typeof source === 'object' && 'property' in source) {
    const day = dayOrReport(deal.properties[source.property], zone, (text) =>
      report('date-impossible', `${source.property}: ${text}`),
    );
    if (day === null && isPartnerDeal) report('registration-missing', `${source.property} holds no date`);
    return day === null
      ? null
      : { ...decided, day, from: 'property', learnedDay: typedDay(history, source.property, createdDay, zone) };
  }
  if (!isPartnerDeal) return null;
  const byStage = timeline.entries.find((entry) => book.stages[entry.stage]?.step === 'registered');
  const byProperty = history
    .filter((entry) => entry.property === records.settings.roles.property?.name && entry.value)
    .toSorted((a, b) => a.atMs - b.atMs)[0];
  const stage = byStage && { ...decided, day: byStage.day, from: 'stage' as const, learnedDay: byStage.day };
  const property = byProperty && {
    ...decided,
    day: zone.dayOf(byProperty.atMs),
    from: 'partner-property' as const,
    learnedDay: zone.dayOf(byProperty.atMs),
  };
  const created = { ...decided, day: createdDay, from: 'create-date' as const, learnedDay: createdDay };
  if (source === 'auto') return stage ?? property ?? created;
  if (source === 'create-date') return created;
  const found = 'stage' in source ? stage : property;
  if (!found) report('registration-missing', 'stage' in source ? 'Never in the registered stage' : 'Partner never set');
  return found ?? null;
}

/** Day on which a property took the value it has; the create day where no history was read. */
function typedDay(history: readonly CrmHistory[], property: string, createdDay: Day, zone: Zone): Day {
  const last = history.filter((entry) => entry.property === property).toSorted((a, b) => b.atMs - a.atMs)[0];
  return last ? zone.dayOf(last.atMs) : createdDay;
}

function registrationDates(deal: CrmRecord, { records, zone }: Book) {
  const { approved, rejected, expires } = records.settings.registrationDates;
  const read = (property: string | null) => {
    const day = property === null ? null : readDay(deal.properties[property], zone);
    return typeof day === 'number' ? day : null;
  };
  return { approvedDay: read(approved), rejectedDay: read(rejected), expiresDay: read(expires) };
}

function reportDoubts(
  deal: CrmRecord,
  timeline: Timeline,
  createdDay: Day,
  { records, zone, book }: Book,
  isPartnerDeal: boolean,
  report: Report,
): void {
  const amount = currentAmount(deal, records.settings.currency);
  const text = deal.properties.amount?.trim();
  if (amount.state === AMOUNT_MISSING && text) report('amount-not-a-number', `amount: ${text.slice(0, 40)}`);
  else if (amount.state === AMOUNT_MISSING) report('amount-missing', 'No amount');
  if (amount.state === AMOUNT_NEGATIVE) report('amount-negative', `amount: ${text ?? ''}`);
  if (amount.state === AMOUNT_OTHER_CURRENCY) {
    report(
      'amount-in-other-currency',
      `${deal.properties.deal_currency_code ?? ''} without a rate to ${records.settings.currency}`,
    );
  }
  const last = timeline.spans.at(-1);
  if (!last) return;
  if (!book.isKnown(last.stage))
    report('stage-unknown', `Stage ${deal.properties.dealstage ?? '(none)'} no longer exists`);
  const close = readDay(deal.properties.closedate, zone);
  if (close === 'impossible') report('date-impossible', `closedate: ${deal.properties.closedate ?? ''}`);
  if (close === null) report('close-date-missing', 'No close date');
  if (typeof close === 'number' && last.state !== OPEN && close < createdDay) {
    report('closed-before-created', 'The close date is before the create date');
  }
  if (isPartnerDeal && !deal.properties.hubspot_owner_id?.trim()) report('deal-owner-missing', 'No owner in HubSpot');
}

/** Numbers ids in the order they are first asked for. */
function positions(): { ids: string[]; indexOf(id: string): number } {
  const ids: string[] = [];
  const known = new Map<string, number>();
  return {
    ids,
    indexOf(id) {
      const index = known.get(id) ?? ids.push(id) - 1;
      known.set(id, index);
      return index;
    },
  };
}
