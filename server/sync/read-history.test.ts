import { expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { connectedAccount, hubSpotOf } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { runSyncPass } from './run-sync-pass.ts';

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

it('a deal that another worker finds changed while its past is on the way is read again', async () => {
  const { db } = database;
  const world = bigWorld({ companies: 3, deals: 5, partners: 1, partnerDealShare: 1, seed: 6 });
  const { portalId, standIn, hubspot, clock, sync, close } = await connectedAccount({ db, world });
  const id = world.deals[0]?.hs_object_id ?? '';
  let isFirst = true;
  const { door } = hubSpotOf(db, standIn, hubspot.clock, {
    around: (transport) => async (request) => {
      const answer = await transport(request);
      const isHistory = JSON.stringify(request.json ?? null).includes('propertiesWithHistory');
      if (isHistory && request.path.includes('/deals/') && isFirst) {
        isFirst = false;
        standIn.act({ do: 'edit', type: 'deals', id, properties: { amount: '4711' } });
        // What a search of the other worker stores of it.
        await db.pool.query(
          `update records set properties = properties || '{"amount":"4711"}', history_read_ms = null
            where portal_id = $1 and type = 'deals' and id = $2`,
          [portalId, id],
        );
      }
      return answer;
    },
  });
  const known = async () => {
    const { rows } = await db.pool.query<{ value: string }>(
      "select value from property_history where portal_id = $1 and id = $2 and property = 'amount' and value = '4711'",
      [portalId, id],
    );
    return rows.length;
  };
  const counts: number[] = [];
  try {
    await runSyncPass({ db, door, portalId, now: () => clock.now() });
    counts.push(await known());
    await sync();
    counts.push(await known());
  } finally {
    await close();
  }
  expect(counts).toEqual([0, 1]);
});

it('past values of deals of partners are read while later pages of the list are still to come', async () => {
  const { db } = database;
  const world = bigWorld({ companies: 3, deals: 500, partners: 1, partnerDealShare: 1, seed: 9 });
  const { portalId, standIn, hubspot, clock, close } = await connectedAccount({ db, world });
  const historyAsked = Promise.withResolvers<void>();
  let pages = 0;
  const { door } = hubSpotOf(db, standIn, hubspot.clock, {
    around: (transport) => async (request) => {
      if (JSON.stringify(request.json ?? null).includes('propertiesWithHistory')) historyAsked.resolve();
      // The list goes on when the first past values were asked for, and never where one waits for the other.
      if (request.method === 'GET' && request.path.endsWith('/deals') && request.query?.associations !== undefined) {
        pages += 1;
        if (pages > 3) await historyAsked.promise;
      }
      return transport(request);
    },
  });
  try {
    const { counts, calls } = await runSyncPass({ db, door, portalId, now: () => clock.now() });
    expect(counts.deals).toBe(500);
    // Whole batches all the same: ten for the deals, one for the partner.
    expect(calls).toMatchObject({ list: 6, batchRead: 11 });
  } finally {
    await close();
  }
});
