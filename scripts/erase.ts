/**
 * npm run erase -- --portal ID
 * Erases everything that is stored of an account, now. The app stays installed in HubSpot: see npm run leave.
 */
import { parseArgs } from 'node:util';
import { erasePortal } from '../server/store/erase-portal.ts';
import { fail, withDatabase } from './lib/with-database.ts';

try {
  const { values } = parseArgs({ options: { portal: { type: 'string' } } });
  const portalId = Number(values.portal);
  if (!Number.isSafeInteger(portalId) || portalId <= 0) throw new Error('Usage: npm run erase -- --portal ID');
  await withDatabase(async (db) => {
    const gone = Object.entries(await erasePortal(db, portalId));
    const lines = gone.map(([table, rows]) => `  ${table}: ${rows}`);
    const text = gone.length === 0 ? 'nothing was stored' : `erased rows by table:\n${lines.join('\n')}`;
    process.stdout.write(`Account ${portalId}: ${text}\n`);
  });
} catch (error) {
  fail(error);
}
