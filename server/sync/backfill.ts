import type { Page } from '../hubspot/objects.ts';
import type { ListCursor, StreamCursor } from './cursor.ts';
import type { PageWriter } from './page-writer.ts';
import { listWide } from './read-wide.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

/** Reads a kind of record from end to end, from wherever an earlier run stopped; increments take over from its start. */
export async function backfill(
  context: SyncContext,
  stream: Stream,
  writer: PageWriter<StreamCursor>,
  cursor: ListCursor,
): Promise<void> {
  const { startedMs, properties } = cursor;
  const live: StreamCursor = { phase: 'live', sinceMs: startedMs - context.lagMs, properties, window: null };
  for await (const page of listPages(context, stream, cursor.after)) {
    await writer.save(page.after === null ? live : { ...cursor, after: page.after }, (tx) =>
      writeRecords(tx, context, stream, page.records),
    );
    context.report({ stream: stream.type, done: context.counts[stream.type] });
  }
}

/**
 * All pages of a list behind `after`. The next page travels while the caller writes the last one, because a list's
 * cursor allows one request at a time.
 */
export async function* listPages(context: SyncContext, stream: Stream, after: string | null): AsyncGenerator<Page> {
  const options = { properties: propertiesOf(context, stream), associations: stream.inline };
  let page = await listWide(context.door, stream.type, { ...options, after });
  for (;;) {
    context.signal?.throwIfAborted();
    const upcoming =
      page.after === null ? null : listWide(context.door, stream.type, { ...options, after: page.after });
    // Whether it failed is looked at below, unless the caller fails first.
    upcoming?.catch(() => undefined);
    yield page;
    if (upcoming === null) return;
    page = await upcoming;
  }
}

/** Everything asked for of a stream's records: its own list and, for deals, the stage dates. */
export function propertiesOf({ settings, account }: SyncContext, stream: Stream): string[] {
  const stageDates = stream.type === 'deals' ? account.stageDates : [];
  return [...new Set([...stream.properties(settings), ...stageDates])];
}
