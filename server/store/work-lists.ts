import { type Database, type PortalTx, withPortal } from './db.ts';

/**
 * What sync still has to read, derived from the records themselves: nothing is queued that a crash could lose, and a
 * list is worked off when it is empty. Every list comes in pages by id, so that no account is held in memory.
 */
export type WorkList =
  | 'partnerLinks'
  | 'dealLinks'
  | 'partnerContacts'
  /** Not to-dos: all that are there, for sweeps. */
  | 'partners'
  | 'contacts';

// The conditions repeat those of the partial indexes word for word: only then does PostgreSQL use them.
const QUERIES: Readonly<Record<WorkList, string>> = {
  partnerLinks: `select id from records where portal_id = $1 and type = 'companies' and partner_scope
    and links_read_ms is null and not archived and id > $2 order by id limit $3`,
  dealLinks: `select id from records where portal_id = $1 and type = 'deals'
    and links_read_ms is null and not archived and id > $2 order by id limit $3`,
  partnerContacts: `select distinct l.to_id as id from links l where l.portal_id = $1 and l.from_type = 'companies'
    and l.to_type = 'contacts' and l.removed_ms is null and l.to_id > $2 and not exists (
      select 1 from records r where r.portal_id = $1 and r.type = 'contacts' and r.id = l.to_id)
    order by id limit $3`,
  partners: `select id from records where portal_id = $1 and type = 'companies' and partner_scope
    and not archived and id > $2 order by id limit $3`,
  contacts: `select id from records where portal_id = $1 and type = 'contacts'
    and not archived and id > $2 order by id limit $3`,
};

/** The next ids of a list behind `afterId`, which is '' at the start. */
export function nextWork(
  db: Database,
  portalId: number,
  list: WorkList,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<string[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(QUERIES[list], [portalId, afterId, limit]);
    return rows.map(({ id }) => id);
  });
}

/** A record to read, and which version of its row asked for that. */
export interface Due {
  readonly id: string;
  readonly version: string;
}

/** The same for histories. A row that is written anew while its history is on the way has another version then. */
export function nextHistories(
  db: Database,
  portalId: number,
  type: 'companies' | 'deals',
  { afterId, limit }: { afterId: string; limit: number },
): Promise<Due[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<Due>(
      `select id, xmin::text as version from records where portal_id = $1 and type = $2 and partner_scope
         and history_read_ms is null and not archived and id > $3 order by id limit $4`,
      [portalId, type, afterId, limit],
    );
    return rows;
  });
}

/** Takes records off the lists of links. */
export async function markLinksRead(
  tx: PortalTx,
  type: 'companies' | 'deals',
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  await tx.query('update records set links_read_ms = $4 where portal_id = $1 and type = $2 and id = any ($3)', [
    tx.portalId,
    type,
    ids,
    nowMs,
  ]);
}

/** Puts records on the lists of links: something said that they changed. */
export async function askLinksAgain(tx: PortalTx, type: 'companies' | 'deals', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('update records set links_read_ms = null where portal_id = $1 and type = $2 and id = any ($3)', [
    tx.portalId,
    type,
    ids,
  ]);
}

/** Takes records off the lists of history, less those that another worker found changed while they were read. */
export async function markHistoryRead(
  tx: PortalTx,
  type: 'companies' | 'deals',
  due: readonly Due[],
  nowMs: number,
): Promise<void> {
  await tx.query(
    `update records r set history_read_ms = $5 from unnest($3::text[], $4::text[]) as d (id, version)
      where r.portal_id = $1 and r.type = $2 and r.id = d.id and r.xmin::text = d.version`,
    [tx.portalId, type, due.map(({ id }) => id), due.map(({ version }) => version), nowMs],
  );
}

/** Puts everything in partner scope back on the list: other properties' past values count from now on. */
export async function askHistoryAgain(tx: PortalTx, type: 'companies' | 'deals'): Promise<void> {
  await tx.query(
    `update records set history_read_ms = null
     where portal_id = $1 and type = $2 and partner_scope and history_read_ms is not null`,
    [tx.portalId, type],
  );
}
