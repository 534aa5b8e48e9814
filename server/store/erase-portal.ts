import { acrossPortals, type Database, withPortal } from './db.ts';

/** Erases everything that is stored of an account, its tokens and settings too. Answers how many rows went, by table. */
export async function erasePortal(db: Database, portalId: number): Promise<Record<string, number>> {
  return withPortal(db, portalId, async (tx) => {
    // Asked of the database, so that a new table is never forgotten. `portals` goes last: others refer to it.
    const { rows } = await tx.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = current_schema() and c.column_name = 'portal_id' and t.table_type = 'BASE TABLE'
       order by c.table_name = 'portals', c.table_name`,
    );
    const gone: Record<string, number> = {};
    for (const { name } of rows) {
      const { rowCount } = await tx.query(`delete from "${name}" where portal_id = $1`, [portalId]);
      if (rowCount > 0) gone[name] = rowCount;
    }
    return gone;
  });
}

/** Accounts whose connection ended before `beforeMs` and was not made anew. */
export async function portalsGoneBefore(db: Database, beforeMs: number): Promise<number[]> {
  return acrossPortals(db, async (tx) => {
    const { rows } = await tx.query<{ portal_id: number }>(
      "select portal_id from portals where status = 'disconnected' and disconnected_ms < $1 order by portal_id",
      [beforeMs],
    );
    return rows.map((row) => row.portal_id);
  });
}
