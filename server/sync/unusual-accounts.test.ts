import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount, QUIET_SEARCHES } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { World } from '../../test/worlds/world.ts';
import { loadAccount } from '../store/account-records.ts';
import { readPortal } from '../store/portals.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;

describe('an unusual account', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());
  const open = async (world: World) => {
    account = await connectedAccount({ db: database.db, world });
  };
  const load = () => loadAccount(database.db, account.portalId);

  it('with so many stages that their dates fit no address and no search is read by batches behind list and search', async () => {
    const world = bigWorld({ companies: 20, deals: 110, partners: 5, seed: 2 });
    const stages = Array.from({ length: 130 }, (_, index) => ({
      object: 'deals',
      pipeline: `pipeline_with_a_long_name_${Math.floor(index / 12)}`,
      pipelineLabel: `Pipeline ${Math.floor(index / 12)}`,
      stage: `stage_with_a_long_name_${index}`,
      stageLabel: `Stage ${index}`,
      displayOrder: index % 12,
      probability: 0.1,
      isClosed: false,
    }));
    await open({ ...world, pipelines: [...world.pipelines, ...stages] });
    const { calls } = await account.sync();
    expect(calls.list).toBe(1 + 2);
    const { deals, stageEnteredProperties } = await load();
    expect(Object.keys(stageEnteredProperties)).toHaveLength(
      130 + world.pipelines.filter(({ object }) => object === 'deals').length,
    );
    const open1 = deals.find(({ properties }) => properties.dealstage === 'qualifiedtobuy');
    expect(open1?.properties[stageEnteredProperties['default/qualifiedtobuy'] ?? '']).toBeTruthy();
    expect(Math.max(...account.standIn.journal.entries().map(({ query }) => query.length))).toBeLessThan(6000);
    account.clock.advance(10 * MINUTE);
    account.standIn.act({ do: 'edit', type: 'deal', id: open1?.id ?? '', properties: { amount: '99' } });
    account.clock.advance(10 * MINUTE);
    await account.sync();
    const changed = (await load()).deals.find(({ id }) => id === open1?.id);
    expect(changed?.properties).toEqual({
      ...open1?.properties,
      amount: '99',
      hs_lastmodifieddate: expect.any(String),
      ...homeAmount(changed),
    });
  });

  const homeAmount = (record: { properties: Readonly<Record<string, string | null>> } | undefined) => {
    const amount = record?.properties.amount_in_home_currency;
    return amount === undefined ? {} : { amount_in_home_currency: amount };
  };

  it('with a partner of more deals than one answer holds keeps all of them, and a sweep removes only what is gone', async () => {
    await open(bigWorld({ companies: 5, deals: 620, partners: 1, partnerDealShare: 1, seed: 4 }));
    await account.sync();
    const sourced = async () =>
      (await load()).dealCompanyLinks.filter(({ label, removedMs }) => label === 'Sourced by' && removedMs === null);
    expect(await sourced()).toHaveLength(620);
    const [first, last] = ['1000000', '1000619'];
    for (const id of [first, last]) {
      account.standIn.act({
        do: 'dissociate',
        from: { type: 'deal', id },
        to: { type: 'company', id: '1' },
        label: 'Sourced by',
      });
    }
    account.clock.advance(10 * MINUTE);
    await account.sync({ mode: 'sweep' });
    const standing = new Set((await sourced()).map(({ fromId }) => fromId));
    expect(standing.size).toBe(618);
    expect(standing.has(first) || standing.has(last)).toBe(false);
  }, 30_000);

  it('that may not show contacts or owners is synced without them, says so, and is not asked again', async () => {
    await open(bigWorld({ companies: 20, deals: 20, partners: 5, contacts: 10, seed: 2 }));
    const forbid = (when: string) => ({
      when,
      times: 1000,
      answer: { status: 403, body: { category: 'MISSING_SCOPES' } },
    });
    account.standIn.faults.add([
      forbid('* /crm/owners/*'),
      forbid('* /crm/objects/*/contacts*'),
      forbid('* */companies/contacts/*'),
    ]);
    expect((await account.sync()).counts).toMatchObject({ deals: 20, contacts: 0 });
    expect((await readPortal(database.db, account.portalId)).missingCapabilities.toSorted()).toEqual([
      'contacts',
      'owners',
    ]);
    account.standIn.journal.clear();
    account.clock.advance(10 * MINUTE);
    const next = await account.sync();
    expect(next.calls.search).toBe(QUIET_SEARCHES - 1);
    expect(account.standIn.journal.entries().every(({ status }) => status === 200)).toBe(true);
  });

  it('without the right to read deals fails and says what is missing', async () => {
    await open(bigWorld({ companies: 20, deals: 20, partners: 5, seed: 2 }));
    account.standIn.faults.add([{ when: 'GET /crm/objects/*/deals', times: 9, answer: { status: 403 } }]);
    await expect(account.sync()).rejects.toThrow(/deals.*403.*scope/);
  });

  it('that is empty is synced in the calls of its set-up and one page a kind', async () => {
    const world = bigWorld({ companies: 0, deals: 0, partners: 0 });
    await open(world);
    expect(await account.sync()).toMatchObject({ mode: 'backfill', calls: { list: 2, batchRead: 0 } });
    account.clock.advance(10 * MINUTE);
    expect(await account.sync()).toMatchObject({ mode: 'incremental', changed: false });
  });

  it('whose values are odd keeps them as they are', async () => {
    const name = '🤝 شريك "x"\u2028';
    const broken = 'a\u0000b\ud83d';
    const company = { hs_object_id: '1', name, type: 'PARTNER', createdate: '2026-01-01T00:00:00Z' };
    const world = bigWorld({ companies: 0, deals: 0, partners: 0 });
    await open({ ...world, companies: [company, { ...company, hs_object_id: '2', name: broken }] });
    await account.sync();
    // What no database can hold is left out of the value, not the record.
    expect((await load()).companies.map(({ properties }) => properties.name)).toEqual([name, 'ab\ufffd']);
  });

  it('is swept on from where a sweep was interrupted, and the sweep then ends', async () => {
    await open(bigWorld({ companies: 120, deals: 220, partners: 20, contacts: 30, seed: 5 }));
    await account.sync();
    account.standIn.act({ do: 'archive', type: 'deal', id: '1000005' });
    account.clock.advance(10 * MINUTE);
    const once = account.standIn.journal.entries().length;
    let requests = 0;
    for (let attempt = 0; ; attempt++) {
      expect(attempt).toBeLessThan(40);
      account.standIn.faults.clear();
      account.standIn.faults.add([{ when: '* /*', nth: 14, answer: { status: 400 } }]);
      const ended = await account.sync({ mode: 'sweep' }).then(
        () => true,
        () => false,
      );
      requests = account.standIn.journal.entries().length - once;
      if (ended) break;
    }
    expect(requests).toBeGreaterThan(14);
    expect((await load()).deals.find(({ id }) => id === '1000005')).toMatchObject({ archived: true });
  });
});
