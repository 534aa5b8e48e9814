import type { ObjectType } from '../hubspot/api-paths.ts';
import type { PortalTx } from './db.ts';

/**
 * Removes records without a trace: rows, links, past values, and what was computed for a record of its own. Pages that
 * another run is about to write are refused first, so that none of them brings a record back.
 * Answers how many rows went.
 */
export async function eraseRecords(tx: PortalTx, type: ObjectType, ids: readonly string[]): Promise<number> {
  // This waits for pages that are being written; those read before and written after it find another version.
  await tx.query("update checkpoints set version = version + 1 where portal_id = $1 and stream <> 'hints'", [
    tx.portalId,
  ]);
  const statements = [
    'delete from records where portal_id = $1 and type = $2 and id = any ($3)',
    `delete from links where portal_id = $1
       and (from_type = $2 and from_id = any ($3) or to_type = $2 and to_id = any ($3))`,
    'delete from property_history where portal_id = $1 and type = $2 and id = any ($3)',
    'delete from property_writes where portal_id = $1 and object_type = $2 and object_id = any ($3)',
    'delete from card_models where portal_id = $1 and object_type = $2 and object_id = any ($3)',
    "delete from partner_judgements where portal_id = $1 and $2 = 'companies' and partner_id = any ($3)",
    'delete from wanted_records where portal_id = $1 and type = $2 and id = any ($3)',
    'delete from set_aside where portal_id = $1 and type = $2 and id = any ($3)',
    'delete from swept_ids where portal_id = $1 and type = $2 and id = any ($3)',
  ];
  let gone = 0;
  for (const statement of statements) gone += (await tx.query(statement, [tx.portalId, type, ids])).rowCount;
  return gone;
}
