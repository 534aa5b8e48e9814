import { PublicError } from '../ops/errors.ts';
import type { Database } from '../store/db.ts';
import { isAdmin } from '../store/portal-admins.ts';
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

/** @throws PublicError `admin_needed` */
export async function requireAdmin(db: Database, { portalId, userId }: Identity): Promise<void> {
  if (userId === undefined || !(await isAdmin(db, portalId, userId))) throw new PublicError('admin_needed');
}
