import { z } from 'zod';
import { iso } from '../clock.ts';
import { jsonBody } from '../http/input.ts';
import {
  ApiError,
  apiError,
  type BatchError,
  batchReply,
  created,
  noContent,
  notFound,
  ok,
  type Reply,
} from '../http/reply.ts';
import type { AppCall, Call, Route } from '../http/router.ts';
import { readSchemaScopes, writeSchemaScopes } from '../scopes.ts';
import { definitionAnswer, type PropertyDefinition } from '../store/property-definition.ts';
import { typeOf } from './object-answer.ts';
import {
  changedDefinition,
  newDefinition,
  type PropertyInput,
  propertyInput,
  propertyPatch,
} from './property-input.ts';

const storeOf = (call: AppCall) => call.account.properties[typeOf(call).name];

function list(call: AppCall): Reply {
  const archived = call.query.get('archived') === 'true';
  const shown = [...storeOf(call).definitions.values()].filter((one) => (one.archivedAt !== null) === archived);
  return ok({ results: shown.map(definitionAnswer) });
}

/** The definition named in the path. @throws 404, also while a new one is not readable yet. */
function named(call: AppCall): PropertyDefinition {
  const name = call.params.name ?? '';
  const archived = call.query.get('archived') === 'true';
  const store = storeOf(call);
  const known = archived ? store.definitions.get(name) : store.find(name, call.now);
  if (known && (known.archivedAt !== null) === archived) return known;
  throw notFound(`Property named '${name}' does not exist on ${typeOf(call).name}`);
}

function createOne(call: AppCall, input: PropertyInput): PropertyDefinition {
  const store = storeOf(call);
  const definition = newDefinition(store, input, call.now);
  const { propertyMilliseconds } = call.account.lag;
  store.put(definition, propertyMilliseconds > 0 ? call.now + propertyMilliseconds : 0);
  return definition;
}

function batchCreate(call: AppCall): Reply {
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(propertyInput) }));
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      results.push(definitionAnswer(createOne(call, input)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const category = error.reply.status === 409 ? 'OBJECT_ALREADY_EXISTS' : 'VALIDATION_ERROR';
      errors.push({ category, message: error.message, context: { name: [input.name] } });
    }
  }
  return batchReply(results, errors, iso(call.now), 201);
}

const batchNames = z.object({ inputs: z.array(z.object({ name: z.string() })), archived: z.boolean().default(false) });

function batchRead(call: AppCall): Reply {
  const { inputs, archived } = jsonBody(call, batchNames);
  const { definitions } = storeOf(call);
  const known = inputs.map(({ name }) => ({ name, one: definitions.get(name) }));
  const found = known.flatMap(({ one }) => (one && (one.archivedAt !== null) === archived ? [one] : []));
  const missing = known.filter(({ one }) => !one || (one.archivedAt !== null) !== archived).map(({ name }) => name);
  const errors: BatchError[] = missing.map((name) => ({
    category: 'OBJECT_NOT_FOUND',
    message: `Property named '${name}' does not exist`,
    context: { name: [name] },
  }));
  return batchReply(found.map(definitionAnswer), errors, iso(call.now));
}

function patch(call: AppCall): Reply {
  const known = named(call);
  if (known.hubspotDefined) {
    throw apiError(400, 'VALIDATION_ERROR', `${known.name} is a HubSpot property; its definition is read only`);
  }
  const store = storeOf(call);
  const next = changedDefinition(store, known, jsonBody(call, propertyPatch), call.now);
  store.put(next);
  return ok(definitionAnswer(next));
}

/** Archives: the name can be taken again, which restores the property. Deleting what is not there answers 204. */
function remove(call: AppCall, name: string): void {
  const store = storeOf(call);
  const known = store.definitions.get(name);
  if (!known || known.archivedAt !== null) return;
  if (known.hubspotDefined)
    throw apiError(400, 'VALIDATION_ERROR', `${name} is a HubSpot property and cannot be deleted`);
  store.put({ ...known, archivedAt: call.now, updatedAt: call.now });
}

function batchArchive(call: AppCall): Reply {
  for (const { name } of jsonBody(call, batchNames).inputs) remove(call, name);
  return noContent();
}

const path = '/crm/properties/:version/:type';
const reading = (call: Call) => readSchemaScopes(typeOf(call));
const writing = (call: Call) => writeSchemaScopes(typeOf(call));
const base = { class: 'properties', limit: 'general' } as const;

export const propertyRoutes: readonly Route[] = [
  { ...base, method: 'GET', path, scopes: reading, handle: list },
  {
    ...base,
    method: 'POST',
    path,
    scopes: writing,
    handle: (call) => created(definitionAnswer(createOne(call, jsonBody(call, propertyInput)))),
  },
  { ...base, method: 'POST', path: `${path}/batch/create`, scopes: writing, handle: batchCreate },
  { ...base, method: 'POST', path: `${path}/batch/read`, scopes: reading, handle: batchRead },
  { ...base, method: 'POST', path: `${path}/batch/archive`, scopes: writing, handle: batchArchive },
  {
    ...base,
    method: 'GET',
    path: `${path}/:name`,
    scopes: reading,
    handle: (call) => ok(definitionAnswer(named(call))),
  },
  { ...base, method: 'PATCH', path: `${path}/:name`, scopes: writing, handle: patch },
  {
    ...base,
    method: 'DELETE',
    path: `${path}/:name`,
    scopes: writing,
    handle: (call) => {
      remove(call, call.params.name ?? '');
      return noContent();
    },
  },
];
