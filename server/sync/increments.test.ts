import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount, QUIET_SEARCHES } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';
import { noteWriteBack, saveSettings } from '../store/portals.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const SIZE = { companies: 120, deals: 210, partners: 12, contacts: 60, partnerDealShare: 0.3, seed: 3 };
const MINUTE = 60_000;
/** Companies 1 to 12 are partners, deals count from 1000000. */
const PARTNER = '1';
const NO_PARTNER = '100';
const DEAL = '1000004';

describe('after the first sync', () => {
  let account: ConnectedAccount;
  const load = () => loadAccount(database.db, account.portalId);
  const find = async (type: 'companies' | 'deals', id: string) =>
    (await load())[type].find((record) => record.id === id);
  const syncLater = (options = {}) => {
    account.clock.advance(10 * MINUTE);
    return account.sync(options);
  };

  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: bigWorld(SIZE) });
    await account.sync();
    account.clock.advance(10 * MINUTE);
  });
  afterEach(() => account.close());

  /** A deal that has to do with no partner. */
  const directDeal = async () => {
    const { deals, dealCompanyLinks } = await load();
    const sourced = new Set(dealCompanyLinks.filter(({ label }) => label === 'Sourced by').map(({ fromId }) => fromId));
    const found = deals.find(({ id }) => !sourced.has(id));
    if (found === undefined) throw new Error('the world has direct deals');
    return found.id;
  };

  it('a changed deal is read once: one search page, its links, its history', async () => {
    account.standIn.act({
      do: 'associate',
      from: { type: 'deal', id: DEAL },
      to: { type: 'company', id: PARTNER },
      label: 'Sourced by',
    });
    account.standIn.act({ do: 'edit', type: 'deal', id: DEAL, properties: { amount: '4711' } });
    const { calls, changed } = await syncLater();
    expect(changed).toBe(true);
    expect(calls).toMatchObject({ search: QUIET_SEARCHES, associations: 1, batchRead: 1, list: 0 });
    const { deals, dealCompanyLinks, dealHistory } = await load();
    expect(deals.find(({ id }) => id === DEAL)?.properties.amount).toBe('4711');
    expect(dealCompanyLinks).toContainEqual(
      expect.objectContaining({
        fromId: DEAL,
        toId: PARTNER,
        label: 'Sourced by',
        reconstructed: false,
        removedMs: null,
      }),
    );
    expect(dealHistory).toContainEqual(expect.objectContaining({ id: DEAL, property: 'amount', value: '4711' }));
    const after = await syncLater();
    expect(after).toMatchObject({ changed: false, calls: { search: QUIET_SEARCHES, associations: 0, batchRead: 0 } });
  });

  it('a changed deal that concerns no partner costs no history call', async () => {
    account.standIn.act({ do: 'edit', type: 'deal', id: await directDeal(), properties: { amount: '12' } });
    expect((await syncLater()).calls).toMatchObject({ search: QUIET_SEARCHES, associations: 1, batchRead: 0 });
  });

  it('a company that becomes a partner gets its own links and history read, and nobody else theirs', async () => {
    const deal = await directDeal();
    account.standIn.act({
      do: 'associate',
      from: { type: 'deal', id: deal },
      to: { type: 'company', id: NO_PARTNER },
      label: 'Sourced by',
    });
    account.standIn.act({ do: 'edit', type: 'company', id: NO_PARTNER, properties: { type: 'PARTNER' } });
    const { calls } = await syncLater();
    // Deals and people of one company, and its mail, calls, meetings and tickets; past values of its deal and of itself.
    expect(calls).toMatchObject({ search: QUIET_SEARCHES, associations: 2 + 4, batchRead: 2, list: 0 });
    const { dealCompanyLinks, companyHistory } = await load();
    expect(dealCompanyLinks).toContainEqual(
      expect.objectContaining({ fromId: deal, toId: NO_PARTNER, label: 'Sourced by', reconstructed: true }),
    );
    expect(companyHistory).toContainEqual(expect.objectContaining({ id: NO_PARTNER, value: 'PARTNER' }));
  });

  it('a changed partner rule is judged from the store, and only new partners are read', async () => {
    const world = bigWorld(SIZE).settings;
    await saveSettings(database.db, account.portalId, {
      ...world,
      partnerRule: { property: 'type', in: ['PARTNER', 'PROSPECT'], version: 2 },
    });
    const { calls, mode } = await syncLater();
    expect(mode).toBe('incremental');
    // With the people of the new partners.
    expect(calls).toMatchObject({ list: 0, associations: 2 + 4 + 5 });
    await saveSettings(database.db, account.portalId, world);
    expect((await syncLater()).calls).toMatchObject({ list: 0, associations: 0 });
  });

  it('settings that name a property never read before list that kind again, and only that kind', async () => {
    const world = bigWorld(SIZE).settings;
    await saveSettings(database.db, account.portalId, { ...world, partner: { region: 'state' } });
    const result = await syncLater();
    expect(result).toMatchObject({
      mode: 'backfill',
      calls: { list: Math.ceil(120 / 100), search: QUIET_SEARCHES - 1 },
    });
    expect((await syncLater()).mode).toBe('incremental');
  });

  it('the echo of what we wrote is read once, in as few pages as it fits, and is no news', async () => {
    const door = account.hubspot.door.account(account.portalId);
    await door.createPropertyGroup('deals', { name: 'partner_pulse', label: 'Partner Pulse' });
    const note = { name: 'partner_pulse_note', label: 'Note', description: '', groupName: 'partner_pulse' };
    await door.createProperty('deals', { ...note, type: 'string', fieldType: 'text' });
    const write = async (some: string[]) => {
      const inputs = some.map((id) => ({ id, properties: { partner_pulse_note: `seen ${id}` } }));
      expect(await door.batchUpdate('deals', inputs)).toMatchObject({ kind: 'done', failures: [] });
    };
    const ids = (await load()).deals.map(({ id }) => id);
    await write(ids.slice(0, 100));
    await write(ids.slice(100, 200));
    await noteWriteBack(database.db, account.portalId, account.clock.now());
    account.clock.advance(30_000);
    expect(await account.sync()).toMatchObject({ changed: false, calls: { search: 0 } });
    account.clock.advance(31_000);
    const echo = await account.sync();
    expect(echo).toMatchObject({
      changed: false,
      counts: { deals: 200 },
      calls: { search: QUIET_SEARCHES, associations: 0, batchRead: 0 },
    });
    account.clock.advance(1000);
    const quiet = await account.sync();
    expect(quiet).toMatchObject({ changed: false, counts: { deals: 0 }, calls: { search: QUIET_SEARCHES } });
  });

  it('a change that search showed late is still read', async () => {
    account.standIn.act({ do: 'edit', type: 'deal', id: DEAL, properties: { dealname: 'Late' } });
    account.clock.advance(2000);
    await account.sync();
    expect((await find('deals', DEAL))?.properties.dealname).not.toBe('Late');
    account.clock.advance(30_000);
    await account.sync();
    expect((await find('deals', DEAL))?.properties.dealname).toBe('Late');
  });

  it('a merged company follows the survivor: the other is gone, and its deals are asked for their links again', async () => {
    const customerOf = (companies: readonly string[], links: Awaited<ReturnType<typeof load>>['dealCompanyLinks']) =>
      links.filter(({ toId, removedMs }) => companies.includes(toId) && removedMs === null).map(({ fromId }) => fromId);
    const deals = customerOf(['50', '51'], (await load()).dealCompanyLinks);
    expect(deals).not.toHaveLength(0);
    const survivor = account.standIn.act({ do: 'merge', type: 'company', id: '50', other: '51' });
    await syncLater();
    const { companies, dealCompanyLinks } = await load();
    const gone = ['50', '51'].filter((id) => id !== survivor);
    expect(companies.filter(({ id, archived }) => gone.includes(id) && !archived)).toEqual([]);
    expect(companies).toContainEqual(expect.objectContaining({ id: survivor, archived: false }));
    expect(customerOf(gone, dealCompanyLinks)).toEqual([]);
    expect(new Set(customerOf([survivor ?? ''], dealCompanyLinks))).toEqual(new Set(deals));
  });

  it('a sweep finds what no search shows: deletions and changed labels', async () => {
    account.standIn.act({ do: 'archive', type: 'deal', id: DEAL });
    account.standIn.act({ do: 'archive', type: 'company', id: '60' });
    account.standIn.act({
      do: 'associate',
      from: { type: 'deal', id: '1000009' },
      to: { type: 'company', id: PARTNER },
      label: 'Sourced by',
    });
    const before = (await load()).dealCompanyLinks.find(
      ({ label, fromId }) => label === 'Sourced by' && fromId !== DEAL,
    );
    if (before === undefined) throw new Error('the world has sourced deals');
    account.standIn.act({
      do: 'dissociate',
      from: { type: 'deal', id: before.fromId },
      to: { type: 'company', id: before.toId },
      label: 'Sourced by',
    });
    const archivedMs = account.clock.now();
    expect((await syncLater()).changed).toBe(false);
    const swept = await syncLater({ mode: 'sweep' });
    expect(swept.changed).toBe(true);
    expect(await find('deals', DEAL)).toMatchObject({ archived: true, deletedMs: archivedMs });
    expect(await find('companies', '60')).toMatchObject({ archived: true });
    const { dealCompanyLinks } = await load();
    expect(dealCompanyLinks).toContainEqual(
      expect.objectContaining({ fromId: '1000009', toId: PARTNER, label: 'Sourced by', reconstructed: false }),
    );
    expect(dealCompanyLinks).toContainEqual({ ...before, removedMs: expect.any(Number) });
    const again = await syncLater({ mode: 'sweep' });
    expect(again.changed).toBe(false);
    expect(again.calls.list).toBe(2);
  });

  it('once a week a sweep lists everything: what was missed comes in, what is gone for good goes', async () => {
    const { pool } = database.db;
    await pool.query("delete from records where portal_id = $1 and type = 'deals' and id = $2", [
      account.portalId,
      DEAL,
    ]);
    // A record that HubSpot no longer has, not even in its recycle bin.
    await pool.query("update records set id = 'gone' where portal_id = $1 and type = 'companies' and id = '60'", [
      account.portalId,
    ]);
    const listed = Math.ceil(120 / 100) + Math.ceil(210 / 100);
    expect((await syncLater({ mode: 'sweep' })).calls.list).toBe(2);
    expect(await find('deals', DEAL)).toBeUndefined();
    account.clock.advance(7 * 24 * 60 * MINUTE);
    expect((await syncLater({ mode: 'sweep' })).calls.list).toBe(2 + listed);
    expect(await find('deals', DEAL)).toMatchObject({ archived: false });
    expect(await find('companies', '60')).toMatchObject({ archived: false });
    expect(await find('companies', 'gone')).toMatchObject({ archived: true });
    expect(await syncLater({ mode: 'sweep' })).toMatchObject({ changed: false, calls: { list: 2 } });
  });

  it('keeps past values that HubSpot has forgotten', async () => {
    const { dealCompanyLinks } = await load();
    const deal = dealCompanyLinks.find(({ label }) => label === 'Sourced by')?.fromId ?? '';
    // HubSpot shows the last 20 values of a property.
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 10; n++) {
        account.clock.advance(1000);
        account.standIn.act({ do: 'edit', type: 'deal', id: deal, properties: { amount: String(1000 * round + n) } });
      }
      await syncLater();
    }
    const { dealHistory } = await load();
    const amounts = dealHistory.filter(({ id, property }) => id === deal && property === 'amount');
    const values = new Set(amounts.map(({ value }) => value));
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 10; n++) expect(values).toContain(String(1000 * round + n));
    }
  });

  it('a calculated property that changed without a modification date is read again within a week', async () => {
    // What the store holds is what was calculated before; HubSpot calculates anew and says so nowhere.
    await database.db.pool.query(
      `update records set properties = properties || '{"amount_in_home_currency": "1"}', content_hash = 'before'
       where portal_id = $1 and type = 'deals' and id = $2`,
      [account.portalId, DEAL],
    );
    await syncLater();
    expect((await find('deals', DEAL))?.properties.amount_in_home_currency).toBe('1');
    account.clock.advance(7 * 24 * 60 * MINUTE);
    await syncLater({ mode: 'sweep' });
    expect((await find('deals', DEAL))?.properties.amount_in_home_currency).not.toBe('1');
  });
});
