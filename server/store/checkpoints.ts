import type { z } from 'zod';
import { type Database, type PortalTx, withPortal } from './db.ts';
import { bumpFacts } from './portals.ts';

/** Where a stream stands. `cursor` is null before its first page. */
export interface Checkpoint<T> {
  readonly stream: string;
  readonly cursor: T | null;
  readonly version: number;
}

/** Another run moved this stream on since we looked; what we were about to write is rolled back. Stop: it goes on there. */
export class StreamOvertaken extends Error {
  constructor(stream: string) {
    super(`Another run has taken over the stream ${stream}; this one stops and nothing is lost.`);
    this.name = 'StreamOvertaken';
  }
}

/** Reads where a stream stands. Throws a ZodError when the stored cursor is of another form. */
export function readCheckpoint<T extends z.ZodType>(
  db: Database,
  portalId: number,
  stream: string,
  schema: T,
): Promise<Checkpoint<z.infer<T>>> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ cursor: unknown; version: number }>(
      `insert into checkpoints as c (portal_id, stream, cursor) values ($1, $2, 'null')
       on conflict (portal_id, stream) do update set stream = c.stream returning cursor, version`,
      [portalId, stream],
    );
    const row = rows[0];
    if (row === undefined) throw new Error(`checkpoint ${stream} could not be made`);
    return { stream, cursor: row.cursor === null ? null : schema.parse(row.cursor), version: row.version };
  });
}

/** Which of these streams have begun. */
export function begunStreams(db: Database, portalId: number, streams: readonly string[]): Promise<Set<string>> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ stream: string }>(
      "select stream from checkpoints where portal_id = $1 and stream = any ($2) and cursor <> 'null'",
      [portalId, streams],
    );
    return new Set(rows.map(({ stream }) => stream));
  });
}

/** Makes a stream begin anew. Who is writing it finds out at its next page. */
export async function forgetStream(tx: PortalTx, stream: string): Promise<void> {
  await tx.query('delete from checkpoints where portal_id = $1 and stream = $2', [tx.portalId, stream]);
}

/**
 * The one way records get into the store: one transaction for a page and the checkpoint behind it, both or neither.
 * `write` answers how much compute would see differently. Throws StreamOvertaken when somebody else moved the stream.
 */
export function applyPage<T>(
  db: Database,
  portalId: number,
  { checkpoint, cursor, write }: { checkpoint: Checkpoint<T>; cursor: T; write: (tx: PortalTx) => Promise<number> },
): Promise<{ checkpoint: Checkpoint<T>; changed: number }> {
  const { stream, version } = checkpoint;
  return withPortal(db, portalId, async (tx) => {
    const changed = await write(tx);
    const { rowCount } = await tx.query(
      'update checkpoints set cursor = $4, version = version + 1 where portal_id = $1 and stream = $2 and version = $3',
      [portalId, stream, version, JSON.stringify(cursor)],
    );
    if (rowCount === 0) throw new StreamOvertaken(stream);
    if (changed > 0) await bumpFacts(tx);
    return { checkpoint: { stream, cursor, version: version + 1 }, changed };
  });
}
