import type { ExtraType } from '../../app/mapping/records.ts';

/**
 * Every path we call, by API family and its dated version. Undated paths (v1 to v4) stop working in 2027; a new version
 * of one family is a change of one line here.
 */
const VERSIONS = {
  oauth: '2026-09',
  objects: '2026-09',
  associations: '2026-09',
  properties: '2026-09',
  pipelines: '2026-09',
  owners: '2026-09',
  account: '2026-09',
  installs: '2026-09',
  /** Its newest specification that is published is of this version. */
  journal: '2026-03',
} as const;

/** The object types without which there is no product, as HubSpot spells them in paths. */
export type ObjectType = 'companies' | 'deals' | 'contacts';

/** An object that an account has made itself, behind its own name or type id. */
export type CustomObject = `custom/${string}`;

/** Every type that can be asked for. */
export type ApiType = ObjectType | ExtraType | CustomObject;

const segment = encodeURIComponent;
const CUSTOM = 'custom/';
const named = (type: ApiType): string => (type.startsWith(CUSTOM) ? segment(type.slice(CUSTOM.length)) : type);

export const apiPaths = {
  token: `/oauth/${VERSIONS.oauth}/token`,
  list: (type: ApiType) => `/crm/objects/${VERSIONS.objects}/${named(type)}`,
  search: (type: ApiType) => `/crm/objects/${VERSIONS.objects}/${named(type)}/search`,
  batchRead: (type: ApiType) => `/crm/objects/${VERSIONS.objects}/${named(type)}/batch/read`,
  batchUpdate: (type: ApiType) => `/crm/objects/${VERSIONS.objects}/${named(type)}/batch/update`,
  associations: (from: ApiType, to: ApiType) =>
    `/crm/associations/${VERSIONS.associations}/${named(from)}/${named(to)}/batch/read`,
  labels: (from: ApiType, to: ApiType) =>
    `/crm/associations/${VERSIONS.associations}/${named(from)}/${named(to)}/labels`,
  properties: (type: ApiType) => `/crm/properties/${VERSIONS.properties}/${named(type)}`,
  property: (type: ApiType, name: string) => `/crm/properties/${VERSIONS.properties}/${named(type)}/${segment(name)}`,
  propertyGroups: (type: ApiType) => `/crm/properties/${VERSIONS.properties}/${named(type)}/groups`,
  propertyGroup: (type: ApiType, name: string) =>
    `/crm/properties/${VERSIONS.properties}/${named(type)}/groups/${segment(name)}`,
  pipelines: (type: ApiType) => `/crm/pipelines/${VERSIONS.pipelines}/${named(type)}`,
  owners: `/crm/owners/${VERSIONS.owners}`,
  uninstall: `/appinstalls/${VERSIONS.installs}/external-install`,
  journalSubscriptions: `/webhooks-journal/subscriptions/${VERSIONS.journal}`,
  /** The page after a place; the oldest one for null. */
  journalNext: (offset: string | null) =>
    `/webhooks-journal/journal/${VERSIONS.journal}/${offset === null ? 'earliest' : `offset/${segment(offset)}/next`}`,
  accountDetails: `/account-info/${VERSIONS.account}/details`,
} as const;
