import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { loadAccount } from '../store/account-records.ts';
import { computeStep } from './compute-step.ts';
import { type KeptAccounts, keptAccounts } from './kept-accounts.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(120_000);

const database = testDatabase();
const SIZE = { companies: 30, deals: 60, partners: 10, contacts: 10, engagements: 20, partnerDealShare: 0.8, seed: 5 };
const DEAL = { type: 'deal', id: '1000000' } as const;
const context = { log: pino({ level: 'silent' }), signal: new AbortController().signal };

describe('a call that a webhook announces', () => {
  let account: ConnectedAccount;
  let kept: KeptAccounts;
  let loads: number;
  beforeEach(async () => {
    const base = bigWorld(SIZE);
    const associations = [
      ...base.associations,
      { from: 'deal:1000000', to: 'company:1', label: 'Sourced by' },
      { from: 'line_item:900', to: 'deal:1000000', label: '' },
    ];
    const lineItems = [{ hs_object_id: '900', amount: '1200', recurringbillingfrequency: 'monthly' }];
    const settings = { ...base.settings, recurringRevenue: 'line_items' };
    account = await connectedAccount({ db: database.db, world: { ...base, associations, lineItems, settings } });
    await account.sync();
    kept = keptAccounts();
    await compute({ isSynced: true });
    loads = 0;
  });
  afterEach(() => account.close());

  const compute = ({ isSynced = false, quickMs = 0, fresh = false }) =>
    computeStep({
      ...{ db: database.db, now: () => account.clock.now(), asOf: null, isSynced, quickMs },
      loadAccount: (portalId) => {
        loads += 1;
        return loadAccount(database.db, portalId);
      },
      ...(!fresh && { kept }),
    }).run(account.portalId, context);
  const rows = async (sql: string) => (await database.db.pool.query(sql, [account.portalId])).rows;
  const stored = async () => [
    await rows('select object_type, object_id, model from card_models where portal_id = $1 order by 1, 2'),
    await rows('select object_type, object_id, desired from property_writes where portal_id = $1 order by 1, 2'),
    await rows('select partner_id, as_of, health, results from snapshots where portal_id = $1 order by 1, 2'),
  ];
  const isBehind = async () =>
    await rows(
      `select c.facts_version > c.programme_facts_version as behind, p.programme_due_at is not null as due
       from computations c join portals p using (portal_id) where portal_id = $1`,
    );
  const callOf = async (partner: string) => {
    const properties = { hs_timestamp: '2026-05-30T10:00:00Z', hs_call_direction: 'INBOUND' };
    const id = account.standIn.act({ do: 'create', type: 'call', properties }) ?? '';
    account.standIn.act({ do: 'associate', from: { type: 'call', id }, to: { type: 'company', id: partner } });
    await follow();
  };
  const follow = async () => {
    account.clock.advance(60_000);
    await account.deliver();
    await account.sync({ mode: 'hints' });
  };
  const everythingAgain = async () => {
    await rows('update computations set facts_version = -1 where portal_id = $1 returning portal_id');
    await compute({ isSynced: true, fresh: true });
    return stored();
  };

  it('is on the card at once where a computation of everything is quick', async () => {
    await callOf('2');
    await compute({ quickMs: Number.POSITIVE_INFINITY });
    expect(loads).toBe(1);
    expect(await isBehind()).toEqual([{ behind: false, due: false }]);
    const quick = await stored();
    expect(await everythingAgain()).toEqual(quick);
  });

  it('makes no changed deal wait for a long computation of everything, and is in the one that follows', async () => {
    const before = await stored();
    await callOf('2');
    await compute({});
    expect(loads).toBe(0);
    expect(await stored()).toEqual(before);
    expect(await isBehind()).toEqual([{ behind: true, due: true }]);
    account.standIn.act({ do: 'edit', type: 'deal', id: '1000001', properties: { amount: '77777' } });
    await follow();
    await compute({});
    expect(loads).toBe(0);
    await rows("update portals set programme_due_at = now() - interval '1 second' where portal_id = $1 returning 1");
    await compute({ isSynced: true });
    expect(loads).toBe(1);
    expect(await isBehind()).toEqual([{ behind: false, due: false }]);
    const followed = await stored();
    expect(followed).not.toEqual(before);
    expect(await everythingAgain()).toEqual(followed);
  });

  it('does not hide that a deal with line items makes other revenue', async () => {
    account.standIn.act({ do: 'edit', ...DEAL, properties: { dealstage: 'closedlost' } });
    await follow();
    account.standIn.act({ do: 'edit', ...DEAL, properties: { dealstage: 'closedwon', closedate: '2026-05-20' } });
    await follow();
    await compute({});
    const followed = await stored();
    expect(await everythingAgain()).toEqual(followed);
  });
});
