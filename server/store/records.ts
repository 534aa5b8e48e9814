import type { PortalTx } from './db.ts';
import type { RecordType } from './record-types.ts';
import { nameLinkedToMerged } from './wanted-records.ts';
import { askPeopleAgain } from './work-lists.ts';

export interface RecordRow {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly archived: boolean;
  readonly deletedMs: number | null;
  readonly contentHash: string;
  readonly partnerScope: boolean;
  /** When its links were read along with it; null asks for them unless nothing changed. */
  readonly linksReadMs: number | null;
}

export interface Written {
  readonly created: number;
  readonly updated: number;
}

/**
 * Newest wins, and equal counts as newer: a second change within HubSpot's same millisecond must not be lost. A record
 * whose content is equal only moves its modification date, and keeps what is known of its links and history.
 * Ids within one call must differ.
 */
const UPSERT = `
  with input as (
    select * from jsonb_to_recordset($3::jsonb) as x (
      id text, properties jsonb, "createdMs" bigint, "modifiedMs" bigint, archived boolean, "deletedMs" bigint,
      "contentHash" text, "partnerScope" boolean, "linksReadMs" bigint)
  ), before as (
    -- A list instead of a join with the input: planned without statistics, that reads the whole account for each page.
    select r.id, r.content_hash, r.archived from records r where r.portal_id = $1 and r.type = $2 and r.id = any ($5)
  ), written as (
    insert into records as r (portal_id, type, id, properties, created_ms, modified_ms, archived, deleted_ms,
      content_hash, first_seen_ms, partner_scope, links_read_ms)
    select $1, $2, id, properties, "createdMs", "modifiedMs", archived, "deletedMs", "contentHash", $4, "partnerScope",
      "linksReadMs"
    from input order by id
    on conflict (portal_id, type, id) do update set
      properties = excluded.properties, modified_ms = excluded.modified_ms, content_hash = excluded.content_hash,
      archived = excluded.archived, deleted_ms = excluded.deleted_ms,
      partner_scope = excluded.partner_scope or (r.type = 'deals' and r.partner_scope),
      links_read_ms = case
        when excluded.links_read_ms is not null then excluded.links_read_ms
        when r.content_hash = excluded.content_hash and r.archived = excluded.archived then r.links_read_ms
        when r.type = 'deals' then null
        -- A restored company gets its links back without a word about any of them.
        when r.archived and not excluded.archived then null
        when excluded.partner_scope and not r.partner_scope then null
        when r.properties -> 'hs_merged_object_ids' is distinct from excluded.properties -> 'hs_merged_object_ids' then null
        else r.links_read_ms end,
      history_read_ms = case
        when r.content_hash = excluded.content_hash then r.history_read_ms
        when r.type = 'deals' or excluded.partner_scope and not r.partner_scope then null
        else r.history_read_ms end,
      extras_read_ms = case
        when r.type = 'deals' and r.content_hash <> excluded.content_hash then null
        when r.archived and not excluded.archived then null
        when excluded.partner_scope and not r.partner_scope then null
        else r.extras_read_ms end
    where excluded.modified_ms >= r.modified_ms and (excluded.modified_ms > r.modified_ms
      or excluded.content_hash <> r.content_hash or excluded.archived <> r.archived)
    returning id
  )
  select count(*) filter (where before.id is null) as created,
    count(*) filter (where before.content_hash <> input."contentHash" or before.archived <> input.archived) as updated
  from written join input using (id) left join before using (id)`;

/** Puts down one page of records. What is older than or equal to what is stored counts as neither created nor updated. */
export async function upsertRecords(
  tx: PortalTx,
  type: RecordType,
  records: readonly RecordRow[],
  nowMs: number,
): Promise<Written> {
  if (records.length === 0) return { created: 0, updated: 0 };
  const ids = records.map(({ id }) => id);
  const { rows } = await tx.query<Written>(UPSERT, [tx.portalId, type, JSON.stringify(records), nowMs, ids]);
  return rows[0] ?? { created: 0, updated: 0 };
}

/** Marks records as gone. Answers how many were thought to be there. */
export async function markDeleted(
  tx: PortalTx,
  type: RecordType,
  ids: readonly string[],
  nowMs: number,
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rowCount } = await tx.query(
    `update records set archived = true, deleted_ms = coalesce(deleted_ms, $4)
     where portal_id = $1 and type = $2 and id = any ($3) and not archived`,
    [tx.portalId, type, ids, nowMs],
  );
  return rowCount;
}

