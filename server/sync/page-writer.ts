import type { z } from 'zod';
import { applyPage, readCheckpoint } from '../store/checkpoints.ts';
import type { PortalTx } from '../store/db.ts';
import type { SyncContext } from './sync-context.ts';

/** Writes the pages of one stream, one after another, each in one transaction with where the stream then stands. */
export interface PageWriter<T> {
  /** Where the stream stood when it was opened; null before its first page. */
  readonly cursor: T | null;
  /**
   * `write` answers how much compute would see differently; so does the result. Throws StreamOvertaken, leaving nothing
   * of the page, when another run has moved the stream.
   */
  save(cursor: T, write?: (tx: PortalTx) => Promise<number>): Promise<number>;
}

/** Opens a stream for writing. Each writer expects to be the only one and finds out when it is not. */
export async function openStream<S extends z.ZodType>(
  {
    db,
    portalId,
    news,
    afterPage,
    inTurn = (work) => work(),
  }: Pick<SyncContext, 'db' | 'portalId' | 'news' | 'afterPage' | 'inTurn'>,
  stream: string,
  schema: S,
): Promise<PageWriter<z.infer<S>>> {
  let checkpoint = await readCheckpoint(db, portalId, stream, schema);
  return {
    cursor: checkpoint.cursor,
    async save(cursor, write = async () => 0) {
      const applied = await inTurn(() => applyPage(db, portalId, { checkpoint, cursor, write }));
      checkpoint = applied.checkpoint;
      if (applied.changed > 0) news.pages += 1;
      await afterPage();
      return applied.changed;
    },
  };
}
