import type { WorldOwner } from '../../worlds/world.ts';
import { iso } from '../clock.ts';
import { decodeCursor, encodeCursor, limitParameter } from '../http/input.ts';
import { notFound, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { compareIds } from '../store/object-types.ts';

const PAGE_DEFAULT = 100;
const PAGE_MAX = 500;

function answer(call: AppCall, owner: WorldOwner) {
  const at = iso(call.account.seededAt);
  const userId = Number(owner.id) || null;
  return {
    ...owner,
    type: 'PERSON',
    userId,
    userIdIncludingInactive: userId,
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
}

function list(call: AppCall): Reply {
  const limit = limitParameter(call, PAGE_DEFAULT, PAGE_MAX);
  const after = decodeCursor(call.query.get('after'));
  const email = call.query.get('email')?.toLowerCase();
  // The stand-in has no deactivated users.
  const known = call.query.get('archived') === 'true' ? [] : call.account.owners;
  const rest = known
    .filter((owner) => email === undefined || owner.email.toLowerCase() === email)
    .filter((owner) => after === null || compareIds(owner.id, after) > 0)
    .toSorted((a, b) => compareIds(a.id, b.id));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const paging = rest.length > limit && last ? { paging: { next: { after: encodeCursor(last.id) } } } : {};
  return ok({ results: page.map((owner) => answer(call, owner)), ...paging }, page.length);
}

function one(call: AppCall): Reply {
  const owner = call.account.owners.find((known) => known.id === call.params.id);
  if (!owner) throw notFound(`Owner ${call.params.id} does not exist`);
  return ok(answer(call, owner), 1);
}

const scopes = () => [['crm.objects.owners.read']];

export const ownerRoutes: readonly Route[] = [
  { method: 'GET', path: '/crm/owners/:version', class: 'other', limit: 'general', scopes, handle: list },
  { method: 'GET', path: '/crm/owners/:version/:id', class: 'other', limit: 'general', scopes, handle: one },
];
