import type { AccountFacts } from '../facts/account-facts.ts';
import type { Finding } from '../facts/finding.ts';
import type { Mapped } from '../facts/need.ts';
import { FEED_KINDS, type FeedKind } from '../feeds/feeds.ts';
import { zone as zoneOf } from '../kit/zone.ts';
import { mapCompanyFeeds } from './company-feeds.ts';
import { mapCustomers } from './customers.ts';
import { mapDiscussions } from './discussions.ts';
import { withHeld } from './feed-periods.ts';
import { mapFeeds } from './feeds.ts';
import { mapGoals } from './goals.ts';
import { groupBy } from './group-by.ts';
import { mapLeads } from './leads.ts';
import { mapDeal } from './map-deal.ts';
import { mapPartners } from './partners.ts';
import { mapPeople } from './people.ts';
import type { AccountRecords, CrmRecord, ExtraType } from './records.ts';
import { mapRecurringRevenue } from './recurring-revenue.ts';
import { registrationPipeline } from './registration-pipeline.ts';
import { mapRegistrations, withoutDeal } from './registrations.ts';
import type { PortalSettings } from './settings.ts';
import { stageBook } from './stages.ts';
import { mapSurveys, withSurveys } from './surveys.ts';

/** HubSpot records and the account's settings become facts. Pure: the same records give the same facts. */
export function mapAccount(records: AccountRecords): AccountFacts {
  const zone = zoneOf(records.settings.timeZone);
  const partners = mapPartners(records, zone);
  const book = stageBook(records.stages, records.settings);
  const registrations = mapRegistrations(records, partners, zone);
  const customers = positions();
  const findings = new Map<string, readonly Finding[]>();
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
      findings.set(deal.id, mapped.findings);
      return mapped.fact;
    });

  const customerFacts = mapCustomers(customers.ids, records, zone);
  const dealIndex = new Map(deals.map(({ id }, index) => [id, index]));
  const people = mapPeople(records, partners, dealIndex, zone);
  const surveys = mapSurveys(records, people.contacts, zone);
  const fed = mapFeeds(records, partners, customerFacts, zone);
  const recurring = mapRecurringRevenue(records, deals, customerFacts, fed, zone);
  const goals = mapGoals(records, zone);
  const ofCompanies = mapCompanyFeeds(records, partners, zone);
  const feedRows = [...fed, ...ofCompanies, ...surveys, ...recurring.rows, ...goals.rows];
  const byKind = Map.groupBy([...ofCompanies, ...recurring.rows, ...goals.rows], ({ kind }) => kind);
  const held = [...byKind].reduce((all, [kind, rows]) => withHeld(all, kind, rows), records.feeds.coverage);
  return {
    settings: records.settings,
    partners: partners.facts,
    deals,
    registrations: withoutDeal(registrations, deals),
    stages: book.stages,
    customers: customerFacts,
    ...people,
    leads: mapLeads(records, partners, book, zone),
    discussions: mapDiscussions(records, partners, book, feedRows, zone),
    feedRows,
    coverage: withSurveys(held, surveys),
    findings: [
      ...partners.findings,
      ...recurring.ofCompanies,
      ...deals.flatMap(({ id }) => [...(findings.get(id) ?? []), ...(recurring.ofDeals.get(id) ?? [])]),
    ],
    mapped: whatIsMapped(records),
    firstSyncDay: zone.dayOf(records.firstSyncMs),
    ...(goals.problem !== null && { goalProblem: goals.problem }),
  };
}

/** Kinds that say nothing of who takes part. */
const MONEY: ReadonlySet<ExtraType> = new Set(['line_items', 'subscriptions', 'goal_targets']);

/** What the settings, the objects that could be read and the feeds make it possible to say. */
export function whatIsMapped({
  settings,
  feeds,
  extras,
}: Pick<AccountRecords, 'settings' | 'feeds' | 'extras'>): Mapped {
  const { coverage } = feeds;
  const read = new Set(extras.read);
  const onCompanies = new Set(settings.companyFeeds.map(({ feed }) => feed));
  const fed = Object.fromEntries(
    FEED_KINDS.map((kind) => [kind, coverage[kind] !== undefined || onCompanies.has(kind)]),
  );
  const steps = Object.values(settings.stages).flatMap((stages) => Object.values(stages));
  return {
    ...(fed as Record<FeedKind, boolean>), // one entry per kind
    roles: settings.roles.property !== null || Object.keys(settings.roles.labels).length > 0,
    registration: settings.registration !== 'none',
    startDate: settings.partner.startDate !== 'none',
    stages: steps.some((step) => step === 'qualified' || step === 'proposal' || step === 'negotiation'),
    targets: settings.targets.length > 0 || coverage.targets !== undefined || read.has('goal_targets'),
    contacts: extras.read.some((type) => !MONEY.has(type)),
    emails: read.has('emails'),
    engagements: read.has('calls') || read.has('meetings'),
    tickets: read.has('tickets'),
    leads: settings.leads !== 'none' && ('pipeline' in settings.leads || read.has('leads')),
    recruitment: settings.recruitmentPipelines.length > 0 || coverage.applications !== undefined,
    ends: settings.partner.endDate !== null || coverage['partner-ends'] !== undefined,
    types: settings.partner.type !== null,
    surveys: read.has('feedback_submissions') || coverage['survey-answers'] !== undefined,
    recurring: coverage['recurring-revenue'] !== undefined || read.has('line_items') || read.has('subscriptions'),
    markets: Object.values(settings.customer).some((property) => property !== null),
  };
}

export function isSalesDeal(deal: CrmRecord, settings: PortalSettings): boolean {
  const pipeline = deal.properties.pipeline ?? '';
  const { leads, recruitmentPipelines } = settings;
  if (recruitmentPipelines.includes(pipeline)) return false;
  if (typeof leads === 'object' && 'pipeline' in leads && leads.pipeline === pipeline) return false;
  if (registrationPipeline(settings, 'deals')?.pipeline === pipeline) return false;
  return settings.salesPipelines === null || settings.salesPipelines.includes(pipeline);
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
