import type { Page } from '../hubspot/objects.ts';
import { applyPage, type Checkpoint } from '../store/checkpoints.ts';
import type { ListCursor, StreamCursor } from './cursor.ts';
import { listWide } from './read-wide.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

/** Reads a kind of record from end to end, from wherever an earlier run stopped. */
export async function backfill(
  context: SyncContext,
  stream: Stream,
  checkpoint: Checkpoint<StreamCursor>,
  cursor: ListCursor,
): Promise<void> {
  const fetchPage = (after: string | null): Promise<Page> =>
    listWide(context.door, stream.type, {
      after,
      properties: propertiesOf(context, stream),
      associations: stream.inline,
    });
  let at = checkpoint;
  let page = await fetchPage(cursor.after);
  for (;;) {
    context.signal?.throwIfAborted();
    // The next page travels while this one is written: a list cursor allows one request at a time.
    const upcoming = page.after === null ? null : fetchPage(page.after);
    // Whether it fails is looked at below, unless writing fails first.
    upcoming?.catch(() => undefined);
    at = await applyListPage(context, stream, { at, page, cursor });
    if (upcoming === null) return;
    page = await upcoming;
  }
}

async function applyListPage(
  context: SyncContext,
  stream: Stream,
  { at, page, cursor }: { at: Checkpoint<StreamCursor>; page: Page; cursor: ListCursor },
): Promise<Checkpoint<StreamCursor>> {
  const { startedMs, properties } = cursor;
  const next: StreamCursor =
    page.after === null
      ? { phase: 'live', sinceMs: startedMs - context.lagMs, properties, window: null }
      : { ...cursor, after: page.after };
  const { checkpoint, changed } = await applyPage(context.db, context.portalId, {
    checkpoint: at,
    cursor: next,
    write: (tx) => writeRecords(tx, context, stream, page.records),
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
