import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { formatDay } from '../../app/kit/days.ts';
import { mapAccount } from '../../app/mapping/map-account.ts';
import { emptyWorld } from '../../test/contract/empty-world.ts';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import type { World } from '../../test/worlds/world.ts';
import { loadAccount } from '../store/account-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const MINUTE = 60_000;
const at = (day: string) => `2026-05-${day}T10:00:00Z`;
const [open] = emptyWorld.pipelines;
const registration = (id: string, day: string) => ({
  ...{ hs_object_id: id, dealname: `Registration ${id}`, pipeline: 'registrations', dealstage: 'submitted' },
  createdate: at(day),
});
const sale = (id: string) => ({
  ...{ hs_object_id: id, dealname: `Sale ${id}`, pipeline: 'default', dealstage: 'appointmentscheduled' },
  createdate: at('06'),
});

/** The partner registered 31 on the 2nd and 32 on the 3rd; 31 became sale 21. Sales 21 and 22 are linked to each other. */
const WORLD: World = {
  ...emptyWorld,
  companies: [{ hs_object_id: '1', name: 'Partner', type: 'PARTNER', createdate: at('01') }],
  deals: [registration('31', '02'), registration('32', '03'), sale('21'), sale('22')],
  pipelines: [
    ...emptyWorld.pipelines,
    ...(open ? [{ ...open, pipeline: 'registrations', pipelineLabel: 'Registrations', stage: 'submitted' }] : []),
  ],
  associations: [
    { from: 'deal:31', to: 'company:1', label: '' },
    { from: 'deal:32', to: 'company:1', label: '' },
    { from: 'deal:31', to: 'deal:21', label: '' },
    { from: 'deal:22', to: 'deal:21', label: '' },
    { from: 'deal:21', to: 'company:1', label: 'Sourced by' },
    { from: 'deal:22', to: 'company:1', label: 'Sourced by' },
  ],
  settings: {
    ...emptyWorld.settings,
    roles: { labels: { 'Sourced by': 'sourced' }, property: null },
    registration: {
      ...{ records: 'deals', pipeline: 'registrations', date: null },
      ...{ approvedStages: [], rejectedStages: [] },
    },
  },
};

describe('registrations that are deals of a pipeline of their own', () => {
  let account: ConnectedAccount;
  afterEach(() => account.close());
  const connect = async (world: World = WORLD) => {
    account = await connectedAccount({ db: database.db, world });
    await account.sync();
  };
  const later = (mode?: 'sweep') => {
    account.clock.advance(10 * MINUTE);
    return account.sync(mode ? { mode } : {});
  };
  const facts = async () => mapAccount(await loadAccount(database.db, account.portalId));
  /** `deal day` of each sales deal that is registered, and the registrations that stand alone. */
  const registered = async () => {
    const { deals, registrations } = await facts();
    return [
      ...deals.flatMap(({ id, registration: told }) => (told ? [`${id} ${formatDay(told.day)}`] : [])),
      ...registrations.map(({ id }) => `alone ${id}`),
    ].sort();
  };
  const callsBetweenDeals = () =>
    account.standIn.journal.entries().filter(({ path }) => /deals\/deals\/batch\/read/.test(path)).length;

  it('are the registration of the sales deal they became, with one call for a thousand of them', async () => {
    await connect();
    expect(await registered()).toEqual(['21 2026-05-02', 'alone 32']);
    expect((await loadAccount(database.db, account.portalId)).extras.links['deals>deals']).toHaveLength(1);
    expect(callsBetweenDeals()).toBe(1);
  });

  it('cost no call where nothing was changed, nor where registrations are something else', async () => {
    await connect();
    await later();
    expect(callsBetweenDeals()).toBe(1);
    await account.close();
    await connect({ ...WORLD, settings: { ...emptyWorld.settings, registration: { property: 'registered_on' } } });
    expect(callsBetweenDeals()).toBe(0);
  });

  it('that become a sale later are found with the sale, and count by themselves while it does not name the partner', async () => {
    await connect();
    account.clock.advance(MINUTE);
    const properties = { dealname: 'Sale 23', pipeline: 'default', dealstage: 'appointmentscheduled' };
    const id = String(account.standIn.act({ do: 'create', type: 'deal', properties }));
    account.standIn.act({ do: 'associate', from: { type: 'deal', id: '32' }, to: { type: 'deal', id } });
    await later();
    expect(await registered()).toEqual([`${id} 2026-05-03`, '21 2026-05-02', 'alone 32']);
  });

  it('that are linked to a sale without a change of either are found by the sweep, and so is a link that was cut', async () => {
    await connect();
    account.standIn.act({ do: 'associate', from: { type: 'deal', id: '32' }, to: { type: 'deal', id: '22' } });
    account.standIn.act({ do: 'dissociate', from: { type: 'deal', id: '31' }, to: { type: 'deal', id: '21' } });
    await later('sweep');
    expect(await registered()).toEqual(['22 2026-05-03', 'alone 31']);
  });

  it('whose sale was deleted stand alone again, and are not lost', async () => {
    await connect();
    account.standIn.act({ do: 'archive', type: 'deal', id: '21' });
    await later('sweep');
    expect(await registered()).toEqual(['alone 31', 'alone 32']);
  });
});
