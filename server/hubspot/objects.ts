import { type ApiType, apiPaths } from './api-paths.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import type { HttpAnswer } from './transport.ts';
import { parseErrorBody } from './wire/errors.ts';
import { batchAnswer, listAnswer, searchAnswer, type WireRecord } from './wire/objects.ts';

export interface Page {
  readonly records: readonly WireRecord[];
  /** Where the next page begins; null after the last. Opaque. */
  readonly after: string | null;
}

export interface SearchPage extends Page {
  /** How many match in all; HubSpot shows no more than the first 10,000 of them. */
  readonly total: number;
}

export interface ListOptions {
  readonly after: string | null;
  readonly properties: readonly string[];
  /** Object types whose ids come along, without labels and at most about a hundred a record. */
  readonly associations?: readonly ApiType[];
  readonly archived?: boolean;
}

export interface Filter {
  readonly propertyName: string;
  readonly operator: 'GTE' | 'LTE' | 'GT' | 'EQ' | 'IN' | 'HAS_PROPERTY';
  readonly value?: string;
  readonly values?: readonly string[];
}

export interface SearchOptions {
  readonly filters: readonly Filter[];
  /** Ascending. */
  readonly sortBy: string;
  readonly after: string | null;
  readonly properties: readonly string[];
}

export interface BatchReadOptions {
  readonly properties: readonly string[];
  /** Properties to read with their past values: then at most 50 ids. */
  readonly history?: readonly string[];
}

export interface BatchRead {
  readonly records: readonly WireRecord[];
  /** Ids asked for that did not come back: deleted, or merged into a record that came back under its own id. */
  readonly missing: readonly string[];
}

export interface PropertyUpdate {
  readonly id: string;
  /** An empty string clears. */
  readonly properties: Readonly<Record<string, string>>;
}

export type BatchUpdate =
  | {
      readonly kind: 'done';
      readonly updated: readonly WireRecord[];
      /** From a 207: what failed while the rest was written. */
      readonly failures: readonly UpdateFailure[];
    }
  /** A 400: nothing was written. One bad input fails all of them, so bisect. */
  | { readonly kind: 'rejected'; readonly failure: UpdateFailure };

export interface UpdateFailure {
  readonly category: string | null;
  /** HubSpot's text; it may quote record contents, so it does not belong in a log. */
  readonly message: string | null;
  /** Ids the failure names; empty when it names none. */
  readonly ids: readonly string[];
}

const LIST_SIZE = 100;
export const BATCH_SIZE = 100;
export const HISTORY_BATCH_SIZE = 50;
export const SEARCH_SIZE = 200;
/** HubSpot shows no results of a query beyond this many. */
export const SEARCH_CAP = 10_000;

export function objectCalls(call: Call) {
  return {
    async listPage(
      type: ApiType,
      { after, properties, associations = [], archived = false }: ListOptions,
    ): Promise<Page> {
      const query: Record<string, string> = { limit: String(LIST_SIZE), properties: properties.join(',') };
      if (associations.length > 0) query.associations = associations.join(',');
      if (archived) query.archived = 'true';
      if (after !== null) query.after = after;
      const path = apiPaths.list(type);
      const { body } = await call({ method: 'GET', path, query, kind: 'list' });
      const { results, paging } = parseAnswer(listAnswer, body, `GET ${path}`);
      return { records: results, after: paging };
    },

    async searchPage(type: ApiType, options: SearchOptions): Promise<SearchPage> {
      const path = apiPaths.search(type);
      const { body } = await call({
        method: 'POST',
        path,
        json: searchBody(options),
        kind: 'search',
        limitClass: 'search',
      });
      const { total, results, paging } = parseAnswer(searchAnswer, body, `POST ${path}`);
      return { total, records: results, after: paging };
    },

    async batchRead(
      type: ApiType,
      ids: readonly string[],
      { properties, history = [] }: BatchReadOptions,
    ): Promise<BatchRead> {
      const most = history.length > 0 ? HISTORY_BATCH_SIZE : BATCH_SIZE;
      if (ids.length > most) throw new RangeError(`a batch read takes ${most} ids, got ${ids.length}`);
      const path = apiPaths.batchRead(type);
      const json = {
        properties,
        ...(history.length > 0 ? { propertiesWithHistory: history } : {}),
        inputs: ids.map((id) => ({ id })),
      };
      const { body } = await call({ method: 'POST', path, json, kind: 'batchRead' });
      const { results } = parseAnswer(batchAnswer, body, `POST ${path}`);
      const found = new Set(results.map(({ id }) => id));
      return { records: results, missing: ids.filter((id) => !found.has(id)) };
    },

    /** Writes up to 100 records, each named once. Refusals of contents are answers; everything else throws. */
    async batchUpdate(type: ApiType, inputs: readonly PropertyUpdate[]): Promise<BatchUpdate> {
      if (inputs.length > BATCH_SIZE)
        throw new RangeError(`a batch update takes ${BATCH_SIZE} records, got ${inputs.length}`);
      const path = apiPaths.batchUpdate(type);
      const answer = await call({ method: 'POST', path, json: { inputs }, kind: 'batchUpdate', accept: [400, 404] });
      return updateOutcome(answer, path);
    },
  };
}

/** The size of the request matters: HubSpot takes search bodies of up to 3,000 characters. */
export function searchBody({ filters, sortBy, after, properties }: SearchOptions) {
  return {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: sortBy, direction: 'ASCENDING' }],
    properties,
    limit: SEARCH_SIZE,
    ...(after === null ? {} : { after }),
  };
}

function updateOutcome(answer: HttpAnswer, path: string): BatchUpdate {
  if (answer.status >= 300) {
    const { category, message, context } = parseErrorBody(answer.body);
    return { kind: 'rejected', failure: failureOf({ category, message, context }) };
  }
  const { results, errors } = parseAnswer(batchAnswer, answer.body, `POST ${path}`);
  return { kind: 'done', updated: results, failures: errors.map(failureOf) };
}

interface FailureBody {
  readonly category?: string | undefined;
  readonly message?: string | undefined;
  readonly context?: Readonly<Record<string, readonly string[]>> | null | undefined;
}

function failureOf({ category, message, context }: FailureBody): UpdateFailure {
  const ids = [...(context?.ids ?? []), ...(context?.id ?? [])];
  return { category: category ?? null, message: message ?? null, ids };
}
