import type { Page } from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import { applyPage, type Checkpoint } from '../store/checkpoints.ts';
import type { PortalTx } from '../store/db.ts';
import type { ListCursor, StreamCursor } from './cursor.ts';
import { listWide } from './read-wide.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

/** What a walk over a whole list does besides writing the records. */
export interface Walk {
  /** Inside the transaction of each page. */
  readonly onPage?: (tx: PortalTx, records: readonly WireRecord[]) => Promise<number>;
  /** The cursor behind the last page. */
  readonly finished: (cursor: ListCursor) => StreamCursor;
}

/** Reads a kind of record from end to end, from wherever an earlier run stopped; increments take over from its start. */
export function backfill(
  context: SyncContext,
  stream: Stream,
  checkpoint: Checkpoint<StreamCursor>,
  cursor: ListCursor,
): Promise<void> {
  const finished = ({ startedMs, properties }: ListCursor): StreamCursor => {
    return { phase: 'live', sinceMs: startedMs - context.lagMs, properties, window: null };
  };
  return walkList(context, stream, { checkpoint, cursor, walk: { finished } });
}

/** Lists a kind of record page by page and writes each with its checkpoint. */
export async function walkList(
  context: SyncContext,
  stream: Stream,
  { checkpoint, cursor, walk }: { checkpoint: Checkpoint<StreamCursor>; cursor: ListCursor; walk: Walk },
): Promise<void> {
  const properties = propertiesOf(context, stream);
  const fetchPage = (after: string | null): Promise<Page> =>
    listWide(context.door, stream.type, { after, properties, associations: stream.inline });
  let at = checkpoint;
  let page = await fetchPage(cursor.after);
  for (;;) {
    context.signal?.throwIfAborted();
    // The next page travels while this one is written: a list cursor allows one request at a time.
    const upcoming = page.after === null ? null : fetchPage(page.after);
    // Whether it fails is looked at below, unless writing fails first.
    upcoming?.catch(() => undefined);
    at = await applyListPage(context, stream, { at, page, cursor, walk });
    if (upcoming === null) return;
    page = await upcoming;
  }
}

async function applyListPage(
  context: SyncContext,
  stream: Stream,
  { at, page, cursor, walk }: { at: Checkpoint<StreamCursor>; page: Page; cursor: ListCursor; walk: Walk },
): Promise<Checkpoint<StreamCursor>> {
  const { checkpoint, changed } = await applyPage(context.db, context.portalId, {
    checkpoint: at,
    cursor: page.after === null ? walk.finished(cursor) : { ...cursor, after: page.after },
    write: async (tx) => {
      const written = await writeRecords(tx, context, stream, page.records);
      return written + ((await walk.onPage?.(tx, page.records)) ?? 0);
    },
  });
  if (changed > 0) context.news.pages += 1;
  context.report({ stream: stream.type, done: context.counts[stream.type] });
  return checkpoint;
}

/** Everything asked for of a stream's records: its own list and, for deals, the stage dates. */
export function propertiesOf({ settings, account }: SyncContext, stream: Stream): string[] {
  const stageDates = stream.type === 'deals' ? account.stageDates : [];
  return [...new Set([...stream.properties(settings), ...stageDates])];
}
