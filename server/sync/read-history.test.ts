import { expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();

it('past values are read for fifty records a call, the most that HubSpot takes, and of every deal of a partner', async () => {
  const world = bigWorld({ companies: 6, deals: 120, partners: 2, partnerDealShare: 1, seed: 5 });
  const { portalId, standIn, sync, close } = await connectedAccount({ db: database.db, world });
  await sync();
  const reads = standIn.journal.entries().filter(({ path }) => path.endsWith('/deals/batch/read'));
  await close();
  expect(reads.length).toBeGreaterThanOrEqual(3);
  expect(reads.filter(({ status, ids }) => status !== 200 || ids > 50)).toEqual([]);
  const { rows } = await database.db.pool.query<{ deals: number }>(
    "select count(distinct id) as deals from property_history where portal_id = $1 and type = 'deals'",
    [portalId],
  );
  expect(rows).toEqual([{ deals: 120 }]);
});
