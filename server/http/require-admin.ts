import type { JudgementRights } from '../../app/mapping/settings.ts';
import { PublicError } from '../ops/errors.ts';
import type { Database } from '../store/db.ts';
import { isAdmin } from '../store/portal-admins.ts';
import { findPortal } from '../store/portals.ts';
import type { Identity } from './identity.ts';
import type { CardRoute } from './route.ts';

/**
 * Lets a signed route answer admins of the account only. Who asks is what HubSpot signed; what the page shows or sends
 * about its viewer counts for nothing.
 */
export function adminsOnly(route: CardRoute, db: Database): CardRoute {
  return {
    ...route,
    answer: async (call) => {
      await requireAdmin(db, call.identity);
      return route.answer(call);
    },
  };
}

/**
 * Lets pass whom the account's settings let: everyone whom HubSpot names, or admins only.
 * @throws PublicError `admin_needed`, `user_needed`, `account_not_connected`
 */
export async function requireRight(
  db: Database,
  identity: Identity,
  right: keyof JudgementRights | 'reviews',
): Promise<void> {
  if (identity.userId === undefined) throw new PublicError('user_needed');
  if (right === 'reviews') return;
  const portal = await findPortal(db, identity.portalId);
  if (portal === null) throw new PublicError('account_not_connected');
  if (portal.settings.judgements[right] === 'admins') await requireAdmin(db, identity);
}

/** @throws PublicError `admin_needed` */
export async function requireAdmin(db: Database, { portalId, userId }: Identity): Promise<void> {
  if (userId === undefined || !(await isAdmin(db, portalId, userId))) throw new PublicError('admin_needed');
}
