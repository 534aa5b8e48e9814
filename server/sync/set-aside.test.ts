import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { AccountDoor, Door } from '../hubspot/door.ts';
import { HubSpotUnavailable } from '../ops/errors.ts';
import { createLogger } from '../ops/logger.ts';
import { loadAccount } from '../store/account-records.ts';
import { hintStep } from './hint-step.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 30, deals: 120, partners: 6, partnerDealShare: 0.5, seed: 5 });
const DEAL = '1000004';
const log = createLogger({ level: 'silent' });

describe('a record that cannot be read', () => {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
  });
  afterEach(() => account.close());

  const asideOf = async () => {
    const { rows } = await database.db.pool.query('select type, id, reason from set_aside where portal_id = $1', [
      account.portalId,
    ]);
    return rows;
  };
  const deals = async () => (await loadAccount(database.db, account.portalId)).deals;
  /** HubSpot's true answer with one record of a form nobody knows. */
  const breakOne = async (path: string) => {
    const headers = { authorization: `Bearer ${account.standIn.token()}` };
    const address = `${account.standIn.url}${path}`;
    const body = await (await fetch(address, { headers })).text();
    return body
      .replace(`{"id":"${DEAL}",`, `{"id":"${DEAL}","createdAt":"yesterday","was":{},`)
      .replace(new RegExp(`("id":"${DEAL}","createdAt":"yesterday".*?)"createdAt":"[^"]+"`), '$1"createdAt2":"x"');
  };

  it('for its unknown form is set aside with the reason, and the rest of its page is stored', async () => {
    const body = await breakOne('/crm/objects/2026-09/deals?limit=100&properties=dealname,amount,hs_object_id');
    expect(body).toContain('yesterday');
    account.standIn.faults.add([
      { when: 'GET /crm/objects/2026-09/deals', answer: { status: 200, body: JSON.parse(body) } },
    ]);
    await account.sync();
    expect(await deals()).toHaveLength(119);
    expect(await asideOf()).toEqual([{ type: 'deals', id: DEAL, reason: expect.stringContaining('createdAt') }]);
  });

  it('is taken back when it can be read again, and is not taken for deleted meanwhile', async () => {
    await account.sync();
    await database.db.pool.query("insert into set_aside values ($1, 'deals', $2, 'odd', 1)", [account.portalId, DEAL]);
    account.clock.advance(7 * 86_400_000);
    const body = await breakOne('/crm/objects/2026-09/deals?limit=100&properties=dealname,amount,hs_object_id');
    // The sweep lists the recycle bin first.
    account.standIn.faults.add([
      { when: 'GET /crm/objects/2026-09/deals', nth: 2, answer: { status: 200, body: JSON.parse(body) } },
    ]);
    await account.sync({ mode: 'sweep' });
    expect((await deals()).find(({ id }) => id === DEAL)).toMatchObject({ archived: false });
    expect(await asideOf()).toHaveLength(1);
    account.clock.advance(7 * 86_400_000);
    await account.sync({ mode: 'sweep' });
    expect(await asideOf()).toEqual([]);
  });

  it('because HubSpot fails on every batch with it is found by halving, and the others are read', async () => {
    await account.sync();
    const failing = poisoned(DEAL);
    for (let n = 0; n < 100; n++) {
      account.standIn.act({
        do: 'edit',
        type: 'deal',
        id: String(1_000_000 + n),
        properties: { dealname: `Now ${n}` },
      });
    }
    await account.deliver();
    await account.sync({ mode: 'hints', door: failing });
    const names = (await deals()).map(({ properties }) => properties.dealname);
    expect(names.filter((name) => name?.startsWith('Now'))).toHaveLength(99);
    expect(await asideOf()).toEqual([{ type: 'deals', id: DEAL, reason: expect.stringContaining('HubSpot fails') }]);
  });

  it('because HubSpot is away as a whole sets nothing aside', async () => {
    await account.sync();
    account.standIn.act({ do: 'edit', type: 'deal', id: DEAL, properties: { dealname: 'Now' } });
    account.standIn.act({ do: 'edit', type: 'deal', id: '1000005', properties: { dealname: 'Now' } });
    await account.deliver();
    account.standIn.faults.add([{ when: 'POST */batch/read', times: 99, answer: { status: 502 } }]);
    await expect(account.sync({ mode: 'hints' })).rejects.toBeInstanceOf(HubSpotUnavailable);
    expect(await asideOf()).toEqual([]);
  });

  it('for a value that cannot be stored is set aside, and the rest of its page is stored', async () => {
    const real = account.hubspot.door;
    const door: Door = {
      account(portalId, options) {
        const inner = real.account(portalId, options);
        const listPage: AccountDoor['listPage'] = async (...args) => {
          const page = await inner.listPage(...args);
          // Beyond what a bigint holds.
          return { ...page, records: page.records.map((one) => (one.id === DEAL ? { ...one, createdAt: 1e25 } : one)) };
        };
        return { ...inner, listPage };
      },
    };
    await account.sync({ door });
    expect(await deals()).toHaveLength(119);
    expect(await asideOf()).toEqual([{ type: 'deals', id: DEAL, reason: expect.stringContaining('cannot be stored') }]);
  });

  it('named by a webhook that HubSpot refuses to follow stops neither the pass nor later webhooks', async () => {
    await account.sync();
    account.standIn.act({ do: 'edit', type: 'deal', id: DEAL, properties: { dealname: 'Now' } });
    await account.deliver();
    account.standIn.faults.add([{ when: 'POST */deals/batch/read', answer: { status: 400 } }]);
    const now = () => account.clock.now();
    const step = hintStep({ db: database.db, door: account.hubspot.door, now, andThen: [] });
    const context = { log, signal: new AbortController().signal };
    expect(await step.run(account.portalId, context)).toBe('done');
    expect(await asideOf()).toMatchObject([{ type: 'deals', id: DEAL }]);
    account.clock.advance(600_000);
    await account.sync();
    expect((await deals()).find(({ id }) => id === DEAL)?.properties.dealname).toBe('Now');
    expect(await asideOf()).toEqual([]);
  });

  /** HubSpot answers 502 to every batch that names this record. */
  function poisoned(id: string): Door {
    return account.hubspotThat((request) => {
      const inputs = JSON.stringify(request.json ?? '');
      return request.path.endsWith('/batch/read') && inputs.includes(`"${id}"`) ? { status: 502, body: null } : null;
    }).door;
  }
});
