import { z } from 'zod';
import { iso } from '../clock.ts';
import { decodeCursor, encodeCursor, idInput, jsonBody, limitParameter } from '../http/input.ts';
import { type BatchError, batchReply, created, invalid, noContent, notFound, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { readScopes, writeScopes } from '../scopes.ts';
import { type Link, linkPage } from '../store/association-store.ts';
import type { ObjectType } from '../store/object-types.ts';
import { isLive, linkWithTypes, namedTypes, typesInput } from './association-write.ts';
import { typeOf } from './object-answer.ts';

/** Inputs per call, and linked records per input and page. hubspot-api.md 2, 2.5 */
const READ_INPUTS = 1000;
const CREATE_INPUTS = 2000;
const ARCHIVE_INPUTS = 100;
const PAGE = 500;

const ends = (call: AppCall): [ObjectType, ObjectType] => [typeOf(call, 'from'), typeOf(call, 'to')];

function checkSize(inputs: readonly unknown[], max: number): void {
  if (inputs.length > max) throw invalid(`The batch has ${inputs.length} inputs; the maximum is ${max}`);
}

/** Linked records with all types of each link, the unlabeled one among them. hubspot-api.md 2.5 */
function linkedPage(call: AppCall, from: ObjectType, id: string, to: ObjectType, after: string | null, limit: number) {
  const { associations } = call.account;
  const known = associations.types(from.name, to.name);
  const live = associations.links(from.name, id, to.name).filter((link) => isLive(call, to, link.to));
  const { page, more } = linkPage(live, after, limit);
  const answer = ({ to: toObjectId, types }: Link) => ({
    toObjectId,
    associationTypes: known
      .filter((one) => types.includes(one.typeId))
      .map(({ category, typeId, label }) => ({ category, typeId, label })),
  });
  const last = page.at(-1);
  const paging = more && last ? { paging: { next: { after: encodeCursor(last.to) } } } : {};
  return { linked: page.map(answer), paging };
}

const readBody = z.object({ inputs: z.array(z.object({ id: idInput, after: z.string().nullish() })) });

function batchRead(call: AppCall): Reply {
  const [from, to] = ends(call);
  const { inputs } = jsonBody(call, readBody);
  checkSize(inputs, READ_INPUTS);
  const results: unknown[] = [];
  const missing: string[] = [];
  for (const { id, after } of inputs) {
    const page = isLive(call, from, id) ? linkedPage(call, from, id, to, decodeCursor(after), PAGE) : null;
    if (!page || page.linked.length === 0) missing.push(id);
    else results.push({ from: { id }, to: page.linked, ...page.paging });
  }
  // Records without a link are errors like records that do not exist: the two cannot be told apart here.
  const errors = missing.map(
    (id): BatchError => ({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
      context: { fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] },
    }),
  );
  return { ...batchReply(results, errors, iso(call.now)), ids: inputs.length };
}

const pairInput = z.object({ from: z.object({ id: idInput }), to: z.object({ id: idInput }) });
const typedInput = pairInput.extend({ types: typesInput });

function missingEnds(call: AppCall, from: ObjectType, fromId: string, to: ObjectType, toId: string): BatchError | null {
  const gone = [
    ...(isLive(call, from, fromId) ? [] : [`${from.singular} ${fromId}`]),
    ...(isLive(call, to, toId) ? [] : [`${to.singular} ${toId}`]),
  ];
  if (gone.length === 0) return null;
  const context = { fromObjectId: [fromId], toObjectId: [toId] };
  return { category: 'VALIDATION_ERROR', message: `These records do not exist: ${gone.join(', ')}`, context };
}

function batchCreate(call: AppCall): Reply {
  const [from, to] = ends(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(typedInput) }));
  checkSize(inputs, CREATE_INPUTS);
  for (const input of inputs) namedTypes(call, from, to, input.types);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { from: source, to: target, types } of inputs) {
    const error = missingEnds(call, from, source.id, to, target.id);
    if (error) {
      errors.push(error);
      continue;
    }
    const named = linkWithTypes(call, from, source.id, to, target.id, types);
    results.push({
      fromObjectTypeId: from.id,
      fromObjectId: source.id,
      toObjectTypeId: to.id,
      toObjectId: target.id,
      labels: named.flatMap((type) => type.label ?? []),
    });
  }
  return { ...batchReply(results, errors, iso(call.now), 201), ids: inputs.length };
}

function batchDefault(call: AppCall): Reply {
  const [from, to] = ends(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(pairInput) }));
  checkSize(inputs, CREATE_INPUTS);
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const { from: source, to: target } of inputs) {
    const error = missingEnds(call, from, source.id, to, target.id);
    if (error) errors.push(error);
    else results.push(...linkPlainly(call, from, source.id, to, target.id));
  }
  return { ...batchReply(results, errors, iso(call.now)), ids: inputs.length };
}

