import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { withPortal } from '../store/db.ts';
import { storePlans } from '../store/results.ts';
import { writeBack } from './write-back.ts';

const database = testDatabase();
const { world } = resolveWorld('tiny-revenue');
const ids = world.companies.map((company) => company.hs_object_id ?? '');
let account: ConnectedAccount;

beforeAll(async () => {
  account = await connectedAccount({ db: database.db, world });
}, 60_000);
afterAll(() => account?.close());

const door = () => account.hubspot.door.account(account.portalId);
const wish = (id: string, pending: Record<string, string>) => ({
  objectType: 'companies' as const,
  objectId: id,
  desired: pending,
  pending,
});
const put = (...plans: ReturnType<typeof wish>[]) =>
  withPortal(database.db, account.portalId, (tx) => storePlans(tx, plans));
const send = () => writeBack({ db: database.db, door: door() });
const outbox = async (id: string) => {
  const { rows } = await database.db.pool.query<{ pending: object; confirmed: object; refused: string | null }>(
    'select pending, confirmed, refused from property_writes where portal_id = $1 and object_id = $2',
    [account.portalId, id],
  );
  return rows[0];
};
const written = async (id: string, property: string) => {
  const { records } = await door().batchRead('companies', [id], { properties: [property] });
  return records[0]?.properties[property];
};

describe('write-back', () => {
  const [first = '', second = '', third = ''] = ids;

  it('creates group and properties once, and sends what is pending', async () => {
    await put(wish(first, { partner_pulse_score: '58', partner_pulse_band: 'watch' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0 });
    expect(await written(first, 'partner_pulse_score')).toBe('58');
    expect(await outbox(first)).toMatchObject({ pending: {}, refused: null });
    account.standIn.journal.clear();
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 0 });
    expect(account.standIn.journal.counts()).toMatchObject({ properties: 0, batchUpdate: 0 });
  });

  it('halves a refused batch until the guilty record stands alone, and says why', async () => {
    await put(
      wish(first, { partner_pulse_score: '59' }),
      wish(second, { partner_pulse_band: 'no such band' }),
      wish(third, { partner_pulse_score: '60' }),
    );
    expect(await send()).toEqual({ companies: 2, deals: 0, refused: 1 });
    expect(await written(third, 'partner_pulse_score')).toBe('60');
    expect((await outbox(second))?.refused).toMatch(/HubSpot refused the values/);
  });

  it('leaves a refused record alone until its values change', async () => {
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 0 });
    await put(wish(second, { partner_pulse_band: 'healthy' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0 });
    expect(await outbox(second)).toMatchObject({ refused: null });
  });

  it('creates a property again that somebody deleted', async () => {
    const token = account.standIn.token();
    await fetch(`${account.standIn.url}/crm/properties/2026-09/companies/partner_pulse_score`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    await put(wish(first, { partner_pulse_score: '61' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0 });
    expect(await written(first, 'partner_pulse_score')).toBe('61');
  });

  it('sends the same again after a crash before its own note, which changes nothing', async () => {
    await put(wish(first, { partner_pulse_score: '62' }));
    account.standIn.faults.add([{ when: 'POST */batch/update', answer: { drop: true, applied: true } }]);
    await send();
    account.standIn.faults.clear();
    await send();
    expect(await written(first, 'partner_pulse_score')).toBe('62');
    expect(await outbox(first)).toMatchObject({ pending: {} });
  });
});
