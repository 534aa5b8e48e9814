import { z } from 'zod';
import { jsonBody } from '../http/input.ts';
import { apiError, invalid, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { readSchemaScopes, writeSchemaScopes } from '../scopes.ts';
import type { AssociationType } from '../store/association-types.ts';
import { typeOf } from './object-answer.ts';

const answer = ({ category, typeId, label }: AssociationType) => ({ category, typeId, label });

function list(call: AppCall): Reply {
  const types = call.account.associations.types(typeOf(call, 'from').name, typeOf(call, 'to').name);
  return ok({ results: types.map(answer) });
}

const labelBody = z.object({ label: z.string().min(1), name: z.string(), inverseLabel: z.string().optional() });

function create(call: AppCall): Reply {
  const { associations } = call.account;
  const from = typeOf(call, 'from').name;
  const to = typeOf(call, 'to').name;
  const { label, name, inverseLabel } = jsonBody(call, labelBody);
  // Names take no hyphen and no leading digit. hubspot-api.md 2.5
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw invalid(`"${name}" is not a valid association label name`);
  if (associations.types(from, to).length === 0) throw invalid(`${from} and ${to} cannot be associated`);
  if (associations.findLabel(from, to, label) || associations.findLabel(from, to, name)) {
    throw apiError(409, 'OBJECT_ALREADY_EXISTS', `An association label ${label} already exists`);
  }
  return ok({ results: associations.addLabel(from, to, label, name, inverseLabel).map(answer) });
}

const path = '/crm/associations/:version/:from/:to/labels';

export const associationLabelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    class: 'associations',
    limit: 'exempt',
    scopes: (call) => readSchemaScopes(typeOf(call, 'from')),
    handle: list,
  },
  {
    method: 'POST',
    path,
    class: 'associations',
    limit: 'exempt',
    scopes: (call) => writeSchemaScopes(typeOf(call, 'from')),
    handle: create,
  },
];
