import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount, QUIET_SEARCHES } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const SIZE = { companies: 250, deals: 430, partners: 40, contacts: 120, partnerDealShare: 0.3, seed: 7 };
const MINUTE = 60_000;

describe('syncing an account', () => {
  let account: ConnectedAccount;

  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: bigWorld(SIZE) });
  });
  afterEach(() => account.close());

  it('keeps every company and deal, customers from the list, labels and history of partner deals', async () => {
    const result = await account.sync();
    expect(result).toMatchObject({ mode: 'backfill', changed: true, counts: { companies: 250, deals: 430 } });
    const kept = await loadAccount(database.db, account.portalId);
    expect(kept.companies).toHaveLength(250);
    expect(kept.deals).toHaveLength(430);
    const sourced = kept.dealCompanyLinks.filter(({ label }) => label === 'Sourced by');
    expect(sourced.length).toBeGreaterThan(80);
    expect(sourced.every(({ reconstructed }) => reconstructed)).toBe(true);
    expect(kept.dealCompanyLinks.filter(({ typeId }) => typeId === 5)).toHaveLength(430);
    const partnerDeals = new Set(sourced.map(({ fromId }) => fromId));
    expect(new Set(kept.dealHistory.map(({ id }) => id))).toEqual(partnerDeals);
    expect(Object.keys(kept.stageEnteredProperties).length).toBe(kept.stages.length);
    expect(kept.contacts.length).toBe(new Set(kept.companyContactLinks.map(({ toId }) => toId)).size);
    expect(kept.contacts.length).toBeGreaterThan(0);
    expect(kept.owners).toHaveLength(1);
  });

  it('costs the calls of its floor plus a fixed number for set-up', async () => {
    const { calls } = await account.sync();
    const kept = await loadAccount(database.db, account.portalId);
    const partnerDeals = new Set(kept.dealHistory.map(({ id }) => id)).size;
    expect(calls).toEqual({
      list: Math.ceil(250 / 100) + Math.ceil(430 / 100),
      // Deals, then partners for when the rule first held, then their people.
      batchRead: Math.ceil(partnerDeals / 50) + Math.ceil(40 / 50) + Math.ceil(kept.contacts.length / 100),
      // Labels in three directions, then deals and people of the partners, then what partners have to do with (mail,
      // calls, meetings, tickets), and what their people have (those and answers to surveys).
      associations: 3 + 2 + 4 + 5,
      search: 0,
      properties: 2,
      batchUpdate: 0,
      other: 5,
    });
    const { oauth, ...seen } = account.standIn.journal.counts();
    expect(oauth).toBe(0);
    expect(seen).toMatchObject(calls);
  });

  it('costs one search per stream and changes nothing when nothing was changed', async () => {
    await account.sync();
    account.clock.advance(10 * MINUTE);
    const second = await account.sync();
    expect(second).toMatchObject({ mode: 'incremental', changed: false });
    expect(second.calls).toEqual({
      list: 0,
      batchRead: 0,
      search: QUIET_SEARCHES,
      associations: 0,
      properties: 0,
      batchUpdate: 0,
      other: 0,
    });
  });
});
