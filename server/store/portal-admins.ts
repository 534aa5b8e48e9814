import { type Database, type PortalTx, withPortal } from './db.ts';

export interface PortalAdmin {
  readonly userId: string;
  /** Null for whoever installed the app. */
  readonly addedBy: string | null;
}

/** Makes a user an admin; without effect when they are one. */
export async function addAdmin(tx: PortalTx, userId: string, addedBy: string | null): Promise<void> {
  await tx.query(
    'insert into portal_admins (portal_id, user_id, added_by) values ($1, $2, $3) on conflict do nothing',
    [tx.portalId, userId, addedBy],
  );
}

/** False when they are none, or the last one: an account without admins could not be changed by anybody. */
export async function removeAdmin(tx: PortalTx, userId: string): Promise<boolean> {
  // Locks the account's list, so that two admins who remove each other do not both succeed.
  await tx.query('select from portals where portal_id = $1 for update', [tx.portalId]);
  const { rowCount } = await tx.query(
    `delete from portal_admins where portal_id = $1 and user_id = $2
       and exists (select from portal_admins o where o.portal_id = $1 and o.user_id <> $2)`,
    [tx.portalId, userId],
  );
  return rowCount === 1;
}

/** In the order in which they were added. */
export async function readAdmins(tx: PortalTx): Promise<PortalAdmin[]> {
  const { rows } = await tx.query<PortalAdmin>(
    'select user_id as "userId", added_by as "addedBy" from portal_admins where portal_id = $1 order by added_at, user_id',
    [tx.portalId],
  );
  return rows;
}

export function isAdmin(db: Database, portalId: number, userId: string): Promise<boolean> {
  return withPortal(db, portalId, async (tx) => {
    const { rowCount } = await tx.query('select from portal_admins where portal_id = $1 and user_id = $2', [
      portalId,
      userId,
    ]);
    return rowCount === 1;
  });
}
