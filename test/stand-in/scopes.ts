import type { ObjectType } from './store/object-types.ts';

/** Scope sets of a route: each must be met by any one of its members. hubspot-platform.md, scopes */
export type ScopeSets = readonly (readonly string[])[];

const also = (type: ObjectType): ScopeSets => type.alsoNeeds.map((scope) => [scope]);

export const readScopes = (type: ObjectType): ScopeSets => [type.readScopes, ...also(type)];
export const writeScopes = (type: ObjectType): ScopeSets => [type.writeScopes, ...also(type)];

const schema = (type: ObjectType, access: 'read' | 'write'): string => {
  if (type.readScopes.includes('tickets')) return 'tickets';
  const name = type.readScopes[0]?.split('.')[2] ?? type.name;
  return `crm.schemas.${name}.${access}`;
};

/** Property definitions and pipelines can be read with the schema scope or with the records' own. */
export const readSchemaScopes = (type: ObjectType): ScopeSets => [
  [schema(type, 'read'), schema(type, 'write'), ...type.readScopes, ...type.writeScopes],
];
export const writeSchemaScopes = (type: ObjectType): ScopeSets => [[schema(type, 'write')]];

/** The first set that `granted` leaves unmet; null when all are met. Null `granted` is everything. */
export function unmetScopes(sets: ScopeSets, granted: readonly string[] | null): readonly string[] | null {
  if (granted === null) return null;
  return sets.find((set) => !set.some((scope) => granted.includes(scope))) ?? null;
}
