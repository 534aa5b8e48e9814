import type { ObjectType } from '../hubspot/api-paths.ts';
import type { PortalTx } from './db.ts';

/** Addresses of these people in any other record, such as a mail's recipients or a partner's contact property. */
async function scrubAddresses(tx: PortalTx, ids: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ email: string }>(
    `select distinct properties ->> 'email' as email from records
     where portal_id = $1 and type = 'contacts' and id = any ($2) and properties ->> 'email' like '%_@_%'`,
    [tx.portalId, ids],
  );
  let scrubbed = 0;
  for (const { email } of rows) {
    const pattern = email.replaceAll(/[^\p{L}\p{N}@_-]/gu, '\\$&');
    const like = `%${email.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const values = [tx.portalId, pattern, like];
    const records = await tx.query(
      `update records set properties = regexp_replace(properties::text, $2, 'erased', 'gi')::jsonb
       where portal_id = $1 and properties::text ilike $3`,
      values,
    );
    const history = await tx.query(
      `update property_history set value = regexp_replace(value, $2, 'erased', 'gi')
       where portal_id = $1 and value ilike $3`,
      values,
    );
    scrubbed += records.rowCount + history.rowCount;
  }
  return scrubbed;
}

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
  let gone = type === 'contacts' ? await scrubAddresses(tx, ids) : 0;
  const statements = [
    'delete from records where portal_id = $1 and type = $2 and id = any ($3)',
    `delete from links where portal_id = $1
       and (from_type = $2 and from_id = any ($3) or to_type = $2 and to_id = any ($3))`,
    'delete from property_history where portal_id = $1 and type = $2 and id = any ($3)',
    'delete from property_writes where portal_id = $1 and object_type = $2 and object_id = any ($3)',
    'delete from card_models where portal_id = $1 and object_type = $2 and object_id = any ($3)',
    'delete from set_aside where portal_id = $1 and type = $2 and id = any ($3)',
    'delete from swept_ids where portal_id = $1 and type = $2 and id = any ($3)',
  ];
  for (const statement of statements) gone += (await tx.query(statement, [tx.portalId, type, ids])).rowCount;
  return gone;
}
