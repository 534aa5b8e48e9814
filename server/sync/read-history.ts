import { inChunks } from '../../app/kit/in-chunks.ts';
import { companyHistoryProperties, dealHistoryProperties } from '../../app/mapping/wanted-properties.ts';
import type { BatchRead } from '../hubspot/batch-read.ts';
import { HISTORY_BATCH_SIZE } from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import { addHistory, type HistoryRow } from '../store/history.ts';
import { markDeleted } from '../store/records.ts';
import { askHistoryAgain, type Due, markHistoryRead, nextHistories } from '../store/work-lists.ts';
import { type WorkCursor, workCursor } from './cursor.ts';
import { openStream, type PageWriter } from './page-writer.ts';
import { readAhead } from './read-ahead.ts';
import type { SyncContext } from './sync-context.ts';

/** Batches under way at a time: one after another would leave most of the rate budget unused. */
const PARALLEL = 4;

/** Reads past values of deals that have to do with a partner, where they are new or were changed. */
export function readDealHistory(context: SyncContext): Promise<void> {
  return readHistory(context, 'deals', dealHistoryProperties(context.settings));
}

/** Reads past values of the partner rule's property, when a partner's start is when the rule first held. */
export function readCompanyHistory(context: SyncContext): Promise<void> {
  return readHistory(context, 'companies', companyHistoryProperties(context.settings));
}

interface Meanwhile {
  /** True when no more deals are coming. */
  readonly isOver: () => boolean;
  /** Resolves when something was written. */
  readonly news: () => Promise<void>;
}

/** The same while deals are still being listed, in whole batches only; the rest is left to `readDealHistory`. */
export async function readDealHistoryMeanwhile(context: SyncContext, { isOver, news }: Meanwhile): Promise<void> {
  const properties = dealHistoryProperties(context.settings);
  if (properties.length === 0) return;
  const writer = await openHistory(context, 'deals', properties);
  while (!isOver()) {
    const read = await readRound(context, 'deals', writer, { properties, isWhole: true });
    if (read === 0) await news();
  }
}

async function readHistory(context: SyncContext, type: 'deals' | 'companies', properties: string[]): Promise<void> {
  if (properties.length === 0) return;
  const writer = await openHistory(context, type, properties);
  await readRound(context, type, writer, { properties, isWhole: false });
}

interface Reading {
  readonly due: readonly Due[];
  readonly reads: readonly BatchRead[];
}

/** Goes once through what is due; answers how many records. The next batches travel while the last are written. */
async function readRound(
  context: SyncContext,
  type: 'deals' | 'companies',
  writer: PageWriter<WorkCursor>,
  { properties, isWhole }: { properties: string[]; isWhole: boolean },
): Promise<number> {
  let read = 0;
  for await (const readings of readAhead(readDue(context, type, { properties, isWhole }), 1)) {
    context.signal?.throwIfAborted();
    const due = readings.flatMap((reading) => reading.due);
    const reads = readings.flatMap((reading) => reading.reads);
    await writeReads(context, type, writer, { due, reads, properties });
    read += due.length;
    context.report({ stream: `${type}-history`, done: context.counts.history });
  }
  return read;
}

async function* readDue(
  context: SyncContext,
  type: 'deals' | 'companies',
  { properties, isWhole }: { properties: string[]; isWhole: boolean },
): AsyncGenerator<Reading> {
  const { db, portalId, door } = context;
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const found = await nextHistories(db, portalId, type, { afterId, limit: PARALLEL * HISTORY_BATCH_SIZE });
    const due = isWhole ? found.slice(0, found.length - (found.length % HISTORY_BATCH_SIZE)) : found;
    const lastId = due.at(-1)?.id;
    if (lastId === undefined) return;
    const batches = inChunks(
      due.map(({ id }) => id),
      HISTORY_BATCH_SIZE,
    );
    const options = { properties: ['hs_object_id'], history: properties };
    yield { due, reads: await Promise.all(batches.map((ids) => door.batchRead(type, ids, options))) };
    afterId = lastId;
  }
}

/** When other properties count than in the pass before, everything is asked again: their past was never read. */
async function openHistory(
  context: SyncContext,
  type: 'deals' | 'companies',
  properties: string[],
): Promise<PageWriter<WorkCursor>> {
  const writer = await openStream(context, `${type}-history`, workCursor);
  const known = writer.cursor?.properties;
  if (known !== undefined && properties.every((name) => known.includes(name))) return writer;
  await writer.save({ lastMs: context.nowMs, properties }, async (tx) => {
    await askHistoryAgain(tx, type);
    return 0;
  });
  return writer;
}

async function writeReads(
  context: SyncContext,
  type: 'deals' | 'companies',
  writer: PageWriter<WorkCursor>,
  { due, reads, properties }: Reading & { properties: string[] },
): Promise<void> {
  const { nowMs, counts } = context;
  const rows = reads.flatMap(({ records }) => records.flatMap(historyRows));
  const missing = reads.flatMap((read) => read.missing);
  await writer.save({ lastMs: nowMs, properties }, async (tx) => {
    const added = await addHistory(tx, type, rows, nowMs);
    const deleted = await markDeleted(tx, type, missing, nowMs);
    await markHistoryRead(tx, type, due, nowMs);
    counts.history += added;
    counts.deleted += deleted;
    return added + deleted;
  });
}

/** What a record was read with of its past. */
export function historyRows({ id, propertiesWithHistory }: WireRecord): HistoryRow[] {
  return Object.entries(propertiesWithHistory ?? {}).flatMap(([property, entries]) =>
    entries.map(({ value, timestamp, sourceType }) => ({
      id,
      property,
      value: value ?? '',
      atMs: timestamp,
      sourceType,
    })),
  );
}
