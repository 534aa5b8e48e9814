import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { emptyWorld } from '../../test/contract/empty-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { World } from '../../test/worlds/world.ts';
import { loadAccount } from '../store/account-records.ts';
import { saveSettings } from '../store/portals.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;
const at = (day: string) => `2026-05-${day}T10:00:00Z`;
const made = { hs_createdate: at('02') };

/** Customer 3 bought deal 21 with one line item, and pays by subscription 41; two people share a goal. */
const WORLD: World = {
  ...emptyWorld,
  companies: [
    { hs_object_id: '1', name: 'Partner', type: 'PARTNER', createdate: at('01') },
    { hs_object_id: '3', name: 'Customer', type: 'PROSPECT', createdate: at('01') },
  ],
  deals: [
    {
      ...{ hs_object_id: '21', dealname: 'Sale', pipeline: 'default', dealstage: 'closedwon' },
      ...{ createdate: at('01'), closedate: at('05') },
    },
  ],
  lineItems: [
    { hs_object_id: '31', name: 'Seats', amount: '100', recurringbillingfrequency: 'monthly', ...made },
    { hs_object_id: '32', name: 'On a quote', amount: '900', recurringbillingfrequency: 'monthly', ...made },
  ],
  subscriptions: [
    { hs_object_id: '41', hs_status: 'active', hs_mrr: '80', hs_recurring_billing_start_date: '2026-05-03', ...made },
  ],
  goals: ['51', '52'].map((id) => ({
    ...{ hs_object_id: id, hs_goal_name: 'Partners 2026', hs_target_amount: '500', ...made },
    ...{ hs_start_datetime: '2026-01-01T00:00:00Z', hs_end_datetime: '2026-12-31T23:59:59.999Z' },
  })),
  associations: [
    { from: 'deal:21', to: 'company:3', label: 'primary' },
    { from: 'line_item:31', to: 'deal:21', label: '' },
    { from: 'subscription:41', to: 'company:3', label: '' },
  ],
};

describe('line items, subscriptions and goals', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());
  const extras = async () => (await loadAccount(database.db, account.portalId)).extras;
  const later = () => {
    account.clock.advance(10 * MINUTE);
    return account.sync();
  };
  const rows = async () =>
    mapAccount(await loadAccount(database.db, account.portalId)).feedRows.map(
      ({ kind, values }) => `${kind} ${values.amount}`,
    );
  const connect = async (settings: Record<string, unknown>) => {
    account = await connectedAccount({ db: database.db, world: WORLD, settings: { ...WORLD.settings, ...settings } });
    await account.sync();
  };

  it('are not read, and cost no call, where the settings name none of them', async () => {
    await connect({});
    expect((await extras()).read).not.toEqual(expect.arrayContaining(['line_items']));
    const paths = account.standIn.journal.entries().map(({ path }) => path);
    expect(paths.filter((path) => /line_items|subscriptions|goal_targets/.test(path))).toEqual([]);
  });

  it('are read to revenue and targets, and followed as they change', async () => {
    await connect({ recurringRevenue: 'line_items', targetGoal: 'partners 2026' });
    const read = await extras();
    expect(read.records.line_items?.map(({ id }) => id)).toEqual(['31', '32']);
    expect(read.links['line_items>deals']).toEqual([expect.objectContaining({ fromId: '31', toId: '21', typeId: 20 })]);
    expect(await rows()).toEqual(['recurring-revenue 10000', 'targets 100000']);
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'edit', type: 'line_item', id: '31', properties: { amount: '120' } });
    account.standIn.act({ do: 'edit', type: 'goal_target', id: '52', properties: { hs_target_amount: '700' } });
    await later();
    // The price of before stays what was paid before.
    expect(await rows()).toEqual(['recurring-revenue 10000', 'recurring-revenue 12000', 'targets 120000']);
  });

  it('past prices of line items come with the items: no call more, fifty items each', async () => {
    const lineItems = Array.from({ length: 120 }, (_, at) => ({
      ...WORLD.lineItems?.[0],
      hs_object_id: `${1000 + at}`,
    }));
    account = await connectedAccount({
      db: database.db,
      world: { ...WORLD, lineItems, associations: [] },
      settings: { ...WORLD.settings, recurringRevenue: 'line_items' },
    });
    await account.sync();
    const reads = account.standIn.journal.entries().filter(({ path }) => /line_items\/batch\/read/.test(path));
    expect(reads).toHaveLength(3);
    const { history } = await extras();
    expect(history.line_items?.filter(({ property }) => property === 'amount')).toHaveLength(120);
  });

  it('a goal in another currency is read as one, and is no target', async () => {
    await connect({ targetGoal: 'partners 2026' });
    expect(await rows()).toEqual(['targets 100000']);
    account.clock.advance(10 * MINUTE);
    const properties = { hs_goal_target_currency_code: 'JPY', hs_kpi_unit_type: 'currency' };
    account.standIn.act({ do: 'edit', type: 'goal_target', id: '52', properties });
    await later();
    expect(await rows()).toEqual([]);
  });

  it('of another source are read once the settings name it, with the day of a cancellation', async () => {
    await connect({ recurringRevenue: 'line_items' });
    await saveSettings(database.db, account.portalId, { ...WORLD.settings, recurringRevenue: 'subscriptions' });
    expect((await later()).mode).toBe('backfill');
    expect((await extras()).read).not.toContain('line_items');
    expect(await rows()).toEqual(['recurring-revenue 8000']);
    account.clock.advance(40 * 24 * 60 * MINUTE);
    account.standIn.act({ do: 'edit', type: 'subscription', id: '41', properties: { hs_status: 'canceled' } });
    await later();
    expect(await rows()).toEqual(['recurring-revenue 8000', 'recurring-revenue 0']);
  });

  it('are left out where the account did not grant their scope, and metrics say which to grant', async () => {
    const accounts = [{ world: WORLD, hubId: 8_841, unavailableScopes: ['crm.objects.subscriptions.read'] }];
    const settings = { ...WORLD.settings, recurringRevenue: 'subscriptions' };
    account = await connectedAccount({ db: database.db, world: WORLD, settings, standIn: { accounts } });
    await account.sync();
    const facts = mapAccount(await loadAccount(database.db, account.portalId));
    expect([facts.feedRows, facts.mapped.recurring]).toEqual([[], false]);
  });
});
