/**
 * The properties sync asks HubSpot for: what some metric, card or mapping reads, and nothing else. A property that
 * nobody reads costs memory, URL length and recomputes.
 */
import { registrationPipeline } from './registration-pipeline.ts';
import type { PortalSettings } from './settings.ts';

const COMPANY_ALWAYS = [
  'name',
  'domain',
  'type',
  'createdate',
  'hs_lastmodifieddate',
  'hubspot_owner_id',
  'country',
  'industry',
  'numberofemployees',
  'lifecyclestage',
  'hs_merged_object_ids',
] as const;

const DEAL_ALWAYS = [
  'dealname',
  'dealtype',
  'dealstage',
  'pipeline',
  'amount',
  'amount_in_home_currency',
  'deal_currency_code',
  'createdate',
  'closedate',
  'hs_lastmodifieddate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_deal_stage_probability',
  'hubspot_owner_id',
  'closed_lost_reason',
  'hs_merged_object_ids',
] as const;

/** Of a person no more than the title and where they work: names and addresses stay in HubSpot. */
export const CONTACT_PROPERTIES: readonly string[] = [
  'hs_email_domain',
  'jobtitle',
  'createdate',
  'lastmodifieddate',
  'hs_merged_object_ids',
];

/** Company properties to read, without repeats. */
export function wantedCompanyProperties(settings: PortalSettings): string[] {
  const { startDate, ...partner } = settings.partner;
  const mapped = [dateProperty(startDate), ...Object.values(partner), ...Object.values(settings.customer)];
  return unique([...COMPANY_ALWAYS, settings.partnerRule.property, ...mapped, ...fed(settings)]);
}

/** Deal properties to read, without the stage dates, whose names differ from account to account. */
export function wantedDealProperties(settings: PortalSettings): string[] {
  const { roles, registration, registrationDates, recruitmentPipelines, leads } = settings;
  return unique([
    ...DEAL_ALWAYS,
    roles.property?.name,
    dateProperty(registration),
    ...Object.values(registrationDates),
    registrationPipeline(settings, 'deals')?.date,
    recruitmentPipelines.length > 0 ? settings.discussionSource : null,
    typeof leads === 'object' && 'pipeline' in leads ? settings.leadOrigin : null,
  ]);
}

/** Deal properties whose past values count; read only for deals that have to do with a partner. */
export function dealHistoryProperties(settings: PortalSettings): string[] {
  return unique([
    'dealstage',
    'pipeline',
    'amount',
    'closedate',
    settings.roles.property?.name,
    dateProperty(settings.registration),
  ]);
}

/** Company properties whose past values count: the rule's where a partner's start is when it first held, and those that fill feeds. */
export function companyHistoryProperties(settings: PortalSettings): string[] {
  const rule = settings.partner.startDate === 'rule-history' ? [settings.partnerRule.property] : [];
  return unique([...rule, ...fed(settings)]);
}

const fed = ({ companyFeeds }: PortalSettings): string[] => companyFeeds.map(({ property }) => property);

function dateProperty(source: PortalSettings['partner']['startDate'] | PortalSettings['registration']): string | null {
  return typeof source === 'object' && 'property' in source ? source.property : null;
}

function unique(names: readonly (string | null | undefined)[]): string[] {
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))];
}
