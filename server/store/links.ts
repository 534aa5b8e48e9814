import type { PortalTx } from './db.ts';
import type { RecordType } from './record-types.ts';

export interface LinkRow {
  readonly fromId: string;
  readonly toId: string;
  readonly typeId: number;
  readonly category: string;
  readonly label: string | null;
}

export interface LinkKind {
  readonly from: RecordType;
  readonly to: RecordType;
}

export interface Learned {
  readonly nowMs: number;
  /** True when the links may have been there long before we looked. */
  readonly reconstructed: boolean;
}

/** Puts down links that HubSpot shows. Answers how many are new, came back or carry another label. */
export async function upsertLinks(
  tx: PortalTx,
  { from, to }: LinkKind,
  links: readonly LinkRow[],
  { nowMs, reconstructed }: Learned,
): Promise<number> {
  let changed = 0;
  // One answer of HubSpot can hold half a million links: as one statement they would be in memory several times over.
  for (let start = 0; start < links.length; start += LINKS_PER_STATEMENT) {
    changed += await upsertSome(tx, { from, to }, links.slice(start, start + LINKS_PER_STATEMENT), {
      nowMs,
      reconstructed,
    });
  }
  return changed;
}

const LINKS_PER_STATEMENT = 5000;

async function upsertSome(
  tx: PortalTx,
  { from, to }: LinkKind,
  links: readonly LinkRow[],
  { nowMs, reconstructed }: Learned,
): Promise<number> {
  // A link that came back is news of today, whatever it was before.
  const { rowCount } = await tx.query(
    `insert into links as l (portal_id, from_type, from_id, to_type, to_id, type_id, category, label, learned_ms,
       reconstructed)
     select distinct on (x."fromId", x."toId", x."typeId") $1::bigint, $2, x."fromId", $3, x."toId", x."typeId",
       x.category, x.label, $5::bigint, $6::boolean
     from jsonb_to_recordset($4::jsonb) as x ("fromId" text, "toId" text, "typeId" int, category text, label text)
     order by x."fromId", x."toId", x."typeId"
     on conflict (portal_id, from_type, to_type, from_id, to_id, type_id) do update set
       category = excluded.category, label = excluded.label,
       learned_ms = case when l.removed_ms is null then l.learned_ms else excluded.learned_ms end,
       reconstructed = l.reconstructed and l.removed_ms is null, removed_ms = null
     where l.removed_ms is not null or l.label is distinct from excluded.label or l.category <> excluded.category`,
    [tx.portalId, from, to, JSON.stringify(links), nowMs, reconstructed],
  );
  return rowCount;
}

/**
 * Marks as removed what the store holds of these records but HubSpot no longer shows. Answers how many were removed.
 */
export async function removeOtherLinks(
  tx: PortalTx,
  { from, to }: LinkKind,
  { side, ids, shown, nowMs }: OtherLinks,
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows: stored } = await tx.query<LinkKey>(
    `select from_id as "fromId", to_id as "toId", type_id as "typeId" from links
     where portal_id = $1 and from_type = $2 and to_type = $3 and ${side}_id = any ($4) and removed_ms is null`,
    [tx.portalId, from, to, ids],
  );
  // Compared here, not in SQL: a planner that knows no sizes pairs every stored link with every shown one.
  const standing = new Set(shown.map(keyOf));
  const gone = stored.filter((link) => !standing.has(keyOf(link)));
  if (gone.length === 0) return 0;
  const { rowCount } = await tx.query(
    `update links l set removed_ms = $5
     from jsonb_to_recordset($4::jsonb) as x ("fromId" text, "toId" text, "typeId" int)
     where l.portal_id = $1 and l.from_type = $2 and l.to_type = $3 and l.from_id = x."fromId" and l.to_id = x."toId"
       and l.type_id = x."typeId" and l.removed_ms is null`,
    [tx.portalId, from, to, JSON.stringify(gone), nowMs],
  );
  return rowCount;
}

interface OtherLinks {
  /** Which end of the links `ids` are. */
  readonly side: 'from' | 'to';
  readonly ids: readonly string[];
  /** Every link that HubSpot shows of them. */
  readonly shown: readonly LinkKey[];
  readonly nowMs: number;
}

function keyOf({ fromId, toId, typeId }: LinkKey): string {
  return `${fromId}/${toId}/${typeId}`;
}

/** How many records each of `ids` is known to be linked to; those without a link are absent. */
export async function countLinks(
  tx: PortalTx,
  { from, to }: LinkKind,
  end: 'from' | 'to',
  ids: readonly string[],
): Promise<Map<string, number>> {
  const [own, other] = end === 'from' ? ['from_id', 'to_id'] : ['to_id', 'from_id'];
  const { rows } = await tx.query<{ id: string; count: number }>(
    `select ${own} as id, count(distinct ${other}) as count from links
     where portal_id = $1 and from_type = $2 and to_type = $3 and ${own} = any ($4) and removed_ms is null
     group by ${own}`,
    [tx.portalId, from, to, ids],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export type LinkKey = Pick<LinkRow, 'fromId' | 'toId' | 'typeId'>;

/** Deal to its primary company, HubSpot's own type. */
export const PRIMARY_COMPANY = 5;
/** Deal to a company, without label. */
export const UNLABELLED_COMPANY = 341;

/**
 * Takes deals into partner scope that are linked to a partner, so that their history is read. A partner that is nothing
 * but the deal's primary company is its customer.
 */
export async function scopeDealsOfPartners(tx: PortalTx, dealIds: readonly string[]): Promise<void> {
  if (dealIds.length === 0) return;
  // Freshly filled tables have no statistics, and every join here would be planned for one row: as loops within loops.
  // `(… in …) is true` cannot be turned into a join; each list is hashed once, so the time grows with the links alone.
  await tx.query(
    `with pairs as materialized (
       select l.from_id, l.to_id, bool_or(l.category <> 'HUBSPOT_DEFINED') as is_labelled,
              bool_or(l.type_id = ${PRIMARY_COMPANY}) as is_primary
         from links l
        where l.portal_id = $1 and l.from_type = 'deals' and l.to_type = 'companies' and l.from_id = any ($2)
          and l.removed_ms is null
        group by l.from_id, l.to_id),
     partners as materialized (
       select id from records where portal_id = $1 and type = 'companies' and partner_scope)
     update records set partner_scope = true
      where portal_id = $1 and type = 'deals' and id = any ($2) and not partner_scope
        and (id in (select from_id from pairs
                     where (is_labelled or not is_primary) and (to_id in (select id from partners)) is true)) is true`,
    [tx.portalId, dealIds],
  );
}

/** The same for all deals of the account. */
export async function scopeEveryDealOfPartners(tx: PortalTx): Promise<void> {
  await tx.query(
    `with partners as materialized (
       select id from records where portal_id = $1 and type = 'companies' and partner_scope),
     of_partners as materialized (
       select l.from_id from links l
        where l.portal_id = $1 and l.from_type = 'deals' and l.to_type = 'companies' and l.removed_ms is null
          and l.to_id = any (array(select id from partners))
        group by l.from_id, l.to_id
       having bool_or(l.category <> 'HUBSPOT_DEFINED') or not bool_or(l.type_id = ${PRIMARY_COMPANY}))
     update records set partner_scope = true
      where portal_id = $1 and type = 'deals' and not partner_scope
        and (id in (select from_id from of_partners)) is true`,
    [tx.portalId],
  );
}
