import type { WireRecord } from '../hubspot/wire/objects.ts';
import { propertiesOf } from './backfill.ts';
import type { LiveCursor, StreamCursor } from './cursor.ts';
import type { PageWriter } from './page-writer.ts';
import { searchWide } from './read-wide.ts';
import { advanceWindow, openWindow, windowQuery } from './search-window.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

/** Reads what was changed since the last pass; one search when nothing was. */
export async function increment(
  context: SyncContext,
  stream: Stream,
  writer: PageWriter<StreamCursor>,
  cursor: LiveCursor,
): Promise<void> {
  const { door, nowMs, lagMs } = context;
  const properties = propertiesOf(context, stream);
  // A window that an earlier run left half read is finished first; what came after it waits for the next pass.
  let window = cursor.window ?? openWindow(cursor.sinceMs, Math.max(nowMs, cursor.sinceMs));
  const { untilMs } = window;
  for (;;) {
    context.signal?.throwIfAborted();
    const query = windowQuery(window, stream.modifiedProperty);
    const page = await searchWide(door, stream.type, { ...query, properties });
    const next = advanceWindow(window, {
      total: page.total,
      after: page.after,
      modifiedMs: page.records.map((record) => modifiedMs(record, stream)),
      ids: page.records.map(({ id }) => id),
    });
    // The next window overlaps this one by the lag: search shows a change only some time after it happened.
    const sinceMs = next === null ? untilMs - lagMs : cursor.sinceMs;
    await writer.save({ phase: 'live', sinceMs, properties: cursor.properties, window: next }, (tx) =>
      writeRecords(tx, context, stream, page.records),
    );
    context.report({ stream: stream.type, done: context.counts[stream.type] });
    if (next === null) return;
    window = next;
  }
}

/** The date that search sorted by; the record's own where it is not among the properties. */
function modifiedMs(record: WireRecord, { modifiedProperty }: Stream): number {
  const value = record.properties[modifiedProperty];
  if (value === null || value === undefined) return record.updatedAt;
  const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(ms) ? ms : record.updatedAt;
}
