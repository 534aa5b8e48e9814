import { z } from 'zod';
import { iso } from '../clock.ts';
import { decodeCursor, encodeCursor, idInput, jsonBody, limitParameter, listParameter } from '../http/input.ts';
import { type BatchError, batchReply, invalid, notFound, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Call, Route } from '../http/router.ts';
import { readScopes } from '../scopes.ts';
import type { StoredRecord } from '../store/object-table.ts';
import type { ObjectType } from '../store/object-types.ts';
import { objectAnswer, type Selection, typeNamed, typeOf } from './object-answer.ts';

const PAGE_DEFAULT = 10;
const PAGE_MAX = 100;
/** The largest page, and batch, that may carry property history. hubspot-api.md 2.1, 2.2 */
const PAGE_MAX_WITH_HISTORY = 50;

function selectionOf(call: Call): Selection {
  return {
    properties: listParameter(call, 'properties'),
    history: listParameter(call, 'propertiesWithHistory'),
    associations: listParameter(call, 'associations').map(typeNamed),
  };
}

const wantsArchived = (call: Call): boolean => call.query.get('archived') === 'true';

function list(call: AppCall): Reply {
  const type = typeOf(call);
  const selection = selectionOf(call);
  const asked = limitParameter(call, PAGE_DEFAULT, selection.history.length > 0 ? PAGE_MAX_WITH_HISTORY : PAGE_MAX);
  const limit = Math.min(asked, call.account.pageSize);
  const after = decodeCursor(call.query.get('after'));
  const { records, more } = call.account.tables[type.name].page(after, limit, wantsArchived(call));
  const results = records.map((record) => objectAnswer(call, type, record, selection));
  const last = records.at(-1);
  if (!more || !last) return ok({ results }, results.length);
  const cursor = encodeCursor(last.id);
  const link = `https://api.hubapi.com${call.path}?after=${cursor}`;
  return ok({ results, paging: { next: { after: cursor, link } } }, results.length);
}

/** Finds records by id, following merges, or by the value of a unique property. @throws 400 for any other property. */
function finder(call: AppCall, type: ObjectType, idProperty: string | null | undefined) {
  const table = call.account.tables[type.name];
  if (!idProperty || idProperty === 'hs_object_id') return (id: string) => table.resolve(id);
  if (!call.account.properties[type.name].find(idProperty, call.now)?.hasUniqueValue) {
    throw invalid(`${idProperty} is not a unique identifier property`);
  }
  const wanted = new Map<string, StoredRecord>();
  for (const id of table.ids()) {
    const record = table.get(id);
    const value = record?.properties[idProperty]?.toLowerCase();
    if (record && record.archivedAt === null && value) wanted.set(value, record);
  }
  return (value: string) => wanted.get(value.toLowerCase());
}

function getOne(call: AppCall): Reply {
  const type = typeOf(call);
  const id = call.params.id ?? '';
  const record = finder(call, type, call.query.get('idProperty'))(id);
  if (!record || (record.archivedAt !== null) !== wantsArchived(call)) throw notFound('resource not found');
  return ok(objectAnswer(call, type, record, selectionOf(call)), 1);
}

const batchReadBody = z.object({
  inputs: z.array(z.object({ id: idInput })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().nullish(),
});

function batchRead(call: AppCall): Reply {
  const type = typeOf(call);
  const body = jsonBody(call, batchReadBody);
  const selection: Selection = {
    properties: body.properties,
    history: body.propertiesWithHistory,
    associations: [],
  };
  if (selection.history.length > 0 && body.inputs.length > PAGE_MAX_WITH_HISTORY) {
    throw invalid('You can only request at most 50 objects in one request for properties with history');
  }
  if (body.inputs.length > PAGE_MAX) throw invalid(`The batch has ${body.inputs.length} inputs; the maximum is 100`);
  const find = finder(call, type, body.idProperty);
  const archived = wantsArchived(call);
  const missing: string[] = [];
  const found = new Map<string, StoredRecord>();
  for (const { id } of body.inputs) {
    const record = find(id);
    if (record && (record.archivedAt !== null) === archived) found.set(record.id, record);
    else missing.push(id);
  }
  const results = [...found.values()].map((record) => objectAnswer(call, type, record, selection));
  const errors: BatchError[] =
    missing.length === 0
      ? []
      : [
          {
            category: 'OBJECT_NOT_FOUND',
            message: 'Could not get some objects, they may be deleted or not exist.',
            context: { ids: missing },
          },
        ];
  return { ...batchReply(results, errors, iso(call.now)), ids: body.inputs.length };
}

export const objectReadRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/crm/objects/:version/:type',
    class: 'list',
    limit: 'general',
    scopes: (call) => readScopes(typeOf(call)),
    handle: list,
  },
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/batch/read',
    class: 'batchRead',
    limit: 'general',
    scopes: (call) => readScopes(typeOf(call)),
    handle: batchRead,
  },
  {
    method: 'GET',
    path: '/crm/objects/:version/:type/:id',
    class: 'other',
    limit: 'general',
    scopes: (call) => readScopes(typeOf(call)),
    handle: getOne,
  },
];
