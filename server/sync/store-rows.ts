import type { ObjectType } from '../hubspot/api-paths.ts';
import { isDataError, type PortalTx } from '../store/db.ts';
import { type RecordRow, upsertRecords } from '../store/records.ts';
import { setAside } from '../store/set-aside.ts';

export interface StoredRows {
  /** How many are new or different. */
  readonly changed: number;
  readonly ids: readonly string[];
}

/**
 * Stores the rows of one page. When PostgreSQL refuses them for what one of them holds, they are stored one by one and
 * the guilty ones set aside: a page is never stuck on a record.
 */
export async function storeRows(
  tx: PortalTx,
  type: ObjectType,
  rows: readonly RecordRow[],
  nowMs: number,
): Promise<StoredRows> {
  const whole = await attempt(tx, () => upsertRecords(tx, type, rows, nowMs));
  if (whole !== null) return { changed: whole.created + whole.updated, ids: rows.map(({ id }) => id) };
  let changed = 0;
  const ids: string[] = [];
  for (const row of rows) {
    const one = await attempt(tx, () => upsertRecords(tx, type, [row], nowMs));
    if (one === null) {
      await setAside(tx, [{ type, id: row.id, reason: 'A value of this record cannot be stored' }], nowMs);
    } else {
      changed += one.created + one.updated;
      ids.push(row.id);
    }
  }
  return { changed, ids };
}

/** Null when PostgreSQL refused the data; what was done before stays. */
async function attempt<T>(tx: PortalTx, work: () => Promise<T>): Promise<T | null> {
  await tx.query('savepoint rows_of_page');
  try {
    const result = await work();
    await tx.query('release savepoint rows_of_page');
    return result;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await tx.query('rollback to savepoint rows_of_page');
    return null;
  }
}
