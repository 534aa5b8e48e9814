import { z } from 'zod';
import { idInput, jsonBody } from '../http/input.ts';
import { invalid, ok, type Reply } from '../http/reply.ts';
import type { AppCall, Route } from '../http/router.ts';
import { readScopes } from '../scopes.ts';
import { search } from '../store/search.ts';
import { OPERATORS } from '../store/search-filter.ts';
import { NOTHING_MORE, objectAnswer, typeOf } from './object-answer.ts';

/** hubspot-api.md 2.3 */
const PAGE_DEFAULT = 10;
const PAGE_MAX = 200;
const RESULTS_MAX = 10_000;
const BODY_MAX_CHARACTERS = 3000;
const GROUPS_MAX = 5;
const FILTERS_PER_GROUP = 6;
const FILTERS_MAX = 18;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const searchBody = z.object({
  filterGroups: z
    .array(
      z.object({
        filters: z.array(
          z.object({
            propertyName: z.string(),
            operator: z.enum(OPERATORS),
            value: text.optional(),
            highValue: text.optional(),
            values: z.array(text).optional(),
          }),
        ),
      }),
    )
    .default([]),
  sorts: z
    .array(
      z.union([
        z.string(),
        z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).optional() }),
      ]),
    )
    .default([]),
  query: z.string().default(''),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().positive().default(PAGE_DEFAULT),
  after: idInput.nullish(),
});

type SearchBody = z.infer<typeof searchBody>;

function refuseTooMuch(call: AppCall, { filterGroups, sorts, limit }: SearchBody, offset: number): void {
  if (call.raw.length > BODY_MAX_CHARACTERS)
    throw invalid(`The request body is longer than ${BODY_MAX_CHARACTERS} characters`);
  if (limit > PAGE_MAX) throw invalid(`The maximum limit is ${PAGE_MAX}`);
  if (filterGroups.length > GROUPS_MAX) throw invalid(`A search takes at most ${GROUPS_MAX} filter groups`);
  if (filterGroups.some((group) => group.filters.length > FILTERS_PER_GROUP)) {
    throw invalid(`A filter group takes at most ${FILTERS_PER_GROUP} filters`);
  }
  if (filterGroups.flatMap((group) => group.filters).length > FILTERS_MAX) {
    throw invalid(`A search takes at most ${FILTERS_MAX} filters`);
  }
  if (sorts.length > 1) throw invalid('A search takes one sort');
  if (!Number.isInteger(offset) || offset < 0) throw invalid('after must be an integer offset');
  if (offset + limit > RESULTS_MAX) throw invalid(`A search reaches at most ${RESULTS_MAX} results`);
}

function sortOf([sort]: SearchBody['sorts']) {
  if (sort === undefined) return null;
  if (typeof sort !== 'string') return { propertyName: sort.propertyName, descending: sort.direction === 'DESCENDING' };
  return { propertyName: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
}

function handle(call: AppCall): Reply {
  const type = typeOf(call);
  const body = jsonBody(call, searchBody);
  const offset = Number(body.after ?? 0);
  refuseTooMuch(call, body, offset);
  const query = { groups: body.filterGroups.map((group) => group.filters), sort: sortOf(body.sorts), text: body.query };
  const found = search({ account: call.account, type, now: call.now }, query);
  const selection = { ...NOTHING_MORE, properties: body.properties };
  const page = found.slice(offset, offset + Math.min(body.limit, call.account.pageSize));
  const results = page.map((record) => objectAnswer(call, type, record, selection));
  const next = offset + results.length;
  const paging = next < found.length ? { paging: { next: { after: String(next) } } } : {};
  return ok({ total: found.length, results, ...paging }, results.length);
}

export const searchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/crm/objects/:version/:type/search',
    class: 'search',
    limit: 'search',
    scopes: (call) => readScopes(typeOf(call)),
    handle,
  },
];
