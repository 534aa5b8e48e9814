import { inChunks } from '../../app/kit/in-chunks.ts';
import { BATCH_SIZE } from '../hubspot/objects.ts';
import { removeOtherLinks } from '../store/links.ts';
import { nextWork } from '../store/work-lists.ts';
import { workCursor } from './cursor.ts';
import { openStream } from './page-writer.ts';
import { storeRows } from './store-rows.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { newestOfEach, rowOf } from './write-records.ts';

const STREAM = 'partner-contacts';
const PARALLEL = 4;

/** Reads the people of partners that links name and the store lacks. */
export async function readPartnerContacts(context: SyncContext, stream: Stream): Promise<void> {
  const { db, portalId, nowMs } = context;
  const writer = await openStream(context, STREAM, workCursor);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const ids = await nextWork(db, portalId, 'partnerContacts', { afterId, limit: PARALLEL * BATCH_SIZE });
    const lastId = ids.at(-1);
    if (lastId === undefined) return;
    const properties = stream.properties(context.settings);
    const reads = await Promise.all(
      inChunks(ids, BATCH_SIZE).map((chunk) => context.door.batchRead('contacts', chunk, { properties })),
    );
    const records = newestOfEach(reads.flatMap((read) => read.records));
    const rows = records.map((record) => rowOf(record, stream, context));
    const missing = reads.flatMap((read) => read.missing);
    await writer.save({ lastMs: nowMs }, async (tx) => {
      const { changed } = await storeRows(tx, 'contacts', rows, nowMs);
      // A person who is gone is no link either; otherwise every pass would ask for them again.
      const kind = { from: 'companies', to: 'contacts' } as const;
      const removed = await removeOtherLinks(tx, kind, { side: 'to', ids: missing, shown: [], nowMs });
      return changed + removed;
    });
    context.counts.contacts += rows.length;
    afterId = lastId;
    context.report({ stream: STREAM, done: context.counts.contacts });
  }
}