/** Adds the unlabeled link and answers both directions of it. @throws 400 where the two types cannot be linked. */
function linkPlainly(call: AppCall, from: ObjectType, fromId: string, to: ObjectType, toId: string) {
  const [plain] = call.account.associations.types(from.name, to.name);
  if (!plain) throw invalid(`${from.singular} and ${to.singular} cannot be associated`);
  call.account.associations.link(from.name, fromId, to.name, toId, plain);
  const spec = (typeId: number) => ({ associationCategory: plain.category, associationTypeId: typeId });
  return [
    { from: { id: fromId }, to: { id: toId }, associationSpec: spec(plain.typeId) },
    { from: { id: toId }, to: { id: fromId }, associationSpec: spec(plain.inverse) },
  ];
}

function batchArchive(call: AppCall): Reply {
  const [from, to] = ends(call);
  const input = z.object({ from: z.object({ id: idInput }), to: z.array(z.object({ id: idInput })) });
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(input) }));
  checkSize(inputs, ARCHIVE_INPUTS);
  for (const { from: source, to: targets } of inputs) {
    for (const { id } of targets) call.account.associations.unlink(from.name, source.id, to.name, id);
  }
  return noContent(inputs.length);
}

function labelsArchive(call: AppCall): Reply {
  const [from, to] = ends(call);
  const { inputs } = jsonBody(call, z.object({ inputs: z.array(typedInput) }));
  checkSize(inputs, ARCHIVE_INPUTS);
  for (const { from: source, to: target, types } of inputs) {
    for (const { typeId } of namedTypes(call, from, to, types)) {
      call.account.associations.removeType(from.name, source.id, to.name, target.id, typeId);
    }
  }
  return noContent(inputs.length);
}

function ofOne(call: AppCall): Reply {
  const [from, to] = ends(call);
  const id = call.params.id ?? '';
  if (!isLive(call, from, id)) throw notFound('resource not found');
  const after = decodeCursor(call.query.get('after'));
  const { linked, paging } = linkedPage(call, from, id, to, after, limitParameter(call, PAGE, PAGE));
  return ok({ results: linked, ...paging }, linked.length);
}

const liveEnds = (call: AppCall): [ObjectType, string, ObjectType, string] => {
  const [from, to] = ends(call);
  const { id = '', toId = '' } = call.params;
  if (!isLive(call, from, id) || !isLive(call, to, toId)) throw notFound('resource not found');
  return [from, id, to, toId];
};

function putLabels(call: AppCall): Reply {
  const [from, id, to, toId] = liveEnds(call);
  const named = linkWithTypes(call, from, id, to, toId, jsonBody(call, typesInput));
  const labels = named.flatMap((type) => type.label ?? []);
  const body = { fromObjectTypeId: from.id, fromObjectId: id, toObjectTypeId: to.id, toObjectId: toId, labels };
  return created(body, 1);
}

function putDefault(call: AppCall): Reply {
  const [from, id, to, toId] = liveEnds(call);
  const results = linkPlainly(call, from, id, to, toId);
  return batchReply(results, [], iso(call.now));
}

function removeOne(call: AppCall): Reply {
  const [from, to] = ends(call);
  call.account.associations.unlink(from.name, call.params.id ?? '', to.name, call.params.toId ?? '');
  return noContent(1);
}

const both = (scopes: typeof readScopes) => (call: Parameters<typeof typeOf>[0]) => [
  ...scopes(typeOf(call, 'from')),
  ...scopes(typeOf(call, 'to')),
];

/** Batch endpoints are exempt from the ten-secondly limit; those of one record are not. hubspot-api.md 2 */
const batch = (tail: string, handle: (call: AppCall) => Reply): Route => ({
  method: 'POST',
  path: `/crm/associations/:version/:from/:to/batch/${tail}`,
  class: 'associations',
  limit: 'exempt',
  scopes: both(tail === 'read' ? readScopes : writeScopes),
  handle,
});

const single = (method: string, tail: string, handle: (call: AppCall) => Reply): Route => ({
  method,
  path: `/crm/objects/:version/:from/:id/associations/${tail}`,
  class: 'associations',
  limit: 'general',
  scopes: both(method === 'GET' ? readScopes : writeScopes),
  handle,
});

export const associationRoutes: readonly Route[] = [
  batch('read', batchRead),
  batch('create', batchCreate),
  batch('associate/default', batchDefault),
  batch('archive', batchArchive),
  batch('labels/archive', labelsArchive),
  single('GET', ':to', ofOne),
  single('PUT', 'default/:to/:toId', putDefault),
  single('PUT', ':to/:toId', putLabels),
  single('DELETE', ':to/:toId', removeOne),
];
