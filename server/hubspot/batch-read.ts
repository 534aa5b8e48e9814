import { HubSpotUnavailable } from '../ops/errors.ts';
import { type ApiType, apiPaths } from './api-paths.ts';
import type { Call } from './call.ts';
import { parseAnswer } from './parse-answer.ts';
import { batchAnswer, type Unreadable, type WireRecord } from './wire/objects.ts';

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

/** A record that HubSpot showed and that could not be read. */
export interface UnreadableRecord {
  readonly type: ApiType;
  readonly id: string;
  readonly reason: string;
}

/** What the wire could not read, as records of a kind; one without an id cannot be told from another. */
export function unreadableRecords(type: ApiType, found: readonly Unreadable[]): UnreadableRecord[] {
  return found.flatMap(({ id, places }) =>
    id === null ? [] : [{ type, id, reason: `HubSpot's answer has an unknown form at ${places.join(', ')}` }],
  );
}

export type BatchReader = (type: ApiType, ids: readonly string[], options: BatchReadOptions) => Promise<BatchRead>;

/**
 * Reads batches. HubSpot fails on some because of one record in them: a batch it fails on is halved, and while one half is
 * answered, HubSpot is there, and the other half is halved on, down to the record that is then left out.
 */
export function batchReader(call: Call, unreadable: UnreadableRecord[]): BatchReader {
  async function readOnce(
    type: ApiType,
    ids: readonly string[],
    { properties, history = [] }: BatchReadOptions,
  ): Promise<BatchRead> {
    const path = apiPaths.batchRead(type);
    const json = {
      properties,
      ...(history.length > 0 ? { propertiesWithHistory: history } : {}),
      inputs: ids.map((id) => ({ id })),
    };
    const { body } = await call({ method: 'POST', path, json, kind: 'batchRead' });
    const { results } = parseAnswer(batchAnswer, body, `POST ${path}`);
    unreadable.push(...unreadableRecords(type, results.unreadable));
    const found = new Set([...results.records, ...results.unreadable].map(({ id }) => id));
    return { records: results.records, missing: ids.filter((id) => !found.has(id)) };
  }

  async function readHalves(
    type: ApiType,
    ids: readonly string[],
    options: BatchReadOptions,
    failure: HubSpotUnavailable | null,
  ): Promise<BatchRead> {
    const half = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, half), ids.slice(half)];
    const outcomes = await Promise.allSettled(halves.map((some) => readOnce(type, some, options)));
    if (failure !== null && outcomes.every(({ status }) => status === 'rejected')) throw failure;
    const reads: BatchRead[] = [];
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') reads.push(outcome.value);
      else if (!(outcome.reason instanceof HubSpotUnavailable)) throw outcome.reason;
      else reads.push(await readFailing(type, halves[at] ?? [], options));
    }
    return { records: reads.flatMap(({ records }) => records), missing: reads.flatMap(({ missing }) => missing) };
  }

  /** HubSpot is there and failed on these. */
  async function readFailing(type: ApiType, ids: readonly string[], options: BatchReadOptions): Promise<BatchRead> {
    const [only] = ids;
    if (ids.length > 1) return readHalves(type, ids, options, null);
    if (only !== undefined) {
      unreadable.push({ type, id: only, reason: 'HubSpot fails whenever it is asked for this record' });
    }
    return { records: [], missing: [] };
  }

  return async (type, ids, options) => {
    try {
      return await readOnce(type, ids, options);
    } catch (error) {
      if (!(error instanceof HubSpotUnavailable) || ids.length < 2) throw error;
      return readHalves(type, ids, options, error);
    }
  };
}
