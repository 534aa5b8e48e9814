/** Small accounts for mapping tests, written as sentences: only what a test names is there. */
import {
  type AccountRecords,
  type CrmHistory,
  type CrmLink,
  type CrmRecord,
  type CrmStage,
  NO_EXTRAS,
  NO_FEEDS,
} from '../records.ts';
import { DEFAULT_SETTINGS, type PortalSettings } from '../settings.ts';

const AT = Date.parse('2026-01-01T00:00:00Z');

export const company = (id: string, properties: Record<string, string | null> = {}): CrmRecord =>
  record(id, properties);
export const partnerCompany = (id: string, properties: Record<string, string | null> = {}): CrmRecord =>
  record(id, { type: 'PARTNER', name: `Partner ${id}`, hubspot_owner_id: '1', ...properties });

export const deal = (
  id: string,
  properties: Record<string, string | null> = {},
  createdAt = '2026-01-10T09:00:00Z',
) => ({
  ...record(id, { pipeline: 'default', dealstage: 'new', amount: '1000', closedate: null, ...properties }),
  createdMs: Date.parse(createdAt),
});

export const link = (dealId: string, companyId: string, label: string | null, typeId = label ? 77 : 341): CrmLink => ({
  fromId: dealId,
  toId: companyId,
  typeId,
  category: label ? 'USER_DEFINED' : 'HUBSPOT_DEFINED',
  label,
  learnedMs: AT,
  removedMs: null,
  reconstructed: true,
});

export const changed = (id: string, property: string, value: string | null, at: string): CrmHistory => ({
  id,
  property,
  value,
  atMs: Date.parse(at),
  learnedMs: AT,
  sourceType: 'CRM_UI',
});

const stage = (id: string, order: number, probability: number, isClosed = false): CrmStage => ({
  pipeline: 'default',
  pipelineLabel: 'Sales',
  stage: id,
  label: id,
  probability,
  isClosed,
  order,
});

export const STAGES: readonly CrmStage[] = [
  stage('new', 0, 0.1),
  stage('proposal', 1, 0.5),
  stage('won', 2, 1, true),
  stage('lost', 3, 0, true),
];

export const SETTINGS: PortalSettings = {
  ...DEFAULT_SETTINGS,
  timeZone: 'UTC',
  currency: 'EUR',
  partner: { ...DEFAULT_SETTINGS.partner, startDate: 'create-date' },
  roles: { labels: { 'Sourced by': 'sourced', 'Influenced by': 'influenced' }, property: null },
};

export function account(parts: Partial<AccountRecords> = {}): AccountRecords {
  return {
    portalId: 1,
    settings: SETTINGS,
    companies: [],
    deals: [],
    dealCompanyLinks: [],
    companyContactLinks: [],
    contacts: [],
    dealHistory: [],
    companyHistory: [],
    stages: STAGES,
    owners: [],
    stageEnteredProperties: {},
    extras: NO_EXTRAS,
    feeds: NO_FEEDS,
    firstSyncMs: AT,
    ...parts,
  };
}

function record(id: string, properties: Record<string, string | null>): CrmRecord {
  return { id, properties, createdMs: AT, modifiedMs: AT, archived: false, deletedMs: null, firstSeenMs: AT };
}
