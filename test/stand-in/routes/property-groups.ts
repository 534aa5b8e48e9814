import { z } from 'zod';
import { jsonBody } from '../http/input.ts';
import { apiError, created, invalid, noContent, notFound, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Call, Route } from '../http/router.ts';
import { readSchemaScopes, writeSchemaScopes } from '../scopes.ts';
import type { PropertyGroup } from '../store/property-definition.ts';
import { typeOf } from './object-answer.ts';

const storeOf = (call: AppCall) => call.account.properties[typeOf(call).name];

const groupInput = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().default(-1) });
const groupPatch = z.object({ label: z.string().optional(), displayOrder: z.number().optional() });

function list(call: AppCall): Reply {
  return ok({ results: [...storeOf(call).groups.values()].filter((group) => !group.archived) });
}

function named(call: AppCall): PropertyGroup {
  const group = storeOf(call).groups.get(call.params.name ?? '');
  if (group && !group.archived) return group;
  throw notFound(`Property group named '${call.params.name}' does not exist`);
}

function create(call: AppCall): Reply {
  const store = storeOf(call);
  const group = { ...jsonBody(call, groupInput), archived: false };
  if (!/^[a-z][a-z0-9_]*$/.test(group.name)) throw invalid(`Invalid property group name ${group.name}`);
  if (store.groups.get(group.name)?.archived === false) {
    throw apiError(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${group.name}' already exists.`, {
      subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      context: { name: [group.name] },
    });
  }
  store.groups.set(group.name, group);
  return created(group);
}

function patch(call: AppCall): Reply {
  const known = named(call);
  const { label = known.label, displayOrder = known.displayOrder } = jsonBody(call, groupPatch);
  const group = { ...known, label, displayOrder };
  storeOf(call).groups.set(group.name, group);
  return ok(group);
}

/** A group with properties stays. hubspot-api.md 2.6 */
function remove(call: AppCall): Reply {
  const store = storeOf(call);
  const group = named(call);
  if (store.inGroup(group.name).length > 0) {
    throw apiError(400, 'VALIDATION_ERROR', `Property group '${group.name}' has properties and cannot be deleted.`, {
      subCategory: 'Properties.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  }
  store.groups.set(group.name, { ...group, archived: true });
  return noContent();
}

const path = '/crm/properties/:version/:type/groups';
const reading = (call: Call) => readSchemaScopes(typeOf(call));
const writing = (call: Call) => writeSchemaScopes(typeOf(call));
const base = { class: 'properties', limit: 'general' } as const;

export const propertyGroupRoutes: readonly Route[] = [
  { ...base, method: 'GET', path, scopes: reading, handle: list },
  { ...base, method: 'POST', path, scopes: writing, handle: create },
  { ...base, method: 'GET', path: `${path}/:name`, scopes: reading, handle: (call) => ok(named(call)) },
  { ...base, method: 'PATCH', path: `${path}/:name`, scopes: writing, handle: patch },
  { ...base, method: 'DELETE', path: `${path}/:name`, scopes: writing, handle: remove },
];
