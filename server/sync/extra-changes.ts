import type { WireRecord } from '../hubspot/wire/objects.ts';
import { nameChanged, nameStored, nameWanted } from '../store/wanted-records.ts';
import { type ListCursor, type LiveCursor, type StreamCursor, streamCursor } from './cursor.ts';
import { apiTypeOf, type ExtraStream, readPlan } from './extra-types.ts';
import { openStream, type PageWriter } from './page-writer.ts';
import { advanceWindow, openWindow, windowQuery } from './search-window.ts';
import type { SyncContext } from './sync-context.ts';

const MODIFIED = 'hs_lastmodifieddate';
const ID_ONLY = ['hs_object_id'];

/**
 * Names the records of one kind that are new to us: at first those of a list, where all are kept (others are found
 * through partners), then what was changed since the last pass. One search when nothing was.
 */
export async function nameNews(context: SyncContext, stream: ExtraStream): Promise<void> {
  const { kind } = stream;
  const writer = await openStream(context, kind, streamCursor);
  const { key } = readPlan(kind, context.settings);
  const { cursor } = writer;
  if (cursor === null) return begin(context, stream, writer, key);
  if (cursor.phase === 'list') return listAll(context, stream, writer, cursor);
  const since = key.every((name) => cursor.properties.includes(name)) ? cursor : { ...cursor, properties: key };
  if (since !== cursor) {
    await writer.save(since, async (tx) => {
      await nameStored(tx, kind);
      return 0;
    });
  }
  return searchChanges(context, stream, writer, since);
}

/** Takes a kind up, or up again after HubSpot refused it for a while. */
async function begin(
  context: SyncContext,
  stream: ExtraStream,
  writer: PageWriter<StreamCursor>,
  key: string[],
): Promise<void> {
  const { nowMs, lagMs } = context;
  if (stream.all) {
    return listAll(context, stream, writer, { phase: 'list', after: null, startedMs: nowMs, properties: key });
  }
  await writer.save({ phase: 'live', sinceMs: nowMs - lagMs, properties: key, window: null }, async (tx) => {
    // What is stored was read before anything looked for its changes.
    await nameStored(tx, stream.kind);
    return 0;
  });
}

async function listAll(
  context: SyncContext,
  { kind }: ExtraStream,
  writer: PageWriter<StreamCursor>,
  cursor: ListCursor,
): Promise<void> {
  const { door, settings, lagMs } = context;
  const { startedMs, properties } = cursor;
  let { after } = cursor;
  do {
    context.signal?.throwIfAborted();
    const page = await door.listPage(apiTypeOf(kind, settings), { after, properties: ID_ONLY });
    after = page.after;
    const place: StreamCursor =
      after === null
        ? { phase: 'live', sinceMs: startedMs - lagMs, properties, window: null }
        : { phase: 'list', after, startedMs, properties };
    await writer.save(place, async (tx) => {
      await nameWanted(
        tx,
        kind,
        page.records.map(({ id }) => id),
      );
      return 0;
    });
  } while (after !== null);
}

async function searchChanges(
  context: SyncContext,
  { kind }: ExtraStream,
  writer: PageWriter<StreamCursor>,
  cursor: LiveCursor,
): Promise<void> {
  const { door, settings, nowMs, lagMs } = context;
  let window = cursor.window ?? openWindow(cursor.sinceMs, Math.max(nowMs, cursor.sinceMs));
  const { untilMs } = window;
  for (;;) {
    context.signal?.throwIfAborted();
    const query = windowQuery(window, MODIFIED);
    const page = await door.searchPage(apiTypeOf(kind, settings), { ...query, properties: [MODIFIED] });
    const seen = page.records.map((record) => ({ id: record.id, modifiedMs: modifiedMs(record) }));
    const next = advanceWindow(window, {
      total: page.total,
      after: page.after,
      modifiedMs: seen.map((record) => record.modifiedMs),
      ids: seen.map(({ id }) => id),
    });
    const sinceMs = next === null ? untilMs - lagMs : cursor.sinceMs;
    await writer.save({ phase: 'live', sinceMs, properties: cursor.properties, window: next }, async (tx) => {
      await nameChanged(tx, kind, seen);
      return 0;
    });
    if (next === null) return;
    window = next;
  }
}

/** The date that search sorted by. */
function modifiedMs({ properties, updatedAt }: WireRecord): number {
  const value = properties[MODIFIED] ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(ms) ? ms : updatedAt;
}
