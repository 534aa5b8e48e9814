import { inChunks } from '../../app/kit/in-chunks.ts';
import type { ObjectType } from '../hubspot/api-paths.ts';
import { ASSOCIATION_BATCH_SIZE } from '../hubspot/associations.ts';
import { BATCH_SIZE, HISTORY_BATCH_SIZE } from '../hubspot/objects.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import type { PortalTx } from '../store/db.ts';
import { addHistory } from '../store/history.ts';
import { type LinkRow, removeOtherLinks, upsertLinks } from '../store/links.ts';
import { markDeletedAt, type RecordRow, upsertRecords } from '../store/records.ts';
import { nameWanted, nextWanted, partnersAmong, takeOffWanted, type Wanted } from '../store/wanted-records.ts';
import { contentHash } from './content-hash.ts';
import { workCursor } from './cursor.ts';
import { apiTypeOf, type ExtraStream, readPlan } from './extra-types.ts';
import { openStream } from './page-writer.ts';
import { historyRows } from './read-history.ts';
import { readLinksOf } from './read-links-of.ts';
import type { SyncContext } from './sync-context.ts';
import { newestOfEach } from './write-records.ts';

/** Batches under way at a time. */
const PARALLEL = 4;

type LinksByType = ReadonlyMap<ObjectType, readonly LinkRow[]>;

/**
 * Reads the records of one kind that were named, a thousand at a time: first whom they are linked to, because most mail
 * of an account has nothing to do with partners, and then only those that have.
 */
export async function readWanted(context: SyncContext, stream: ExtraStream): Promise<void> {
  const { db, portalId, nowMs } = context;
  const { kind } = stream;
  const writer = await openStream(context, `${kind}-records`, workCursor);
  for (;;) {
    context.signal?.throwIfAborted();
    const due = await nextWanted(db, portalId, kind, ASSOCIATION_BATCH_SIZE);
    if (due.length === 0) return;
    const ids = due.map(({ id }) => id);
    const sides = await readLinks(context, stream, ids, stream.all ? stream.links : stream.sides);
    const kept = stream.all ? ids : await ofPartners(context, ids, sides);
    const others = stream.all ? [] : stream.links.filter((type) => !sides.has(type));
    const links = new Map([...sides, ...(await readLinks(context, stream, kept, others))]);
    const { records, missing } = await readRecords(context, stream, kept);
    await writer.save({ lastMs: nowMs }, async (tx) => {
      const changed = await write(tx, context, stream, { due, kept, links, records, missing });
      await takeOffWanted(tx, kind, due);
      // A record that another took over is answered by that one, whose links are not among those read here.
      await nameWanted(tx, kind, strangers(records, ids));
      return changed;
    });
    context.report({ stream: kind, done: context.counts.extras });
  }
}

/** Links of these records to each type, every page of them. */
async function readLinks(
  context: SyncContext,
  { kind }: ExtraStream,
  ids: readonly string[],
  types: readonly ObjectType[],
): Promise<Map<ObjectType, LinkRow[]>> {
  if (ids.length === 0) return new Map();
  const api = apiTypeOf(kind, context.settings);
  const readType = async (type: ObjectType): Promise<[ObjectType, LinkRow[]]> => [
    type,
    await readLinksOf(context, { from: api, to: type }, ids),
  ];
  return new Map(await Promise.all(types.map(readType)));
}

/** Records that a partner company or one of its people has to do with. */
async function ofPartners(context: SyncContext, ids: readonly string[], links: LinksByType): Promise<string[]> {
  const kept = new Set<string>();
  for (const side of ['companies', 'contacts'] as const) {
    const found = links.get(side) ?? [];
    const ours = await partnersAmong(context.db, context.portalId, side, [...new Set(found.map(({ toId }) => toId))]);
    for (const { fromId, toId } of found) if (ours.has(toId)) kept.add(fromId);
  }
  return ids.filter((id) => kept.has(id));
}

async function readRecords(context: SyncContext, { kind }: ExtraStream, ids: readonly string[]) {
  const { properties, history } = readPlan(kind, context.settings);
  const api = apiTypeOf(kind, context.settings);
  const batches = inChunks(ids, history.length > 0 ? HISTORY_BATCH_SIZE : BATCH_SIZE);
  const records: WireRecord[] = [];
  const missing: string[] = [];
  for (const some of inChunks(batches, PARALLEL)) {
    const reads = await Promise.all(some.map((batch) => context.door.batchRead(api, batch, { properties, history })));
    for (const read of reads) {
      records.push(...read.records);
      missing.push(...read.missing);
    }
  }
  return { records: newestOfEach(records), missing };
}

interface Found {
  readonly due: readonly Wanted[];
  readonly kept: readonly string[];
  readonly links: LinksByType;
  readonly records: readonly WireRecord[];
  readonly missing: readonly string[];
}

async function write(tx: PortalTx, context: SyncContext, stream: ExtraStream, found: Found): Promise<number> {
  const { nowMs, counts, isFirst } = context;
  const { kind } = stream;
  const asked = new Set(found.kept);
  const missing = new Set(found.missing);
  const ids = found.due.map(({ id }) => id);
  const records = found.records.filter(({ id }) => asked.has(id));
  const { created, updated } = await upsertRecords(
    tx,
    kind,
    records.map((record) => rowOf(record, nowMs)),
    nowMs,
  );
  // Those that are no partner's (any more) go like deleted ones: nobody reads them, and they come back when linked again.
  const gone = found.due.filter(({ id }) => missing.has(id) || !asked.has(id));
  const deleted = await markDeletedAt(
    tx,
    kind,
    gone.map(({ id, deletedMs }) => ({ id, deletedMs: deletedMs ?? nowMs })),
  );
  const history = await addHistory(tx, kind, records.flatMap(historyRows), nowMs);
  let linked = 0;
  for (const [to, links] of found.links) {
    const known = { from: kind, to };
    const shown = links.filter(({ fromId }) => asked.has(fromId));
    linked += await upsertLinks(tx, known, shown, { nowMs, reconstructed: isFirst });
    linked += await removeOtherLinks(tx, known, { side: 'from', ids, shown, nowMs });
  }
  counts.extras += records.length;
  counts.links += linked;
  counts.history += history;
  counts.deleted += deleted;
  return created + updated + deleted + history + linked;
}

function rowOf({ id, properties, createdAt, updatedAt, archived, archivedAt }: WireRecord, nowMs: number): RecordRow {
  return {
    id,
    properties,
    createdMs: createdAt,
    modifiedMs: updatedAt,
    archived,
    deletedMs: archived ? (archivedAt ?? nowMs) : null,
    contentHash: contentHash(properties),
    partnerScope: false,
    linksReadMs: nowMs,
  };
}

function strangers(records: readonly WireRecord[], ids: readonly string[]): string[] {
  const asked = new Set(ids);
  return records.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
}
