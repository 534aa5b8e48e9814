import type { PortalTx } from './db.ts';
import type { RecordType } from './record-types.ts';

export interface HistoryRow {
  readonly id: string;
  readonly property: string;
  /** Empty when the property was cleared. */
  readonly value: string;
  readonly atMs: number;
  readonly sourceType: string | null;
}

/**
 * Adds what is not known yet and answers how much that was. What HubSpot has forgotten since (it keeps 20 revisions)
 * stays: nothing here is ever changed, so reading the same page twice is harmless.
 */
export async function addHistory(
  tx: PortalTx,
  type: RecordType,
  rows: readonly HistoryRow[],
  nowMs: number,
): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await tx.query(
    `insert into property_history (portal_id, type, id, property, at_ms, value, source_type, learned_ms)
     select $1, $2, id, property, "atMs", value, "sourceType", $4
     from jsonb_to_recordset($3::jsonb) as x (id text, property text, "atMs" bigint, value text, "sourceType" text)
     on conflict do nothing`,
    [tx.portalId, type, JSON.stringify(rows), nowMs],
  );
  return rowCount;
}
