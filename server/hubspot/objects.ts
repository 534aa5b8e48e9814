import { type ApiType, apiPaths } from './api-paths.ts';
import {
  type BatchRead,
  type BatchReadOptions,
  batchReader,
  type UnreadableRecord,
  unreadableRecords,
} from './batch-read.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import type { HttpAnswer } from './transport.ts';
import { parseErrorBody } from './wire/errors.ts';
import { batchAnswer, listAnswer, searchAnswer, type Unreadable, type WireRecord } from './wire/objects.ts';

export interface Page {
  readonly records: readonly WireRecord[];
  /** Where the next page begins; null after the last. Opaque. */
  readonly after: string | null;
  /** Ids on the page whose record could not be read: they exist all the same. */
  readonly leftOut: readonly string[];
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

/** Records that cannot be read are left out of answers and put into `leftOut`. */
export function objectCalls(call: Call, leftOut: UnreadableRecord[]) {
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
      leftOut.push(...unreadableRecords(type, results.unreadable));
      return { records: results.records, after: paging, leftOut: idsOf(results.unreadable) };
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
      leftOut.push(...unreadableRecords(type, results.unreadable));
      return { total, records: results.records, after: paging, leftOut: idsOf(results.unreadable) };
    },

    async batchRead(
      type: ApiType,
      ids: readonly string[],
      { properties, history = [] }: BatchReadOptions,
    ): Promise<BatchRead> {
      const most = history.length > 0 ? HISTORY_BATCH_SIZE : BATCH_SIZE;
      if (ids.length > most) throw new RangeError(`a batch read takes ${most} ids, got ${ids.length}`);
      return batchReader(call, leftOut)(type, ids, { properties, history });
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

const idsOf = (found: readonly Unreadable[]): string[] => found.flatMap(({ id }) => (id === null ? [] : [id]));

function updateOutcome(answer: HttpAnswer, path: string): BatchUpdate {
  if (answer.status >= 300) {
    const { category, message, context } = parseErrorBody(answer.body);
    return { kind: 'rejected', failure: failureOf({ category, message, context }) };
  }
  const { results, errors } = parseAnswer(batchAnswer, answer.body, `POST ${path}`);
  return { kind: 'done', updated: results.records, failures: errors.map(failureOf) };
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
