import { companyHistoryProperties, dealHistoryProperties } from '../../app/mapping/wanted-properties.ts';
import { type BatchRead, HISTORY_BATCH_SIZE } from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import { applyPage, type Checkpoint, readCheckpoint } from '../store/checkpoints.ts';
import { addHistory, type HistoryRow } from '../store/history.ts';
import { markDeleted } from '../store/records.ts';
import { askHistoryAgain, markHistoryRead, nextWork } from '../store/work-lists.ts';
import { type WorkCursor, workCursor } from './cursor.ts';
import { inChunks } from './in-chunks.ts';
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
  const list = type === 'deals' ? 'dealHistory' : 'companyHistory';
  let checkpoint = await openStream(context, type, properties);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const ids = await nextWork(db, portalId, list, { afterId, limit: PARALLEL * HISTORY_BATCH_SIZE });
    const lastId = ids.at(-1);
    if (lastId === undefined) return;
    const reads = await Promise.all(
      inChunks(ids, HISTORY_BATCH_SIZE).map((chunk) =>
        context.door.batchRead(type, chunk, { properties: ['hs_object_id'], history: properties }),
      ),
    );
    checkpoint = await applyReads(context, type, { checkpoint, ids, reads, properties });
    afterId = lastId;
    context.report({ stream: `${type}-history`, done: context.counts.history });
  }
}

/** When other properties count than in the pass before, everything is asked again: their past was never read. */
async function openStream(
  { db, portalId, nowMs }: SyncContext,
  type: 'deals' | 'companies',
  properties: string[],
): Promise<Checkpoint<WorkCursor>> {
  const checkpoint = await readCheckpoint(db, portalId, `${type}-history`, workCursor);
  const known = checkpoint.cursor?.properties;
  if (known !== undefined && properties.every((name) => known.includes(name))) return checkpoint;
  const reopened = await applyPage(db, portalId, {
    checkpoint,
    cursor: { lastMs: nowMs, properties },
    write: async (tx) => {
      await askHistoryAgain(tx, type);
      return 0;
    },
  });
  return reopened.checkpoint;
}

async function applyReads(
  context: SyncContext,
  type: 'deals' | 'companies',
  page: { checkpoint: Checkpoint<WorkCursor>; ids: string[]; reads: BatchRead[]; properties: string[] },
): Promise<Checkpoint<WorkCursor>> {
  const { nowMs } = context;
  const rows = page.reads.flatMap(({ records }) => records.flatMap(historyRows));
  const missing = page.reads.flatMap((read) => read.missing);
  const { checkpoint, changed } = await applyPage(context.db, context.portalId, {
    checkpoint: page.checkpoint,
    cursor: { lastMs: nowMs, properties: page.properties },
    write: async (tx) => {
      const added = await addHistory(tx, type, rows, nowMs);
      const deleted = await markDeleted(tx, type, missing, nowMs);
      await markHistoryRead(tx, type, page.ids, nowMs);
      context.counts.history += added;
      context.counts.deleted += deleted;
      return added + deleted;
    },
  });
  if (changed > 0) context.news.pages += 1;
  return checkpoint;
}

function historyRows({ id, propertiesWithHistory }: WireRecord): HistoryRow[] {
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
