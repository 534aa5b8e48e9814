import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';
import { runSyncPass } from './run-sync-pass.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 12, deals: 60, partners: 5, contacts: 4, partnerDealShare: 0.5, seed: 12 });
const MINUTE = 60_000;
/** Times of learning, and ids of custom labels, which differ between accounts. */
const LEFT_OUT = new Set(['learnedMs', 'firstSeenMs', 'deletedMs', 'typeId', 'portalId', 'firstSyncMs']);
const open: ConnectedAccount[] = [];

async function start(): Promise<ConnectedAccount> {
  const account = await connectedAccount({ db: database.db, world: WORLD, standIn: { pageSize: 20 } });
  open.push(account);
  return account;
}

async function contents({ portalId }: ConnectedAccount): Promise<unknown> {
  const records = await loadAccount(database.db, portalId);
  return JSON.parse(JSON.stringify(records, (key, value: unknown) => (LEFT_OUT.has(key) ? undefined : value)));
}

describe('in the middle of its pages, a backfill', () => {
  let expected: unknown;
  beforeAll(async () => {
    const undisturbed = await start();
    await undisturbed.sync();
    expected = await contents(undisturbed);
  });
  afterEach(() => Promise.all(open.splice(0).map((account) => account.close())));

  /** The second of three pages of deals meets this. */
  const meets = (account: ConnectedAccount, answer: object) =>
    account.standIn.faults.add([{ when: 'GET /crm/objects/*/deals', nth: 2, answer }]);
  const isPage = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && /^\/crm\/objects\/[^/]+\/deals$/.test(path);
  const deals = (account: ConnectedAccount) => account.standIn.journal.entries().filter(isPage);

  it.each([
    ['a 429 that does not name its policy, as search answers it', { status: 429, body: { category: 'RATE_LIMITS' } }],
    ['a 429 in plain text from HubSpot’s edge', { status: 429, body: 'error code: 1015' }],
    ['a 524 from HubSpot’s edge', { status: 524, body: '<html>524</html>' }],
    ['a 401', { status: 401 }],
  ])('outlives %s: the page is asked for again, and nothing is missing', async (_name, answer) => {
    const account = await start();
    meets(account, answer);
    await account.sync();
    expect(deals(account).map(({ status }) => status)).toEqual([200, answer.status, 200, 200]);
    expect(await contents(account)).toEqual(expected);
  });

  it('that is refused as too long (414) stops there, keeps the pages before, and goes on behind them', async () => {
    const account = await start();
    meets(account, { status: 414, body: '<html><body>414 Request-URI Too Large</body></html>' });
    await expect(account.sync()).rejects.toThrow('414');
    await account.sync();
    // The first page is not asked for again.
    expect(deals(account).map(({ status }) => status)).toEqual([200, 414, 200, 200]);
    expect(await contents(account)).toEqual(expected);
  });

  it('whose token runs out between being read and being used gets another one and loses nothing', async () => {
    const account = await start();
    let pages = 0;
    const { door } = account.hubspotThat((request) => {
      if (isPage(request)) pages += 1;
      if (isPage(request) && pages === 2) account.clock.advance(31 * MINUTE);
      return null;
    });
    await runSyncPass({ db: database.db, door, portalId: account.portalId, now: () => account.clock.now() });
    const refused = account.standIn.journal.entries().filter(({ status, fault }) => status === 401 && !fault);
    expect(refused.length).toBeGreaterThan(0);
    expect(account.standIn.journal.counts().oauth).toBeGreaterThan(0);
    expect(await contents(account)).toEqual(expected);
  });
});
