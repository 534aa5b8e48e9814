import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connect, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createLogger } from '../ops/logger.ts';
import { readJournalOffset } from '../store/app-journal.ts';
import { withPortal } from '../store/db.ts';
import { readPortal } from '../store/portals.ts';
import { followJournal } from './follow-journal.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 20, deals: 20, partners: 5, contacts: 5, seed: 1 });
const DAY = 86_400_000;

describe("the app's journal", () => {
  let account: ConnectedAccount;
  let rung: number[];
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
    await account.sync();
    rung = [];
    await database.db.pool.query('truncate app_journal');
    await follow();
    account.standIn.journal.clear();
  });
  afterEach(() => account.close());

  const follow = () =>
    followJournal({
      db: database.db,
      journal: account.hubspot.journal,
      isGrantOver: account.hubspot.isGrantOver,
      now: () => account.clock.now(),
      ring: async (portalId) => void rung.push(portalId),
      log: createLogger({ level: 'silent' }),
    });
  const uninstall = () => account.standIn.act({ do: 'uninstall', clientId: 'test-client' });
  const status = async () => (await readPortal(database.db, account.portalId)).status;
  const requests = () => account.standIn.journal.entries().map(({ method, path }) => `${method} ${path}`);
  const hints = () =>
    withPortal(database.db, account.portalId, async (tx) => {
      const { rows } = await tx.query('select type, id, is_erasure from change_hints where portal_id = $1', [
        account.portalId,
      ]);
      return rows;
    });
  const person = () => WORLD.contacts[0]?.hs_object_id ?? '';

  it('tells of an uninstallation while the token would still be good for a while', async () => {
    uninstall();
    expect(await status()).toBe('connected');
    await follow();
    expect(await status()).toBe('disconnected');
  });

  it('is not believed about an account that was installed again since', async () => {
    uninstall();
    await connect(database.db, account.hubspot);
    await follow();
    expect(await status()).toBe('connected');
    await expect(account.hubspot.door.account(account.portalId).accountInfo()).resolves.toMatchObject({});
  });

  it('has a person forgotten whose webhook was lost', async () => {
    account.standIn.act({ do: 'erase', type: 'contacts', id: person() });
    account.standIn.webhooks.take();
    await follow();
    expect(await hints()).toEqual([{ type: 'contacts', id: person(), is_erasure: true }]);
    expect(rung).toEqual([account.portalId]);
  });

  it('costs one call when nothing happened, and is asked for events only once', async () => {
    await follow();
    expect(requests()).toEqual(['GET /webhooks-journal/journal/2026-03/earliest']);
    uninstall();
    await follow();
    account.standIn.journal.clear();
    await follow();
    expect(requests()).toEqual([expect.stringMatching(/^GET \/webhooks-journal\/journal\/2026-03\/offset\/.+\/next$/)]);
  });

  it('is read on after a crash in the middle of a page, and nothing of it is done twice', async () => {
    uninstall();
    account.standIn.faults.add([{ when: 'POST /oauth/*', answer: { status: 503 }, times: 9 }]);
    await expect(follow()).rejects.toThrow();
    expect(await readJournalOffset(database.db)).toBeNull();
    account.standIn.faults.clear();
    await follow();
    await follow();
    expect(await status()).toBe('disconnected');
  });

  it('is begun anew with what HubSpot still keeps when its place was lost', async () => {
    uninstall();
    await follow();
    await connect(database.db, account.hubspot);
    account.clock.advance(4 * DAY);
    await follow();
    expect(await readJournalOffset(database.db)).toBeNull();
    uninstall();
    await follow();
    expect(await status()).toBe('disconnected');
  });

  it('that HubSpot refuses to the app stops nothing: the setting is named in the log', async () => {
    account.standIn.faults.add([{ when: 'GET /webhooks-journal/*', answer: { status: 403 }, times: 1 }]);
    await expect(follow()).resolves.toBeUndefined();
  });

  it('page at an address without encryption is not fetched', async () => {
    uninstall();
    const hubspot = account.hubspotThat(({ path }) =>
      path.includes('/journal/')
        ? { status: 200, body: { url: 'http://elsewhere.test/page', currentOffset: 'x' } }
        : null,
    );
    await expect(hubspot.journal.next(null)).rejects.toThrow('not encrypted');
  });
});
