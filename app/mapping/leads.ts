import { type DealSpan, LOST, WON } from '../facts/deal.ts';
import type { LeadFact } from '../facts/lead.ts';
import { ROLE_BIT } from '../facts/role.ts';
import { parseMinor } from '../kit/money.ts';
import { attribute } from './attribution.ts';
import { readDay, type Zone } from './dates.ts';
import { dealTimeline } from './deal-timeline.ts';
import { groupBy } from './group-by.ts';
import { normalName, type Partners } from './partners.ts';
import type { AccountRecords, CrmHistory, CrmLink, CrmRecord } from './records.ts';
import type { StageBook } from './stages.ts';

/** Leads from where the account keeps them: HubSpot's lead object, or deals of a pipeline of their own. */
export function mapLeads(records: AccountRecords, partners: Partners, book: StageBook, zone: Zone): LeadFact[] {
  const { leads } = records.settings;
  if (leads === 'none') return [];
  return 'object' in leads
    ? fromLeadObject(records, partners, zone)
    : fromPipeline(records, leads, partners, book, zone);
}

const originOf = ({ settings }: AccountRecords, record: CrmRecord): string | null =>
  (settings.leadOrigin === null ? null : record.properties[settings.leadOrigin]?.trim()) || null;

/** Stages of the lead object that HubSpot brings along. */
const QUALIFIED_STAGES: ReadonlySet<string> = new Set(['qualified-stage-id']);
const LOST_STAGES: ReadonlySet<string> = new Set(['unqualified-stage-id']);

function fromLeadObject(records: AccountRecords, partners: Partners, zone: Zone): LeadFact[] {
  const companies = groupBy(records.extras.links['leads>companies'] ?? [], (link) => link.fromId);
  const history = groupBy(records.extras.history.leads ?? [], (entry) => entry.id);
  const deals = groupBy(records.extras.links['leads>deals'] ?? [], (link) => link.fromId);
  const dealById = new Map(records.deals.map((deal) => [deal.id, deal]));
  return (records.extras.records.leads ?? [])
    .filter((lead) => !lead.archived)
    .map((lead): LeadFact => {
      const partner = partnerOfLinks(companies.get(lead.id) ?? [], partners, records);
      const entered = (stages: ReadonlySet<string>) => firstEntry(lead, history.get(lead.id) ?? [], stages, zone);
      const deal = deals
        .get(lead.id)
        ?.flatMap(({ toId, removedMs }) => (removedMs === null ? (dealById.get(toId) ?? []) : []))[0];
      const closed = deal && readDay(deal.properties.closedate, zone);
      const isWon = deal?.properties.hs_is_closed_won === 'true';
      return {
        id: lead.id,
        record: 'lead',
        createdDay: zone.dayOf(lead.createdMs),
        partner,
        origin: originOf(records, lead),
        qualifiedDay: entered(QUALIFIED_STAGES) ?? (deal ? zone.dayOf(deal.createdMs) : null),
        wonDay: isWon && typeof closed === 'number' ? closed : null,
        lostDay: entered(LOST_STAGES),
        wonMinor: isWon ? amountOf(deal, records) : null,
      };
    });
}

/** The partner among the companies of a lead; with a label of a role first, of several without one none. */
function partnerOfLinks(links: readonly CrmLink[], partners: Partners, { settings }: AccountRecords): number | null {
  const labels = new Set(Object.keys(settings.roles.labels).map(normalName));
  const standing = links.flatMap((link) => {
    const partner = partners.indexOf.get(link.toId);
    return link.removedMs === null && partner !== undefined
      ? [{ partner, isLabelled: link.label !== null && labels.has(normalName(link.label)) }]
      : [];
  });
  const labelled = standing.filter(({ isLabelled }) => isLabelled);
  const named = new Set((labelled.length > 0 ? labelled : standing).map(({ partner }) => partner));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}

function firstEntry(
  lead: CrmRecord,
  history: readonly CrmHistory[],
  stages: ReadonlySet<string>,
  zone: Zone,
): number | null {
  const told = history
    .filter(({ property, value }) => property === 'hs_pipeline_stage' && value !== null && stages.has(value))
    .map(({ atMs }) => atMs);
  if (told.length > 0) return zone.dayOf(Math.min(...told));
  return stages.has(lead.properties.hs_pipeline_stage ?? '') ? zone.dayOf(lead.modifiedMs) : null;
}

const amountOf = (deal: CrmRecord | undefined, { settings }: AccountRecords): number | null => {
  const text = deal?.properties.amount_in_home_currency ?? deal?.properties.amount;
  return text?.trim() ? parseMinor(text, settings.currency) : null;
};

function fromPipeline(
  records: AccountRecords,
  leads: { readonly pipeline: string; readonly qualifiedStages: readonly string[] },
  partners: Partners,
  book: StageBook,
  zone: Zone,
): LeadFact[] {
  const links = groupBy(records.dealCompanyLinks, (link) => link.fromId);
  const history = groupBy(records.dealHistory, (entry) => entry.id);
  const qualified = new Set(leads.qualifiedStages);
  return records.deals
    .filter((deal) => !deal.archived && deal.properties.pipeline === leads.pipeline)
    .map((deal): LeadFact => {
      const own = history.get(deal.id) ?? [];
      const createdDay = zone.dayOf(deal.createdMs);
      const { spans, entries } = dealTimeline(deal, own, createdDay, records, book, zone);
      const credits = attribute(deal, links.get(deal.id) ?? [], own, partners, records.settings, zone).credits;
      const sourced = credits.filter(({ roles }) => roles & ROLE_BIT.sourced);
      const last = spans.at(-1);
      return {
        id: deal.id,
        record: 'deal',
        createdDay,
        partner: sourced[0]?.partner ?? null,
        origin: originOf(records, deal),
        qualifiedDay: entries.find(({ stage }) => qualified.has(book.stages[stage]?.id ?? ''))?.day ?? null,
        wonDay: closedOn(last, WON),
        lostDay: closedOn(last, LOST),
        wonMinor: last?.state === WON ? last.amountMinor : null,
      };
    });
}

export const closedOn = (span: DealSpan | undefined, state: DealSpan['state']): number | null =>
  span?.state === state ? (span.closeDay ?? span.from) : null;
