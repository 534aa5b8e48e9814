import type { PortalTx } from './db.ts';
import type { RecordType } from './record-types.ts';

/** Forgets the ids of an earlier sweep. */
export async function clearSwept(tx: PortalTx, type: RecordType): Promise<void> {
  await tx.query('delete from swept_ids where portal_id = $1 and type = $2', [tx.portalId, type]);
}

/** Notes ids that HubSpot still has. */
export async function addSwept(tx: PortalTx, type: RecordType, ids: readonly string[]): Promise<void> {
  await tx.query('insert into swept_ids select $1, $2, unnest($3::text[]) on conflict do nothing', [
    tx.portalId,
    type,
    ids,
  ]);
}

/**
 * Marks as gone what a finished sweep did not meet, and forgets the sweep. Records first seen after it began may lie
 * behind where it passed. Answers how many were thought to be there.
 */
export async function deleteUnswept(
  tx: PortalTx,
  type: RecordType,
  { startedMs, nowMs }: { startedMs: number; nowMs: number },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update records r set archived = true, deleted_ms = coalesce(deleted_ms, $4)
     where r.portal_id = $1 and r.type = $2 and not r.archived and r.first_seen_ms < $3 and not exists (
       select 1 from swept_ids s where s.portal_id = $1 and s.type = $2 and s.id = r.id)`,
    [tx.portalId, type, startedMs, nowMs],
  );
  await clearSwept(tx, type);
  return rowCount;
}
