import type { Backend, FetchAnswer, FoundRecord, SearchAnswer, SearchRequest } from './protocol.ts';

/** Answers by the path of the asked address, records by object type id. */
export interface Fixtures {
  readonly answers: Readonly<Record<string, FixtureAnswer>>;
  readonly records: Readonly<Record<string, readonly FoundRecord[]>>;
}

export type FixtureAnswer =
  | { readonly body: unknown; readonly status?: number }
  | { readonly networkError: string }
  /** Nothing ever comes back. */
  | 'silence';

/** A backend that knows its answers beforehand. */
export function fixtureBackend(fixtures: Fixtures): Backend {
  return {
    fetch: (url) => answer(fixtures.answers[new URL(url).pathname]),
    search: async (request) => page(matching(fixtures.records[request.objectType] ?? [], request), request),
    associated: async ({ toTypeId }) =>
      page(fixtures.records[toTypeId] ?? [], { objectType: toTypeId, pageLength: 100 }),
  };
}

function answer(fixture: FixtureAnswer | undefined): Promise<FetchAnswer> {
  if (fixture === 'silence') return new Promise(() => {});
  if (fixture === undefined) return Promise.resolve({ networkError: 'Connection refused' });
  if ('networkError' in fixture) return Promise.resolve(fixture);
  const headers = { 'content-type': 'application/json' };
  return Promise.resolve({ status: fixture.status ?? 200, body: JSON.stringify(fixture.body), headers });
}

function matching(records: readonly FoundRecord[], request: SearchRequest): FoundRecord[] {
  const filter = request.filterGroups?.[0]?.filters.find(({ propertyName }) => propertyName === 'hs_object_id');
  const wanted = filter && new Set((filter.values ?? [filter.value]).map(String));
  return records.filter((record) => !wanted || wanted.has(String(record.objectId)));
}

function page(records: readonly FoundRecord[], request: SearchRequest): SearchAnswer {
  const from = Number(request.after ?? 0);
  const to = from + (request.pageLength ?? 10);
  const hasMore = to < records.length;
  return {
    results: records.slice(from, to),
    total: records.length,
    hasMore,
    ...(hasMore ? { after: String(to) } : {}),
  };
}
