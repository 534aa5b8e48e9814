import type { ExtraKind } from '../../app/mapping/wanted-extras.ts';
import { type Database, type PortalTx, withPortal } from './db.ts';
import type { Due } from './work-lists.ts';

/** A partner company or a person of one, as the far end of links of mail, calls and the like. */
export type PartnerSide = 'companies' | 'contacts';

/**
 * A record that is named already is named anew: whoever reads it at this moment may have looked too early, and takes only
 * the version off the list that was there then. Rows are always locked in the order of kind and id: two that name the same
 * ones at once would block each other.
 */
const NAMED_ANEW = 'on conflict (portal_id, type, id) do update set id = excluded.id';

/** Names records to be read, whatever is stored of them. */
export async function nameWanted(tx: PortalTx, kind: ExtraKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `insert into wanted_records select distinct $1::bigint, $2, id from unnest($3::text[]) id order by id ${NAMED_ANEW}`,
    [tx.portalId, kind, ids],
  );
}

/** The same for those that the store lacks, or holds in an older state. */
export async function nameChanged(
  tx: PortalTx,
  kind: ExtraKind,
  seen: readonly { readonly id: string; readonly modifiedMs: number }[],
): Promise<void> {
  if (seen.length === 0) return;
  await tx.query(
    `insert into wanted_records
     select distinct $1::bigint, $2, x.id from jsonb_to_recordset($3::jsonb) as x (id text, "modifiedMs" bigint)
     where not exists (select from records r where r.portal_id = $1 and r.type = $2 and r.id = x.id
       and r.modified_ms >= x."modifiedMs" and not r.archived)
     order by x.id ${NAMED_ANEW}`,
    [tx.portalId, kind, JSON.stringify(seen)],
  );
}

/** The same for those that the store lacks, or believes to be gone. */
export async function nameAbsent(tx: PortalTx, kind: ExtraKind, ids: readonly string[]): Promise<void> {
  await tx.query(
    `insert into wanted_records
     select distinct $1::bigint, $2, x from unnest($3::text[]) x
     where not exists (select from records r where r.portal_id = $1 and r.type = $2 and r.id = x and not r.archived)
     order by x ${NAMED_ANEW}`,
    [tx.portalId, kind, ids],
  );
}

/** What webhooks said of records: their links may be other ones, or when they were deleted. */
export interface HintedRecord {
  readonly id: string;
  readonly links: boolean;
  readonly deletedMs: number | null;
}

/**
 * The same for those that webhooks named. Of a kind of which not `all` are kept, a record that is not stored is nobody's
 * that matters, and a change of it costs no look unless its links may have changed too.
 */
export async function nameHinted(
  tx: PortalTx,
  kind: ExtraKind,
  { hinted, all }: { hinted: readonly HintedRecord[]; all: boolean },
): Promise<void> {
  await tx.query(
    `insert into wanted_records as w (portal_id, type, id, deleted_ms)
     select $1, $2, x.id, x."deletedMs"
     from jsonb_to_recordset($3::jsonb) as x (id text, links boolean, "deletedMs" bigint)
     where $4 or x.links
       or exists (select from records r where r.portal_id = $1 and r.type = $2 and r.id = x.id and not r.archived)
     order by x.id
     on conflict (portal_id, type, id) do update set deleted_ms = coalesce(excluded.deleted_ms, w.deleted_ms)`,
    [tx.portalId, kind, JSON.stringify(hinted), all],
  );
}

/** Names all that are stored: other properties of them count from now on. */
export async function nameStored(tx: PortalTx, kind: ExtraKind): Promise<void> {
  await tx.query(
    `insert into wanted_records select portal_id, type, id from records
     where portal_id = $1 and type = $2 and not archived order by id ${NAMED_ANEW}`,
    [tx.portalId, kind],
  );
}

export interface SidePairs {
  readonly side: PartnerSide;
  /** Partners or people whose links were read to their end. */
  readonly ids: readonly string[];
  /** All that HubSpot shows of them. */
  readonly shown: readonly { readonly sideId: string; readonly id: string }[];
}

/**
 * Names the records whose links to these partners or people differ from what the store holds: new ones, those that
 * were unlinked, and deleted ones, which HubSpot does not show any more. Answers how many.
 */
