/**
 * The properties sync asks for of the records that only some accounts have. Never a subject, a body, a comment or an
 * address: who wrote to whom, and when, is all that metrics read.
 */

import { GOAL_PROPERTIES } from './goals.ts';
import { LINE_ITEM_HISTORY, LINE_ITEM_PROPERTIES } from './line-items.ts';
import type { ExtraType } from './records.ts';
import { registrationPipeline } from './registration-pipeline.ts';
import type { PortalSettings } from './settings.ts';
import { SUBSCRIPTION_HISTORY, SUBSCRIPTION_PROPERTIES } from './subscriptions.ts';

/** Kinds of record of one account beside companies, deals and contacts. */
export type ExtraKind = ExtraType | 'registrations';

const ALWAYS: Readonly<Record<ExtraKind, readonly string[]>> = {
  emails: ['hs_timestamp', 'hs_email_direction', 'hs_email_thread_id', 'hubspot_owner_id'],
  calls: ['hs_timestamp', 'hs_call_direction', 'hubspot_owner_id'],
  meetings: ['hs_timestamp', 'hs_meeting_outcome', 'hs_meeting_source', 'hubspot_owner_id'],
  tickets: ['createdate', 'closed_date', 'hs_pipeline', 'hs_pipeline_stage', 'hubspot_owner_id'],
  leads: ['hs_createdate', 'hs_pipeline', 'hs_pipeline_stage', 'hubspot_owner_id'],
  feedback_submissions: ['hs_survey_name', 'hs_survey_type', 'hs_value', 'hs_submission_timestamp'],
  line_items: LINE_ITEM_PROPERTIES,
  subscriptions: SUBSCRIPTION_PROPERTIES,
  goal_targets: GOAL_PROPERTIES,
  registrations: [],
};

/** Whether the account's settings give the kind a meaning; the others are read wherever HubSpot shows them. */
export function isExtraWanted(kind: ExtraKind, settings: PortalSettings): boolean {
  const { leads, registration, recurringRevenue, targetGoal } = settings;
  if (kind === 'line_items' || kind === 'subscriptions') return recurringRevenue === kind;
  if (kind === 'goal_targets') return targetGoal !== null;
  if (kind === 'leads') return typeof leads === 'object' && 'object' in leads;
  if (kind === 'registrations') return typeof registration === 'object' && 'object' in registration;
  return true;
}

/** Properties to read of the kind, without repeats. */
export function wantedExtraProperties(kind: ExtraKind, settings: PortalSettings): string[] {
  return [...new Set([...ALWAYS[kind], ...mappedProperties(kind, settings)])];
}

/** Properties whose past values count: when a lead was qualified, a registration decided on, what a customer paid. */
export function extraHistoryProperties(kind: ExtraKind, settings: PortalSettings): string[] {
  if (kind === 'subscriptions') return [...SUBSCRIPTION_HISTORY];
  if (kind === 'line_items') return [...LINE_ITEM_HISTORY];
  const isTickets = registrationPipeline(settings, 'tickets') !== null;
  return kind === 'leads' || (kind === 'tickets' && isTickets) ? ['hs_pipeline_stage'] : [];
}

function mappedProperties(kind: ExtraKind, settings: PortalSettings) {
  const { leadOrigin, registration, registrationDates, tickets } = settings;
  const names: (string | null)[] = [];
  if (kind === 'leads') names.push(leadOrigin);
  if (kind === 'tickets') {
    names.push(tickets.categoryProperty);
    const ofTickets = registrationPipeline(settings, 'tickets');
    if (ofTickets) names.push(ofTickets.date, registrationDates.expires);
  }
  if (kind === 'registrations' && typeof registration === 'object' && 'object' in registration) {
    names.push(registration.date, registration.approved, registration.rejected, registrationDates.expires);
  }
  return names.filter((name): name is string => name !== null && name !== '');
}
