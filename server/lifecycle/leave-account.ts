import { PROPERTY_GROUP } from '../../app/plans/properties.ts';
import type { Door } from '../hubspot/door.ts';
import { HubSpotReconnectNeeded } from '../ops/errors.ts';
import { type Database, withPortal } from '../store/db.ts';
import { dropTokens } from '../store/oauth-tokens.ts';
import { forgetWrites, markDisconnected } from '../store/portals.ts';
import { OUR_PROPERTIES } from '../writeback/provision.ts';

export interface LeaveOptions {
  readonly db: Database;
  readonly door: Door;
  readonly portalId: number;
  /** The admin's choice: `keep` leaves our properties with their last values, `remove` deletes them and their group. */
  readonly properties: 'keep' | 'remove';
  readonly nowMs: number;
}

export interface LeaveOutcome {
  readonly removed: number;
  /** Properties that HubSpot would not delete, mostly because a list, report or workflow uses them. */
  readonly inUse: readonly { readonly object: string; readonly name: string }[];
}

const OBJECTS = ['companies', 'deals'] as const;
const REASON = 'An admin removed the app. Install it again to go on where it stopped.';

/**
 * Takes the app out of an account at an admin's wish: properties first, while we may still do so, then the installation.
 * What is stored stays for the retention time. Can be cut off anywhere and asked for again.
 */
export async function leaveAccount({ db, door, portalId, properties, nowMs }: LeaveOptions): Promise<LeaveOutcome> {
  const account = door.account(portalId);
  let removed = 0;
  const inUse: { object: string; name: string }[] = [];
  try {
    if (properties === 'remove') {
      for (const { object, name } of OUR_PROPERTIES) {
        if (await account.deleteProperty(object, name)) removed += 1;
        else inUse.push({ object, name });
      }
      for (const object of OBJECTS) await account.deletePropertyGroup(object, PROPERTY_GROUP.name);
      // Installed again, everything has to be written anew.
      await withPortal(db, portalId, forgetWrites);
    }
    await account.uninstall();
  } catch (error) {
    // The installation is over already: nothing is left to take out.
    if (!(error instanceof HubSpotReconnectNeeded)) throw error;
  }
  await markDisconnected(db, portalId, { reason: REASON, nowMs });
  await withPortal(db, portalId, dropTokens);
  return { removed, inUse };
}