/** The same with the time at which each went; a record that is gone already keeps its time. */
export async function markDeletedAt(
  tx: PortalTx,
  type: RecordType,
  gone: readonly { readonly id: string; readonly deletedMs: number }[],
): Promise<number> {
  if (gone.length === 0) return 0;
  const { rowCount } = await tx.query(
    `update records r set archived = true, deleted_ms = x."deletedMs"
     from jsonb_to_recordset($3::jsonb) as x (id text, "deletedMs" bigint)
     where r.portal_id = $1 and r.type = $2 and r.id = x.id and not r.archived`,
    [tx.portalId, type, JSON.stringify(gone)],
  );
  return rowCount;
}

/** The same with the time that HubSpot's recycle bin says, whatever we thought before. */
export async function markArchived(
  tx: PortalTx,
  type: RecordType,
  gone: readonly { readonly id: string; readonly deletedMs: number }[],
): Promise<number> {
  if (gone.length === 0) return 0;
  const { rowCount } = await tx.query(
    `update records r set archived = true, deleted_ms = x."deletedMs"
     from jsonb_to_recordset($3::jsonb) as x (id text, "deletedMs" bigint)
     where r.portal_id = $1 and r.type = $2 and r.id = x.id and (not r.archived or r.deleted_ms <> x."deletedMs")
       and r.merged_into is null`,
    [tx.portalId, type, JSON.stringify(gone)],
  );
  return rowCount;
}

/**
 * `survivor` took over `merged`: those are gone, and deals that pointed at a company among them are asked for their
 * links again, because HubSpot moves associations without touching the deal. Answers how many records that concerned.
 */
export async function markMerged(
  tx: PortalTx,
  type: RecordType,
  { survivor, merged }: { survivor: string; merged: readonly string[] },
  nowMs: number,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update records set archived = true, deleted_ms = coalesce(deleted_ms, $5), merged_into = $4
     where portal_id = $1 and type = $2 and id = any ($3) and id <> $4 and merged_into is distinct from $4`,
    [tx.portalId, type, merged, survivor, nowMs],
  );
  if (rowCount > 0 && (type === 'companies' || type === 'deals' || type === 'contacts')) {
    await nameLinkedToMerged(tx, type, { survivor, merged });
  }
  if (rowCount > 0 && (type === 'companies' || type === 'deals')) await inheritWrites(tx, type, { survivor, merged });
  if (rowCount > 0 && type === 'contacts') await askPeopleAgain(tx, merged);
  if (rowCount > 0 && type === 'companies') {
    await tx.query(
      `update records set links_read_ms = null
       where portal_id = $1 and type = 'deals' and not archived and id in (
         select from_id from links where portal_id = $1 and from_type = 'deals' and to_type = 'companies'
           and to_id = any ($2) and removed_ms is null)`,
      [tx.portalId, merged],
    );
  }
  return rowCount;
}

/** Which of these ids the store holds. */
export async function knownIds(tx: PortalTx, type: RecordType, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from records where portal_id = $1 and type = $2 and id = any ($3)',
    [tx.portalId, type, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * HubSpot carries our properties over to the survivor of a merge, from either record. What the survivor says is unknown
 * then: every value that any of them was ever sent is sent to it again. What is still under way to a record that is gone
 * will land in the survivor, so the note of it goes over too.
 */
async function inheritWrites(
  tx: PortalTx,
  type: RecordType,
  { survivor, merged }: { survivor: string; merged: readonly string[] },
): Promise<void> {
  await tx.query(
    `with names as (
       select jsonb_agg(distinct k.name) as names from property_writes w, jsonb_object_keys(w.confirmed || w.pending) k(name)
        where w.portal_id = $1 and w.object_type = $2 and w.object_id = any ($3)
     ), under_way as (
       -- One run may have sent values of several records that became one; a note apart for each.
       select jsonb_object_agg(f.key || ' of ' || w.object_id, f.value) as notes
         from property_writes w, jsonb_each(w.in_flight) f
        where w.portal_id = $1 and w.object_type = $2 and w.object_id = any ($3) and w.object_id <> $4
     )
     insert into property_writes as p (portal_id, object_type, object_id, desired, in_flight)
     select $1, $2, $4, '{}', coalesce(notes, '{}')
         || case when names is null then '{}' else jsonb_build_object('merge', jsonb_build_object('at', 0, 'names', names)) end
       from names, under_way where names is not null or notes is not null
     on conflict (portal_id, object_type, object_id) do update set in_flight = p.in_flight || excluded.in_flight`,
    [tx.portalId, type, [...merged, survivor], survivor],
  );
  await tx.query(
    'delete from property_writes where portal_id = $1 and object_type = $2 and object_id = any ($3) and object_id <> $4',
    [tx.portalId, type, merged, survivor],
  );
}
