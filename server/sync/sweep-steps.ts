import { BATCH_SIZE } from '../hubspot/objects.ts';
import type { PortalTx } from '../store/db.ts';
import { markArchived, markDeleted } from '../store/records.ts';
import { addSwept, clearSwept, deleteUnswept } from '../store/swept-ids.ts';
import { nextWork } from '../store/work-lists.ts';
import { listPages } from './backfill.ts';
import { STREAMS, type Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

/**
 * Writes one page of a sweep together with the place behind it; null ends the step. Every step saves null once.
 */
export type SavePage = (after: string | null, write?: (tx: PortalTx) => Promise<number>) => Promise<unknown>;

/** Records in HubSpot's recycle bin, with the time they went there. Those we never had stay out. */
export async function sweepRecycleBin(
  context: SyncContext,
  { type }: Stream,
  start: string | null,
  save: SavePage,
): Promise<void> {
  let after = start;
  do {
    context.signal?.throwIfAborted();
    const page: Awaited<ReturnType<typeof context.door.listPage>> = await context.door.listPage(type, {
      after,
      properties: ['hs_object_id'],
      archived: true,
    });
    const gone = page.records.map(({ id, archivedAt }) => ({ id, deletedMs: archivedAt ?? context.nowMs }));
    await save(page.after, async (tx) => {
      const marked = await markArchived(tx, type, gone);
      context.counts.deleted += marked;
      return marked;
    });
    after = page.after;
  } while (after !== null);
}

/** People of partners are read by id: one who is missing from the answer is gone. */
export async function sweepContacts(context: SyncContext, start: string | null, save: SavePage): Promise<void> {
  const stream = STREAMS.find(({ type }) => type === 'contacts');
  if (stream === undefined) return;
  let afterId = start ?? '';
  for (;;) {
    context.signal?.throwIfAborted();
    const ids = await nextWork(context.db, context.portalId, 'contacts', { afterId, limit: BATCH_SIZE });
    const lastId = ids.at(-1);
    if (lastId === undefined) return;
    const { records, missing } = await context.door.batchRead('contacts', ids, {
      properties: stream.properties(context.settings),
    });
    await save(lastId, async (tx) => {
      const deleted = await markDeleted(tx, 'contacts', missing, context.nowMs);
      context.counts.deleted += deleted;
      return deleted + (await writeRecords(tx, context, stream, records));
    });
    afterId = lastId;
  }
}

/** Lists everything once more and notes what was met. What is equal is skipped by the write itself. */
export async function sweepList(
  context: SyncContext,
  stream: Stream,
  start: string | null,
  save: SavePage,
): Promise<void> {
  for await (const page of listPages(context, stream, start)) {
    // One that could not be read is there all the same.
    const ids = [...page.records.map(({ id }) => id), ...page.leftOut];
    await save(page.after, async (tx) => {
      await addSwept(tx, stream.type, ids);
      return writeRecords(tx, context, stream, page.records);
    });
  }
}

/** Before a sweep: nothing has been met yet. */
export async function forgetListed(tx: PortalTx): Promise<number> {
  for (const { type } of STREAMS) await clearSwept(tx, type);
  return 0;
}

/** After the list: what is stored but was not met is gone. */
export async function deleteUnlisted(
  tx: PortalTx,
  context: SyncContext,
  { type }: Stream,
  startedMs: number,
): Promise<number> {
  const deleted = await deleteUnswept(tx, type, { startedMs, nowMs: context.nowMs });
  context.counts.deleted += deleted;
  return deleted;
}
