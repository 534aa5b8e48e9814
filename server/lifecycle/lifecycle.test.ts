import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connect, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createAccessTokens } from '../hubspot/access-tokens.ts';
import { HubSpotReconnectNeeded } from '../ops/errors.ts';
import { createLogger } from '../ops/logger.ts';
import { duePortals } from '../store/due-portals.ts';
import { erasePortal } from '../store/erase-portal.ts';
import { readPortal } from '../store/portals.ts';
import { provisionProperties } from '../writeback/provision.ts';
import { eraseExpired } from './erase-expired.ts';
import { leaveAccount } from './leave-account.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 20, deals: 20, partners: 5, contacts: 5, seed: 1 });
const DAY = 86_400_000;
const log = createLogger({ level: 'silent' });

describe('an account', () => {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
    await account.sync();
    await provisionProperties(database.db, account.hubspot.door.account(account.portalId), account.hubspot.clock);
    account.standIn.journal.clear();
  });
  afterEach(() => account.close());

  const leave = (properties: 'keep' | 'remove') =>
    leaveAccount({
      db: database.db,
      door: account.hubspot.door,
      portalId: account.portalId,
      properties,
      nowMs: account.clock.now(),
    });
  const portal = () => readPortal(database.db, account.portalId);
  const ask = () => account.hubspot.door.account(account.portalId).accountInfo();
  const requests = () => account.standIn.journal.entries().map(({ method, path }) => `${method} ${path}`);
  const ours = async () => {
    const headers = { authorization: `Bearer ${account.standIn.token()}` };
    const response = await fetch(`${account.standIn.url}/crm/properties/2026-09/companies`, { headers });
    return (await response.text()).match(/"name":"partner_pulse_\w+"/g)?.length ?? 0;
  };
  const rows = async () => {
    const { rows: tables } = await database.db.pool.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'portal_id'",
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rowCount } = await database.db.pool.query(`select 1 from "${name}" where portal_id = $1`, [
        account.portalId,
      ]);
      if (rowCount) counts[name] = rowCount;
    }
    return counts;
  };

  it('that an admin takes the app out of keeps our properties when the admin wants that', async () => {
    expect(await leave('keep')).toEqual({ removed: 0, inUse: [] });
    expect(requests()).toEqual(['DELETE /appinstalls/2026-09/external-install']);
    expect(await ours()).toBeGreaterThan(5);
    expect(await portal()).toMatchObject({ status: 'disconnected' });
    account.standIn.journal.clear();
    await expect(ask()).rejects.toBeInstanceOf(HubSpotReconnectNeeded);
    expect(requests()).toEqual([]);
  });

  it('that an admin takes the app out of loses our properties and their group when the admin wants that', async () => {
    expect(await leave('remove')).toMatchObject({ inUse: [] });
    expect(await ours()).toBe(0);
    expect(requests()).toContain('DELETE /crm/properties/2026-09/deals/groups/partner_pulse');
    // Installed again, properties are made anew.
    const portalId = await connect(database.db, account.hubspot);
    await provisionProperties(database.db, account.hubspot.door.account(portalId), account.hubspot.clock);
    expect(await ours()).toBeGreaterThan(5);
  });

  it('is told which properties stay because something uses them, and is left all the same', async () => {
    const body = { status: 'error', category: 'VALIDATION_ERROR', subCategory: 'CANNOT_DELETE_PROPERTY_IN_USE' };
    account.standIn.faults.add([{ when: 'DELETE *partner_pulse_score', answer: { status: 400, body } }]);
    expect((await leave('remove')).inUse).toEqual([{ object: 'companies', name: 'partner_pulse_score' }]);
    expect(await portal()).toMatchObject({ status: 'disconnected' });
  });

  it('can be left again after a first try that was cut off', async () => {
    account.standIn.faults.add([{ when: 'DELETE /appinstalls/*', times: 9, answer: { status: 503, applied: true } }]);
    // The app was out with the first try, so the second finds the tokens dead: that is what was wanted.
    await leave('keep').catch(() => undefined);
    account.standIn.faults.clear();
    await leave('keep');
    expect(await portal()).toMatchObject({ status: 'disconnected' });
  });

  it('whose grant ended keeps its data for the retention time, and is then erased from every table', async () => {
    account.standIn.act({ do: 'uninstall', clientId: 'test-client' });
    account.clock.advance(31 * 60_000);
    await expect(ask()).rejects.toBeInstanceOf(HubSpotReconnectNeeded);
    expect(await portal()).toMatchObject({ status: 'disconnected', statusReason: expect.stringContaining('install') });
    expect(await duePortals(database.db, 1000)).not.toContain(account.portalId);
    const gone = account.clock.now();
    const retention = { db: database.db, retentionDays: 30, log };
    expect(await eraseExpired(retention, gone + 30 * DAY - 1)).not.toContain(account.portalId);
    expect(Object.keys(await rows()).length).toBeGreaterThan(4);
    expect(await eraseExpired(retention, gone + 30 * DAY + 1)).toContain(account.portalId);
    expect(await rows()).toEqual({});
  });

  it('that comes back within the retention time finds its data, and its clock starts anew', async () => {
    await leave('keep');
    await connect(database.db, account.hubspot);
    expect(await portal()).toMatchObject({ status: 'connected', statusReason: null });
    expect(await eraseExpired({ db: database.db, retentionDays: 0, log }, account.clock.now() + DAY)).not.toContain(
      account.portalId,
    );
    expect((await rows()).records).toBeGreaterThan(0);
  });

  it('is erased at once on demand, and no other with it', async () => {
    const other = await connectedAccount({ db: database.db, world: WORLD });
    try {
      await other.sync();
      const gone = await erasePortal(database.db, account.portalId);
      expect(gone).toMatchObject({ portals: 1, records: expect.any(Number), oauth_tokens: 1 });
      expect(await rows()).toEqual({});
      expect(await readPortal(database.db, other.portalId)).toMatchObject({ status: 'connected' });
      expect(await other.sync()).toMatchObject({ changed: false });
    } finally {
      await other.close();
    }
  });

  it('that was installed again while an old token was being refused stays connected', async () => {
    const { oauth, cipher, clock } = account.hubspot;
    const late = createAccessTokens({
      db: database.db,
      cipher,
      clock: { ...clock, now: () => clock.now() + 31 * 60_000 },
      oauth: {
        ...oauth,
        // HubSpot refuses the old token, but only after an administrator has installed the app again.
        refresh: async () => {
          await connect(database.db, account.hubspot);
          throw new HubSpotReconnectNeeded('the old grant is over');
        },
      },
    });
    await expect(late.current(account.portalId)).rejects.toThrow('the old grant is over');
    expect(await portal()).toMatchObject({ status: 'connected' });
    await expect(ask()).resolves.toBeDefined();
  });

  it('that HubSpot moves (477) is left alone until then, in every process and after a lost queue', async () => {
    account.standIn.faults.add([
      { when: 'POST */search', answer: { status: 477, headers: { 'Retry-After': '7200' } } },
    ]);
    account.clock.advance(600_000);
    await expect(account.sync()).rejects.toThrow('477');
    account.standIn.faults.clear();
    account.standIn.journal.clear();
    await expect(account.sync()).rejects.toThrow(/leave account \d+ alone until/);
    expect(requests()).toEqual([]);
    expect((await portal()).parkedUntilMs).toBeGreaterThan(account.clock.now() + 7_100_000);
    account.clock.advance(7_300_000);
    expect(await account.sync()).toMatchObject({ mode: 'incremental' });
  });
});
