import type { Page } from '../hubspot/objects.ts';
import type { ListCursor, StreamCursor } from './cursor.ts';
import type { PageWriter } from './page-writer.ts';
import { readAhead } from './read-ahead.ts';
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
  for await (const { records, after } of listPages(context, stream, cursor.after)) {
    await writer.save(after === null ? live : { ...cursor, after }, (tx) => writeRecords(tx, context, stream, records));
    context.report({ stream: stream.type, done: context.counts[stream.type] });
  }
}

/** Pages that one transaction writes, and that wait at most while the one before is at work. */
const PAGES_AT_ONCE = 4;

/**
 * All of a list behind `after`, some pages at a time. A list's cursor allows one request at a time, so the next is on the
 * way while the caller writes; what has come meanwhile is written together.
 */
export async function* listPages(context: SyncContext, stream: Stream, after: string | null): AsyncGenerator<Page> {
  for await (const pages of readAhead(singlePages(context, stream, after), PAGES_AT_ONCE)) {
    context.signal?.throwIfAborted();
    yield {
      records: pages.flatMap(({ records }) => records),
      after: pages.at(-1)?.after ?? null,
      leftOut: pages.flatMap(({ leftOut }) => leftOut),
    };
  }
}

async function* singlePages(context: SyncContext, stream: Stream, start: string | null): AsyncGenerator<Page> {
  const options = { properties: propertiesOf(context, stream), associations: stream.inline };
  let after = start;
  do {
    context.signal?.throwIfAborted();
    const page = await listWide(context.door, stream.type, { ...options, after });
    after = page.after;
    yield page;
  } while (after !== null);
}

/** Everything asked for of a stream's records: its own list and, for deals, the stage dates. */
export function propertiesOf({ settings, account }: SyncContext, stream: Stream): string[] {
  const stageDates = stream.type === 'deals' ? account.stageDates : [];
  return [...new Set([...stream.properties(settings), ...stageDates])];
}
