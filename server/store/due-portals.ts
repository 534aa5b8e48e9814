import { acrossPortals, type Database, withPortal } from './db.ts';

/** Connected accounts whose next pass is due, the longest waiting first. */
export async function duePortals(db: Database, limit: number): Promise<number[]> {
  return acrossPortals(db, async (tx) => {
    const { rows } = await tx.query<{ portal_id: number }>(
      `select portal_id from portals
        where status = 'connected' and next_due_at <= now()
        order by next_due_at limit $1`,
      [limit],
    );
    return rows.map((row) => row.portal_id);
  });
}

/** Sets when the account's next pass is due, counted from now by the database's clock. */
export async function setNextDue(db: Database, portalId: number, inSeconds: number): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('update portals set next_due_at = now() + make_interval(secs => $2) where portal_id = $1', [
      portalId,
      inSeconds,
    ]),
  );
}
