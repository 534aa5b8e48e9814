import { companyHistoryProperties, dealHistoryProperties } from '../../app/mapping/wanted-properties.ts';
import type { BatchRead } from '../hubspot/batch-read.ts';
import { HISTORY_BATCH_SIZE } from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import { addHistory, type HistoryRow } from '../store/history.ts';
import { markDeleted } from '../store/records.ts';
import { askHistoryAgain, type Due, markHistoryRead, nextHistories } from '../store/work-lists.ts';
import { type WorkCursor, workCursor } from './cursor.ts';
import { inChunks } from './in-chunks.ts';
import { openStream, type PageWriter } from './page-writer.ts';
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

async function readHistory(context: SyncContext, type: 'deals' | 'companies', properties: string[]): Promise<void> {
  if (properties.length === 0) return;
  const { db, portalId } = context;
  const writer = await openHistory(context, type, properties);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const due = await nextHistories(db, portalId, type, { afterId, limit: PARALLEL * HISTORY_BATCH_SIZE });
    const lastId = due.at(-1)?.id;
    if (lastId === undefined) return;
    const reads = await Promise.all(
      inChunks(
        due.map(({ id }) => id),
        HISTORY_BATCH_SIZE,
      ).map((chunk) => context.door.batchRead(type, chunk, { properties: ['hs_object_id'], history: properties })),
    );
    await writeReads(context, type, writer, { due, reads, properties });
    afterId = lastId;
    context.report({ stream: `${type}-history`, done: context.counts.history });
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
  { due, reads, properties }: { due: Due[]; reads: BatchRead[]; properties: string[] },
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
