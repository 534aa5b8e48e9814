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
  partnerLinks: `select id, xmin::text as version from records where portal_id = $1 and type = 'companies' and partner_scope
    and links_read_ms is null and not archived and id > $2 order by id limit $3`,
  dealLinks: `select id, xmin::text as version from records where portal_id = $1 and type = 'deals'
    and links_read_ms is null and not archived and id > $2 order by id limit $3`,
  partnerContacts: `select distinct l.to_id as id, '' as version from links l where l.portal_id = $1 and l.from_type = 'companies'
    and l.to_type = 'contacts' and l.removed_ms is null and l.to_id > $2 and not exists (
      select 1 from records r where r.portal_id = $1 and r.type = 'contacts' and r.id = l.to_id)
    order by id limit $3`,
  partners: `select id, xmin::text as version from records where portal_id = $1 and type = 'companies' and partner_scope
    and not archived and id > $2 order by id limit $3`,
  contacts: `select id, xmin::text as version from records where portal_id = $1 and type = 'contacts'
    and not archived and id > $2 order by id limit $3`,
};

/** The next ids of a list behind `afterId`, which is '' at the start. */
export async function nextWork(
  db: Database,
  portalId: number,
  list: WorkList,
  page: { afterId: string; limit: number },
): Promise<string[]> {
  return (await nextDue(db, portalId, list, page)).map(({ id }) => id);
}

/**
 * A record to read, and which version of its row asked for that. A row that is written anew while what was asked for is on
 * the way has another version then, and stays on the list: whoever wrote it may have asked for a newer answer.
 */
export interface Due {
  readonly id: string;
  readonly version: string;
}

/** The same with versions. */
export function nextDue(
  db: Database,
  portalId: number,
  list: WorkList,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<Due[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<Due>(QUERIES[list], [portalId, afterId, limit]);
    return rows;
  });
}

/** The same for histories. */
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

/** Takes records off the lists of links. Comes before anything else that a transaction changes of them. */
export function markLinksRead(
  tx: PortalTx,
  type: 'companies' | 'deals',
  due: readonly Due[],
  nowMs: number,
): Promise<void> {
  return markRead(tx, 'links_read_ms', { type, due, nowMs });
}

/** The same for the lists of history. */
export function markHistoryRead(
  tx: PortalTx,
  type: 'companies' | 'deals',
  due: readonly Due[],
  nowMs: number,
): Promise<void> {
  return markRead(tx, 'history_read_ms', { type, due, nowMs });
}

/** The same for the lists of partners and people whose mail, calls and the like are found. */
export function markSidesRead(
  tx: PortalTx,
  type: 'companies' | 'contacts',
  due: readonly Due[],
  nowMs: number,
): Promise<void> {
  return markRead(tx, 'extras_read_ms', { type, due, nowMs });
}

async function markRead(
  tx: PortalTx,
  column: 'links_read_ms' | 'history_read_ms' | 'extras_read_ms',
  { type, due, nowMs }: { type: 'companies' | 'deals' | 'contacts'; due: readonly Due[]; nowMs: number },
): Promise<void> {
  // Two lists instead of a join: planned without statistics, that reads the whole account.
  await tx.query(
    `update records set ${column} = $5
      where portal_id = $1 and type = $2 and id = any ($3) and id || '/' || xmin::text = any ($4)`,
    [tx.portalId, type, due.map(({ id }) => id), due.map(({ id, version }) => `${id}/${version}`), nowMs],
  );
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

/** Puts partners on the list that ever had one of these people: somebody who is back has their companies back too. */
export async function askPeopleAgain(tx: PortalTx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.query(
    `update records set links_read_ms = null
     where portal_id = $1 and type = 'companies' and not archived and partner_scope and id in (
       select from_id from links where portal_id = $1 and from_type = 'companies' and to_type = 'contacts'
         and to_id = any ($2))`,
    [tx.portalId, contactIds],
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
