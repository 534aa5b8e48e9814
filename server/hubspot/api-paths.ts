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
} as const;

/** The object types we read, as HubSpot spells them in paths. */
export type ObjectType = 'companies' | 'deals' | 'contacts';

const segment = encodeURIComponent;

export const apiPaths = {
  token: `/oauth/${VERSIONS.oauth}/token`,
  list: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}`,
  search: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}/search`,
  batchRead: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}/batch/read`,
  batchUpdate: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}/batch/update`,
  associations: (from: ObjectType, to: ObjectType) =>
    `/crm/associations/${VERSIONS.associations}/${from}/${to}/batch/read`,
  labels: (from: ObjectType, to: ObjectType) => `/crm/associations/${VERSIONS.associations}/${from}/${to}/labels`,
  properties: (type: ObjectType) => `/crm/properties/${VERSIONS.properties}/${type}`,
  property: (type: ObjectType, name: string) => `/crm/properties/${VERSIONS.properties}/${type}/${segment(name)}`,
  propertyGroups: (type: ObjectType) => `/crm/properties/${VERSIONS.properties}/${type}/groups`,
  propertyGroup: (type: ObjectType, name: string) =>
    `/crm/properties/${VERSIONS.properties}/${type}/groups/${segment(name)}`,
  pipelines: (type: ObjectType) => `/crm/pipelines/${VERSIONS.pipelines}/${type}`,
  owners: `/crm/owners/${VERSIONS.owners}`,
  uninstall: `/appinstalls/${VERSIONS.installs}/external-install`,
  accountDetails: `/account-info/${VERSIONS.account}/details`,
} as const;
