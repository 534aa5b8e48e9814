import { z } from 'zod';
import { iso } from '../clock.ts';
import { idInput, jsonBody, valuesInput } from '../http/input.ts';
import { type BatchError, batchReply, created, invalid, noContent, notFound, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { writeScopes } from '../scopes.ts';
import type { StoredRecord } from '../store/object-table.ts';
import type { ObjectType } from '../store/object-types.ts';
import { refuseValues } from '../store/values.ts';
import { check, create, merge, setArchived, update, type WriteSource } from '../store/write.ts';
import { linkWithTypes, typesInput } from './association-write.ts';
import { NOTHING_MORE, objectAnswer, typeOf, writtenAnswer } from './object-answer.ts';

const BATCH_MAX = 100;

const sourceOf = (call: AppCall): WriteSource => ({
  sourceType: 'INTEGRATION',
  sourceId: String(call.grant.appId),
  updatedByUserId: call.grant.userId,
});

const target = (call: AppCall, type: ObjectType) => ({ account: call.account, type: type.name, now: call.now });

const createBody = z.object({
  properties: valuesInput,
  associations: z.array(z.object({ to: z.object({ id: idInput }), types: typesInput })).default([]),
  objectWriteTraceId: z.string().optional(),
});

function createOne(call: AppCall, type: ObjectType, input: z.infer<typeof createBody>) {
  const record = create(target(call, type), input.properties, sourceOf(call));
  for (const { to, types } of input.associations) linkWithTypes(call, type, record.id, null, to.id, types);
  return objectAnswer(call, type, record, { ...NOTHING_MORE, properties: Object.keys(input.properties) });
}

function checkBatch(inputs: readonly unknown[]): void {
  if (inputs.length > BATCH_MAX) throw invalid(`The batch has ${inputs.length} inputs; the maximum is ${BATCH_MAX}`);
}

function refuseDuplicates(ids: readonly string[]): void {
  const twice = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  if (twice.length === 0) return;
  const message = `Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`;
  throw invalid(message, { context: { ids: twice } });
}

/** One bad input refuses the whole batch, unless each carries a trace id of its own: then the rest goes through. 2.4 */
function batchCreate(call: AppCall): Reply {
  const type = typeOf(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(createBody) }));
  checkBatch(inputs);
  const refused = inputs.map((input) => check(target(call, type), null, input.properties).refusals);
  const traces = new Set(inputs.map((input) => input.objectWriteTraceId));
  if (traces.has(undefined) || traces.size < inputs.length) refuseValues(refused.flat());
  const errors: BatchError[] = [];
  const results: unknown[] = [];
  for (const [at, input] of inputs.entries()) {
    const bad = refused[at] ?? [];
    if (bad.length === 0) results.push(createOne(call, type, input));
    else {
      const message = `Property values were not valid: ${JSON.stringify(bad)}`;
      const context = { objectWriteTraceId: [input.objectWriteTraceId ?? ''] };
      errors.push({ category: 'VALIDATION_ERROR', message, context });
    }
  }
  return { ...batchReply(results, errors, iso(call.now), 201), ids: inputs.length };
}

const updateInput = z.object({ id: idInput, idProperty: z.string().nullish(), properties: valuesInput });

function batchUpdate(call: AppCall): Reply {
  const type = typeOf(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(updateInput) }));
  checkBatch(inputs);
  // Updating by record id means leaving idProperty out; naming it is an error. hubspot-api.md 2.4
  const named = inputs.find((input) => input.idProperty)?.idProperty;
  if (named) throw invalid(`Unable to perform update/upsert by non-unique property ${named}`);
  refuseDuplicates(inputs.map((input) => input.id));
  const table = call.account.tables[type.name];
  const found = inputs.map((input) => {
    const record = table.resolve(input.id);
    return { input, record: record?.archivedAt === null ? record : undefined };
  });
  const checked = found.map(({ input, record }) => check(target(call, type), record ?? null, input.properties));
  refuseValues(checked.flatMap((one) => one.refusals));
  const results: unknown[] = [];
  const missing: string[] = [];
  for (const [at, { input, record }] of found.entries()) {
    const values = checked[at]?.values;
    if (!record || !values) {
      missing.push(input.id);
      continue;
    }
    const written = update(target(call, type), record, values, sourceOf(call));
    results.push(writtenAnswer(call, type, written, Object.keys(input.properties)));
  }
  const errors: BatchError[] =
    missing.length === 0
      ? []
      : [{ category: 'OBJECT_NOT_FOUND', message: 'Could not update some objects.', context: { ids: missing } }];
  return { ...batchReply(results, errors, iso(call.now)), ids: inputs.length };
}

function batchArchive(call: AppCall): Reply {
  const type = typeOf(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(z.object({ id: idInput })) }));
  checkBatch(inputs);
  for (const { id } of inputs) {
    const record = call.account.tables[type.name].get(id);
    if (record?.archivedAt === null) setArchived(target(call, type), record, true);
  }
  return noContent(inputs.length);
}

function existing(call: AppCall, type: ObjectType, id: string): StoredRecord {
  const record = call.account.tables[type.name].resolve(id);
  if (record?.archivedAt !== null) throw notFound('resource not found');
  return record;
}

function patch(call: AppCall): Reply {
  const type = typeOf(call);
  const record = existing(call, type, call.params.id ?? '');
  const { properties } = jsonBody(call, z.object({ properties: valuesInput }));
  const { values, refusals } = check(target(call, type), record, properties);
  refuseValues(refusals);
  const written = update(target(call, type), record, values, sourceOf(call));
  return ok(writtenAnswer(call, type, written, Object.keys(properties)), 1);
}

/** Deleting what is not there, or twice, answers 204 all the same. */
function remove(call: AppCall): Reply {
  const type = typeOf(call);
  const record = call.account.tables[type.name].get(call.params.id ?? '');
  if (record?.archivedAt === null) setArchived(target(call, type), record, true);
  return noContent(1);
}

function mergeTwo(call: AppCall): Reply {
  const type = typeOf(call);
  const body = jsonBody(call, z.object({ primaryObjectId: idInput, objectIdToMerge: idInput }));
  const primary = existing(call, type, body.primaryObjectId);
  const other = existing(call, type, body.objectIdToMerge);
  if (primary.id === other.id) throw invalid('Cannot merge an object with itself');
  const survivor = merge(target(call, type), primary, other, sourceOf(call));
  return ok(objectAnswer(call, type, survivor, NOTHING_MORE), 2);
}

const write = (method: string, tail: string, handle: (call: AppCall) => Reply): Route => ({
  method,
  path: `/crm/objects/:version/:type${tail}`,
  class: tail.startsWith('/batch') ? 'batchUpdate' : 'other',
  limit: 'general',
  scopes: (call) => writeScopes(typeOf(call)),
  handle,
});

export const objectWriteRoutes: readonly Route[] = [
  write('POST', '/batch/create', batchCreate),
  write('POST', '/batch/update', batchUpdate),
  write('POST', '/batch/archive', batchArchive),
  write('POST', '/merge', mergeTwo),
  write('POST', '', (call) => created(createOne(call, typeOf(call), jsonBody(call, createBody)), 1)),
  write('PATCH', '/:id', patch),
  write('DELETE', '/:id', remove),
];
