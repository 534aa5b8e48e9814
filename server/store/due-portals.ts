import { acrossPortals, type Database, withPortal } from './db.ts';

/** Connected accounts whose pass or programme is due or that have hints of webhooks to follow, the longest waiting first. */
export async function duePortals(db: Database, limit: number): Promise<number[]> {
  return acrossPortals(db, async (tx) => {
    const { rows } = await tx.query<{ portal_id: number }>(
      `select portal_id from portals p
        where status = 'connected' and coalesce(parked_until_ms, 0) <= extract(epoch from now()) * 1000
        and (next_due_at <= now() or programme_due_at <= now()
          -- Before the first sync is complete hints wait, and the account is due anyhow.
          or backfilled_ms is not null and exists (select from change_hints h where h.portal_id = p.portal_id))
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