export async function nameDifferent(tx: PortalTx, kind: ExtraKind, { side, ids, shown }: SidePairs): Promise<number> {
  const { rows } = await tx.query<{ sideId: string; id: string }>(
    `select distinct l.to_id as "sideId", l.from_id as id from links l
     where l.portal_id = $1 and l.from_type = $2 and l.to_type = $3 and l.to_id = any ($4) and l.removed_ms is null
       and exists (select from records r where r.portal_id = $1 and r.type = $2 and r.id = l.from_id and not r.archived)`,
    [tx.portalId, kind, side, ids],
  );
  const keyOf = (pair: { sideId: string; id: string }) => `${pair.sideId}/${pair.id}`;
  const known = new Set(rows.map(keyOf));
  const standing = new Set(shown.map(keyOf));
  const different = new Set([
    ...shown.filter((pair) => !known.has(keyOf(pair))).map(({ id }) => id),
    ...rows.filter((pair) => !standing.has(keyOf(pair))).map(({ id }) => id),
  ]);
  await nameWanted(tx, kind, [...different]);
  return different.size;
}

export interface Wanted extends Due {
  /** When a webhook said that it was deleted. */
  readonly deletedMs: number | null;
}

/** Records to read, in the order of their ids. A read one must be taken off, or it comes again. */
export function nextWanted(db: Database, portalId: number, kind: ExtraKind, limit: number): Promise<Wanted[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<Wanted>(
      `select id, xmin::text as version, deleted_ms as "deletedMs" from wanted_records
       where portal_id = $1 and type = $2 order by id limit $3`,
      [portalId, kind, limit],
    );
    return rows;
  });
}

/** Takes records off the list, except those that were named anew since they were taken from it. */
export async function takeOffWanted(tx: PortalTx, kind: ExtraKind, due: readonly Due[]): Promise<void> {
  await tx.query(
    `with locked as (
       select id, xmin::text as version from wanted_records
        where portal_id = $1 and type = $2 and id = any ($3) order by id for update)
     delete from wanted_records where portal_id = $1 and type = $2
       and id = any (array(select id from locked where id || '/' || version = any ($4)))`,
    [tx.portalId, kind, due.map(({ id }) => id), due.map(({ id, version }) => `${id}/${version}`)],
  );
}

/** Which of these ids are partner companies, or people that the store keeps because a partner has them. */
export async function partnersAmong(
  db: Database,
  portalId: number,
  side: PartnerSide,
  ids: readonly string[],
): Promise<Set<string>> {
  const mine = side === 'companies' ? 'partner_scope' : 'true';
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `select id from records where portal_id = $1 and type = $2 and id = any ($3) and not archived and ${mine}`,
      [portalId, side, ids],
    );
    return new Set(rows.map(({ id }) => id));
  });
}

/** Partners or people whose links to mail, calls and the like were never read. */
export function nextSides(db: Database, portalId: number, side: PartnerSide, limit: number): Promise<Due[]> {
  return withPortal(db, portalId, async (tx) => {
    const mine = side === 'companies' ? "type = 'companies' and partner_scope" : "type = 'contacts'";
    const { rows } = await tx.query<Due>(
      `select id, xmin::text as version from records where portal_id = $1 and ${mine} and extras_read_ms is null
       and not archived order by id limit $2`,
      [portalId, limit],
    );
    return rows;
  });
}

/** Asks for those links of everybody again: the account now shows a kind that it did not show before. */
export async function askSidesAgain(tx: PortalTx): Promise<void> {
  await tx.query(
    `update records set extras_read_ms = null
     where portal_id = $1 and (type = 'companies' and partner_scope or type = 'contacts')`,
    [tx.portalId],
  );
}

/** After a merge: records linked to those that were taken over are linked to the survivor now, without a word about it. */
export async function nameLinkedToMerged(
  tx: PortalTx,
  type: 'companies' | 'deals' | 'contacts',
  { survivor, merged }: { survivor: string; merged: readonly string[] },
): Promise<void> {
  await tx.query(
    `insert into wanted_records
     select distinct l.portal_id, l.from_type, l.from_id from links l
     where l.portal_id = $1 and l.to_type = $2 and l.to_id = any ($3) and l.removed_ms is null
       and l.from_type not in ('companies', 'deals', 'contacts')
     order by l.from_type, l.from_id ${NAMED_ANEW}`,
    [tx.portalId, type, merged],
  );
  await tx.query('update records set extras_read_ms = null where portal_id = $1 and type = $2 and id = $3', [
    tx.portalId,
    type,
    survivor,
  ]);
}
