import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { AccountDoor, Door } from '../hubspot/door.ts';
import { loadAccount } from '../store/account-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 120, deals: 210, partners: 12, contacts: 60, partnerDealShare: 0.3, seed: 3 });
/** Companies 1 to 12 are partners, deals count from 1000000. */
const PARTNER = '1';
const DEAL = '1000004';

describe('webhooks', () => {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
    await account.sync();
    account.clock.advance(600_000);
    account.standIn.journal.clear();
  });
  afterEach(() => account.close());

  const load = () => loadAccount(database.db, account.portalId);
  const find = async (type: 'companies' | 'deals' | 'contacts', id: string) =>
    (await load())[type].find((record) => record.id === id);
  const follow = (door: Door = account.hubspot.door) => account.sync({ mode: 'hints', door });
  const waiting = async () => {
    const { rows } = await database.db.pool.query('select 1 from change_hints where portal_id = $1', [
      account.portalId,
    ]);
    return rows.length;
  };
  const edit = (id: string, properties: Record<string, string>) =>
    account.standIn.act({ do: 'edit', type: 'deal', id, properties });
  const link = (deal: string, company: string, what: 'associate' | 'dissociate' = 'associate') =>
    account.standIn.act({
      do: what,
      from: { type: 'deal', id: deal },
      to: { type: 'company', id: company },
      label: 'Sourced by',
    });
  const linked = async (deal: string, company: string) =>
    (await load()).dealCompanyLinks.some(
      ({ fromId, toId, label, removedMs }) =>
        fromId === deal && toId === company && label === 'Sourced by' && removedMs === null,
    );

  it('of a changed property bring it in at once, without a search', async () => {
    edit(DEAL, { amount: '4711' });
    await account.deliver();
    const { calls, changed } = await follow();
    expect(changed).toBe(true);
    expect(calls).toMatchObject({ search: 0, list: 0 });
    expect((await find('deals', DEAL))?.properties.amount).toBe('4711');
    expect(await waiting()).toBe(0);
  });

  it('of a burst are followed by few batch reads', async () => {
    for (let n = 0; n < 200; n++) edit(String(1_000_000 + n), { amount: String(n), dealname: `Renamed ${n}` });
    for (let n = 0; n < 50; n++) edit(DEAL, { amount: String(10_000 + n) });
    await account.deliver();
    const { calls } = await follow();
    // Two batches of records; links of all deals in one call, history of the partners' deals in a few.
    expect(calls.batchRead).toBeLessThanOrEqual(2 + 4);
    expect(calls.associations).toBe(1);
    expect((await find('deals', DEAL))?.properties.amount).toBe('10049');
  });

  it('of new records, and of links, bring them in with their labels', async () => {
    const id = account.standIn.act({ do: 'create', type: 'deal', properties: { dealname: 'New', amount: '5' } }) ?? '';
    link(id, PARTNER);
    await account.deliver();
    await follow();
    expect(await find('deals', id)).toMatchObject({ archived: false });
    expect(await linked(id, PARTNER)).toBe(true);
    link(id, PARTNER, 'dissociate');
    await account.deliver();
    await follow();
    expect(await linked(id, PARTNER)).toBe(false);
  });

  it('of a deletion and of a restoration say when, and bring the links of a partner back', async () => {
    link(DEAL, PARTNER);
    await account.deliver();
    await follow();
    account.standIn.act({ do: 'archive', type: 'company', id: PARTNER });
    const deletedMs = account.clock.now();
    await account.deliver();
    account.clock.advance(60_000);
    await follow();
    expect(await find('companies', PARTNER)).toMatchObject({ archived: true, deletedMs });
    // A deal that is read meanwhile shows no link to a company in the recycle bin.
    edit(DEAL, { amount: '1' });
    await account.deliver();
    await follow();
    expect(await linked(DEAL, PARTNER)).toBe(false);
    account.standIn.act({ do: 'restore', type: 'company', id: PARTNER });
    await account.deliver();
    await follow();
    expect(await find('companies', PARTNER)).toMatchObject({ archived: false, deletedMs: null });
    expect(await linked(DEAL, PARTNER)).toBe(true);
  });

  it.each([['company', 'companies', '50', '51'] as const, ['deal', 'deals', DEAL, '1000005'] as const])(
    'of a merge of a %s follow the survivor, whatever id it has',
    async (type, table, one, other) => {
      const survivor = account.standIn.act({ do: 'merge', type, id: one, other }) ?? '';
      await account.deliver();
      await follow();
      for (const id of [one, other].filter((id) => id !== survivor)) {
        expect(await find(table, id)).toMatchObject({ archived: true });
        const { rows } = await database.db.pool.query(
          'select merged_into from records where portal_id = $1 and id = $2',
          [account.portalId, id],
        );
        expect(rows).toEqual([{ merged_into: survivor }]);
      }
      expect(await find(table, survivor)).toMatchObject({ archived: false });
    },
  );

  it('of a merge that were lost are made up for: an old id that leads to another record is a merge, not a deletion', async () => {
    const survivor = account.standIn.act({ do: 'merge', type: 'deal', id: DEAL, other: '1000005' }) ?? '';
    const merge = account.standIn.webhooks.take().find(({ subscriptionType }) => subscriptionType === 'object.merge');
    if (merge === undefined) throw new Error('a merge is told');
    // Only some other word of the old record arrives.
    const stale = { ...merge, objectId: Number(DEAL), subscriptionType: 'object.propertyChange' };
    await account.deliver([stale]);
    await follow();
    const { rows } = await database.db.pool.query('select merged_into from records where portal_id = $1 and id = $2', [
      account.portalId,
      DEAL,
    ]);
    expect(rows).toEqual([{ merged_into: survivor }]);
  });

  it('doubled, late and disordered come to the same', async () => {
    edit(DEAL, { amount: '1' });
    account.standIn.act({ do: 'archive', type: 'deal', id: DEAL });
    account.standIn.act({ do: 'restore', type: 'deal', id: DEAL });
    edit(DEAL, { amount: '2' });
    const events = account.standIn.webhooks.take();
    await account.deliver([...events].reverse());
    await follow();
    expect(await find('deals', DEAL)).toMatchObject({ archived: false, properties: { amount: '2' } });
    await account.deliver([...events, ...events]);
    expect(await follow()).toMatchObject({ changed: false });
    expect(await find('deals', DEAL)).toMatchObject({ archived: false, properties: { amount: '2' } });
  });

  it('that were lost are made up for by the next pass', async () => {
    edit(DEAL, { amount: '99' });
    account.standIn.webhooks.take();
    expect(await follow()).toMatchObject({ changed: false });
    account.clock.advance(60_000);
    await account.sync();
    expect((await find('deals', DEAL))?.properties.amount).toBe('99');
  });

  it('that come while their record is being read are not lost', async () => {
    edit(DEAL, { amount: '1' });
    await account.deliver();
    await follow(
      whenReading(async () => {
        edit(DEAL, { amount: '2' });
        await account.deliver();
      }),
    );
    // What was read before the second change is stored, and the second one still waits.
    expect((await find('deals', DEAL))?.properties.amount).toBe('1');
    expect(await waiting()).toBe(1);
    await follow();
    expect((await find('deals', DEAL))?.properties.amount).toBe('2');
    expect(await waiting()).toBe(0);
  });

  it('wait until an account was read to its end, and are followed then', async () => {
    const fresh = await connectedAccount({ db: database.db, world: WORLD });
    try {
      fresh.standIn.act({ do: 'archive', type: 'deal', id: DEAL });
      await fresh.deliver();
      expect(await fresh.sync({ mode: 'hints' })).toMatchObject({ changed: false, calls: { batchRead: 0 } });
      await fresh.sync();
      expect((await fresh.sync({ mode: 'hints' })).calls.batchRead).toBeGreaterThan(0);
    } finally {
      await fresh.close();
    }
  });

  it('of accounts that are not connected, or were never, are left out', async () => {
    await database.db.pool.query("update portals set status = 'disconnected' where portal_id = $1", [account.portalId]);
    edit(DEAL, { amount: '7' });
    await account.deliver();
    expect(await waiting()).toBe(0);
  });

  /** The account's own door, with something that happens right after HubSpot answered the first batch read. */
  function whenReading(happens: () => Promise<void>): Door {
    let before = true;
    return {
      account(portalId, options) {
        const door = account.hubspot.door.account(portalId, options);
        const batchRead: AccountDoor['batchRead'] = async (...args) => {
          const answer = await door.batchRead(...args);
          if (before) {
            before = false;
            await happens();
          }
          return answer;
        };
        return { ...door, batchRead };
      },
    };
  }
});
