import { z } from 'zod';
import { BATCH_SIZE } from '../hubspot/objects.ts';
import { applyPage, readCheckpoint } from '../store/checkpoints.ts';
import type { PortalTx } from '../store/db.ts';
import { markArchived, markDeleted } from '../store/records.ts';
import { addSwept, clearSwept, deleteUnswept } from '../store/swept-ids.ts';
import { nextWork } from '../store/work-lists.ts';
import { walkList } from './backfill.ts';
import { type ListCursor, type StreamCursor, streamCursor, workCursor } from './cursor.ts';
import { optional } from './optional.ts';
import { readPartnerLinks } from './partner-links.ts';
import { STREAMS, type Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

const sweepCursor = z.object({ lastFullMs: z.number() });
/** A little under a week, so that a weekly schedule does not slip past it. */
const FULL_EVERY_MS = 6.5 * 24 * 3_600_000;

/**
 * Finds what no search ever shows: deletions (the recycle bin, partner links, people of partners), and once a week, by
 * listing every record again, deletions for good, changes of calculated properties and anything that was missed.
 */
export async function sweep(context: SyncContext): Promise<void> {
  const { db, portalId, nowMs } = context;
  const listed = STREAMS.filter(({ backfilled }) => backfilled);
  for (const stream of listed) await sweepRecycleBin(context, stream);
  await readPartnerLinks(context, 'partners');
  const contacts = STREAMS.find(({ type }) => type === 'contacts');
  if (contacts !== undefined) await optional(context, 'contacts', () => refreshContacts(context, contacts), undefined);
  const last = await readCheckpoint(db, portalId, 'sweep', sweepCursor);
  if (last.cursor !== null && nowMs - last.cursor.lastFullMs < FULL_EVERY_MS) return;
  for (const stream of listed) await listAgain(context, stream);
  const write = async () => 0;
  await applyPage(db, portalId, { checkpoint: last, cursor: { lastFullMs: nowMs }, write });
}

/** Records in HubSpot's recycle bin, with the time they went there. Those we never had stay out. */
async function sweepRecycleBin(context: SyncContext, stream: Stream): Promise<void> {
  const { db, portalId, door, nowMs } = context;
  let checkpoint = await readCheckpoint(db, portalId, `recycle-bin-${stream.type}`, workCursor);
  let after: string | null = null;
  do {
    context.signal?.throwIfAborted();
    const page: Awaited<ReturnType<typeof door.listPage>> = await door.listPage(stream.type, {
      after,
      properties: ['hs_object_id'],
      archived: true,
    });
    const gone = page.records.map(({ id, archivedAt }) => ({ id, deletedMs: archivedAt ?? nowMs }));
    const applied = await applyPage(db, portalId, {
      checkpoint,
      cursor: { lastMs: nowMs },
      write: (tx) => markArchived(tx, stream.type, gone),
    });
    context.counts.deleted += applied.changed;
    if (applied.changed > 0) context.news.pages += 1;
    checkpoint = applied.checkpoint;
    after = page.after;
  } while (after !== null);
}

/** Lists everything once more. What is equal is skipped; what is stored but no longer listed is gone. */
async function listAgain(context: SyncContext, stream: Stream): Promise<void> {
  const { db, portalId, nowMs } = context;
  let checkpoint = await readCheckpoint(db, portalId, `sweep-${stream.type}`, streamCursor);
  let cursor = checkpoint.cursor?.phase === 'list' ? checkpoint.cursor : null;
  if (cursor === null) {
    const begin: ListCursor = { phase: 'list', after: null, startedMs: nowMs, properties: [] };
    const write = async (tx: PortalTx) => {
      await clearSwept(tx, stream.type);
      return 0;
    };
    ({ checkpoint } = await applyPage<StreamCursor>(db, portalId, { checkpoint, cursor: begin, write }));
    cursor = begin;
  }
  const { startedMs } = cursor;
  await walkList(context, stream, {
    checkpoint,
    cursor,
    walk: {
      async onPage(tx, records) {
        await addSwept(
          tx,
          stream.type,
          records.map(({ id }) => id),
        );
        return 0;
      },
      finished: ({ properties }) => ({ phase: 'live', sinceMs: startedMs, properties, window: null }),
    },
  });
  const end = await readCheckpoint(db, portalId, `sweep-${stream.type}`, streamCursor);
  if (end.cursor === null) return;
  const deletion = await applyPage(db, portalId, {
    checkpoint: end,
    cursor: end.cursor,
    write: (tx) => deleteUnswept(tx, stream.type, { startedMs, nowMs }),
  });
  context.counts.deleted += deletion.changed;
  if (deletion.changed > 0) context.news.pages += 1;
}

/** People of partners are read by id: one who is missing from the answer is gone. */
async function refreshContacts(context: SyncContext, stream: Stream): Promise<void> {
  const { db, portalId, door, nowMs } = context;
  const properties = stream.properties(context.settings);
  let checkpoint = await readCheckpoint(db, portalId, 'sweep-contacts', workCursor);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const ids = await nextWork(db, portalId, 'contacts', { afterId, limit: BATCH_SIZE });
    const lastId = ids.at(-1);
    if (lastId === undefined) return;
    const { records, missing } = await door.batchRead('contacts', ids, { properties });
    const applied = await applyPage(db, portalId, {
      checkpoint,
      cursor: { lastMs: nowMs },
      write: async (tx) => {
        const deleted = await markDeleted(tx, 'contacts', missing, nowMs);
        context.counts.deleted += deleted;
        return deleted + (await writeRecords(tx, context, stream, records));
      },
    });
    if (applied.changed > 0) context.news.pages += 1;
    checkpoint = applied.checkpoint;
    afterId = lastId;
  }
}
