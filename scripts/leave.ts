/**
 * npm run leave -- --portal ID [--remove-properties]
 * Takes the app out of a HubSpot account. Our properties stay with their last values unless told otherwise; what is
 * stored is erased after RETENTION_DAYS, or now with npm run erase.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../server/config.ts';
import { openHubSpot } from '../server/hubspot/open-hubspot.ts';
import { leaveAccount } from '../server/lifecycle/leave-account.ts';
import { fail, withDatabase } from './lib/with-database.ts';

const USAGE = 'Usage: npm run leave -- --portal ID [--remove-properties]';

try {
  const { values } = parseArgs({
    options: { portal: { type: 'string' }, 'remove-properties': { type: 'boolean', default: false } },
  });
  const portalId = Number(values.portal);
  if (!Number.isSafeInteger(portalId) || portalId <= 0) throw new Error(USAGE);
  await withDatabase(async (db) => {
    const { door } = openHubSpot({ config: loadConfig(), db });
    const properties = values['remove-properties'] ? 'remove' : 'keep';
    const { removed, inUse } = await leaveAccount({ db, door, portalId, properties, nowMs: Date.now() });
    const names = inUse.map(({ object, name }) => `${object} ${name}`).join(', ');
    const left = inUse.length === 0 ? '' : ` HubSpot keeps ${inUse.length} that are in use: ${names}.`;
    process.stdout.write(`The app is out of account ${portalId}. ${removed} properties were deleted.${left}\n`);
  });
} catch (error) {
  fail(error);
}
