import type { PortalTx } from './db.ts';
import type { RecordType } from './record-types.ts';

/** A record that HubSpot said something about. */
export interface ChangeHint {
  readonly type: RecordType;
  readonly id: string;
  /** Its links changed, or all of them are new: it was created, restored, or took over another. */
  readonly links: boolean;
  /** The person behind it is to be forgotten. */
  readonly isErasure: boolean;
  /** The record that took it over. */
  readonly mergedInto: string | null;
  /** When it was deleted, epoch milliseconds. */
  readonly deletedMs: number | null;
}

export interface StoredHint extends ChangeHint {
  /** Another number means that another webhook came. */
  readonly version: number;
}

/**
 * Notes hints of one account in one statement; ids within one call must differ. A hint that waits already takes the new
 * one in. Accounts that are not connected are left out. Answers how many were noted.
 */
export async function addHints(tx: PortalTx, hints: readonly ChangeHint[], receivedMs: number): Promise<number> {
  if (hints.length === 0) return 0;
  const { rowCount } = await tx.query(
    `insert into change_hints as h (portal_id, type, id, links, is_erasure, merged_into, deleted_ms, received_ms)
     select $1, x.type, x.id, x.links, x."isErasure", x."mergedInto", x."deletedMs", $3
     from jsonb_to_recordset($2::jsonb)
       as x (type text, id text, links boolean, "isErasure" boolean, "mergedInto" text, "deletedMs" bigint)
     where exists (select from portals where portal_id = $1 and status = 'connected')
     order by x.type, x.id
     on conflict (portal_id, type, id) do update set version = nextval('change_hint_versions'),
       links = h.links or excluded.links, is_erasure = h.is_erasure or excluded.is_erasure,
       merged_into = coalesce(excluded.merged_into, h.merged_into),
       deleted_ms = coalesce(excluded.deleted_ms, h.deleted_ms)`,
    [tx.portalId, JSON.stringify(hints), receivedMs],
  );
  return rowCount;
}

/** The number of the newest hint; null when none waits. */
export async function newestHint(tx: PortalTx): Promise<number | null> {
  const { rows } = await tx.query<{ version: number | null }>(
    'select max(version) as version from change_hints where portal_id = $1',
    [tx.portalId],
  );
  return rows[0]?.version ?? null;
}

/** Hints up to number `upTo`, those that wait longest first. */
export async function nextHints(tx: PortalTx, { upTo, limit }: { upTo: number; limit: number }): Promise<StoredHint[]> {
  const { rows } = await tx.query<StoredHint>(
    `select type, id, version, links, is_erasure as "isErasure", merged_into as "mergedInto", deleted_ms as "deletedMs"
     from change_hints where portal_id = $1 and version <= $2 order by version limit $3`,
    [tx.portalId, upTo, limit],
  );
  return rows;
}

/** Clears hints that were followed, except those that another webhook has renewed since they were read. */
export async function clearHints(tx: PortalTx, hints: readonly StoredHint[]): Promise<void> {
  await tx.query(
    `delete from change_hints h using jsonb_to_recordset($2::jsonb) as x (type text, id text, version bigint)
     where h.portal_id = $1 and h.type = x.type and h.id = x.id and h.version = x.version`,
    [tx.portalId, JSON.stringify(hints.map(({ type, id, version }) => ({ type, id, version })))],
  );
}

/** Hints that cannot be followed leave the list, with the reason; a later webhook or sweep brings their records in. */
export async function setAsideHints(
  tx: PortalTx,
  { upTo, reason, nowMs }: { upTo: number; reason: string; nowMs: number },
): Promise<void> {
  await tx.query(
    `with gone as (delete from change_hints where portal_id = $1 and version <= $2 and not is_erasure
       returning type, id)
     insert into set_aside (portal_id, type, id, reason, since_ms) select $1, type, id, $3, $4 from gone
     on conflict do nothing`,
    [tx.portalId, upTo, reason, nowMs],
  );
}
