import type { PortalSettings } from '../../app/mapping/settings.ts';
import { readCheckpoint } from '../store/checkpoints.ts';
import type { Database } from '../store/db.ts';
import { backfill } from './backfill.ts';
import { type ListCursor, type StreamCursor, streamCursor } from './cursor.ts';
import { increment } from './increment.ts';
import { openStream } from './page-writer.ts';
import { STREAMS, type Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';

/** Takes one kind of record as far as this pass can: lists what was never listed to its end, else reads changes. */
export async function runStream(context: SyncContext, stream: Stream): Promise<void> {
  const { nowMs, lagMs } = context;
  const writer = await openStream(context, stream.type, streamCursor);
  const { cursor } = writer;
  const wanted = [...stream.properties(context.settings)];
  if (!stream.backfilled && cursor === null) {
    // Links bring these records in during this pass; changes count from now.
    await writer.save({ phase: 'live', sinceMs: nowMs - lagMs, properties: wanted, window: null });
    return;
  }
  if (cursor === null || (stream.backfilled && lacks(cursor, wanted))) {
    const fromStart: ListCursor = { phase: 'list', after: null, startedMs: nowMs, properties: wanted };
    return backfill(context, stream, writer, fromStart);
  }
  return cursor.phase === 'list'
    ? backfill(context, stream, writer, cursor)
    : increment(context, stream, writer, cursor);
}

/** True when some kind was not listed to its end, or not with every property that the settings now name. */
export async function needsBackfill(db: Database, portalId: number, settings: PortalSettings): Promise<boolean> {
  for (const stream of STREAMS.filter(({ backfilled }) => backfilled)) {
    const { cursor } = await readCheckpoint(db, portalId, stream.type, streamCursor);
    if (cursor === null || cursor.phase === 'list' || lacks(cursor, stream.properties(settings))) return true;
  }
  return false;
}

function lacks({ properties }: StreamCursor, wanted: readonly string[]): boolean {
  return wanted.some((name) => !properties.includes(name));
}
