import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedAccount, connectedAccount } from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { withPortal } from '../store/db.ts';
import { storePlans } from '../store/property-writes.ts';
import { markMerged } from '../store/records.ts';
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
const send = () => writeBack({ db: database.db, door: door(), clock: account.hubspot.clock });
const outbox = async (id: string) => {
  const { rows } = await database.db.pool.query<{
    pending: object;
    confirmed: object;
    refused: string | null;
    properties: Record<string, string>;
  }>(
    'select pending, confirmed, refused, refused_properties as properties from property_writes where portal_id = $1 and object_id = $2',
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
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0, isComplete: true });
    expect(await written(first, 'partner_pulse_score')).toBe('58');
    expect(await outbox(first)).toMatchObject({ pending: {}, refused: null });
    account.standIn.journal.clear();
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 0, isComplete: true });
    expect(account.standIn.journal.counts()).toMatchObject({ properties: 0, batchUpdate: 0 });
  });

  it('halves a refused batch down to the guilty value, writes all others, and says why in words', async () => {
    await put(
      wish(first, { partner_pulse_score: '59' }),
      wish(second, { partner_pulse_band: 'no such band', partner_pulse_top_reason: 'Written all the same' }),
      wish(third, { partner_pulse_score: '60' }),
    );
    expect(await send()).toEqual({ companies: 3, deals: 0, refused: 1, isComplete: true });
    expect(await written(third, 'partner_pulse_score')).toBe('60');
    expect(await written(second, 'partner_pulse_top_reason')).toBe('Written all the same');
    expect((await outbox(second))?.properties).toEqual({
      partner_pulse_band: expect.stringContaining('Settings > Properties'),
    });
  });

  it('leaves a refused value alone until it changes', async () => {
    account.standIn.journal.clear();
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 0, isComplete: true });
    expect(account.standIn.journal.counts()).toMatchObject({ batchUpdate: 0 });
    await put(wish(second, { partner_pulse_band: 'healthy' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0, isComplete: true });
    expect(await outbox(second)).toMatchObject({ refused: null, properties: {} });
  });

  it('finds the guilty value also when HubSpot does not name it', async () => {
    const refusal = { status: 'error', category: 'VALIDATION_ERROR', message: 'Something was not right.' };
    const answer = { status: 400, body: refusal };
    // The batch, the batch again after the properties were looked at, and the half with the first value.
    account.standIn.faults.add([{ when: 'POST */batch/update', times: 3, answer }]);
    await put(wish(first, { partner_pulse_score: '1', partner_pulse_top_reason: 'Passes' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 1, isComplete: true });
    account.standIn.faults.clear();
    expect((await outbox(first))?.properties).toEqual({ partner_pulse_score: expect.stringContaining('VALIDATION') });
    expect(await written(first, 'partner_pulse_top_reason')).toBe('Passes');
  });

  it('says which rule of the account keeps a record from being saved, after one call and not one per value', async () => {
    const refusal = { status: 'error', category: 'MISSING_REQUIRED_PROPERTY', message: 'Industry is required.' };
    account.standIn.faults.add([{ when: 'POST */batch/update', times: 2, answer: { status: 400, body: refusal } }]);
    account.standIn.journal.clear();
    await put(wish(third, { partner_pulse_score: '2', partner_pulse_top_reason: 'Waits' }));
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 1, isComplete: true });
    account.standIn.faults.clear();
    expect((await outbox(third))?.refused).toMatch(/rule of this account/);
    expect(account.standIn.journal.counts().batchUpdate).toBe(2);
  });

  it('reads a 207 record by record: the one that is gone is dropped, the others are done', async () => {
    await put(wish('404404', { partner_pulse_score: '3' }), wish(first, { partner_pulse_score: '63' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0, isComplete: true });
    expect(await outbox('404404')).toBeUndefined();
    expect(await written(first, 'partner_pulse_score')).toBe('63');
  });

  it('gives an enumeration its missing options back without dropping those of the account', async () => {
    const band = await door().findProperty('companies', 'partner_pulse_band');
    const kept = (band?.options ?? []).filter(({ value }) => value !== 'watch');
    const own = { label: 'Our own', value: 'our_own', hidden: true };
    await door().updateProperty('companies', 'partner_pulse_band', {
      options: [...kept, own].map(({ label, value }, displayOrder) => ({ label, value, displayOrder })),
    });
    await put(wish(first, { partner_pulse_band: 'watch' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0, isComplete: true });
    expect(await written(first, 'partner_pulse_band')).toBe('watch');
    const values = (await door().findProperty('companies', 'partner_pulse_band'))?.options.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['our_own', 'watch', 'healthy']));
  });

  it('writes nothing to a record that was merged away: its id leads to another one', async () => {
    const { db } = database;
    await db.pool.query(
      `insert into records (portal_id, type, id, properties, created_ms, modified_ms, content_hash, first_seen_ms, archived)
       values ($1, 'companies', $2, '{}', 0, 0, '', 0, true)`,
      [account.portalId, third],
    );
    await put(wish(third, { partner_pulse_score: '' }));
    account.standIn.journal.clear();
    expect(await send()).toEqual({ companies: 0, deals: 0, refused: 0, isComplete: true });
    expect(account.standIn.journal.counts()).toMatchObject({ batchUpdate: 0 });
    await db.pool.query('delete from records where portal_id = $1', [account.portalId]);
  });

  it('sends a record everything again when values meant for another one may have landed in it', async () => {
    const [a = '', b = ''] = ids.slice(3);
    await put(wish(a, { partner_pulse_score: '10' }), wish(b, { partner_pulse_score: '20' }));
    await send();
    const survivor = account.standIn.act({ do: 'merge', type: 'company', id: a, other: b }) ?? '';
    await put(wish(survivor, { partner_pulse_score: '30' }));
    await send();
    // Nobody told us of the merge: the old record is still in the plan.
    await put(wish(a, { partner_pulse_score: '11' }));
    await send();
    await send();
    expect(await written(survivor, 'partner_pulse_score')).toBe('30');
  });

  it('clears values that landed in a record for which nobody wishes any', async () => {
    const [a = '', b = ''] = ids.slice(5);
    const survivor = account.standIn.act({ do: 'merge', type: 'company', id: a, other: b }) ?? '';
    // Nobody told us of the merge, and the survivor is no partner.
    await put(wish(a, { partner_pulse_score: '12' }));
    await send();
    expect(await written(survivor, 'partner_pulse_score')).toBe('12');
    await send();
    expect(await written(survivor, 'partner_pulse_score')).toBeNull();
  });

  it('clears a value that lands in the survivor of a merge after the survivor was put right', async () => {
    const [a = '', b = ''] = ids.slice(7);
    await put(wish(a, { partner_pulse_score: '40' }));
    account.standIn.faults.add([{ when: 'POST */batch/update', times: 9, answer: { drop: true } }]);
    await expect(send()).rejects.toThrow('No answer');
    account.standIn.faults.clear();
    const survivor = account.standIn.act({ do: 'merge', type: 'company', id: a, other: b }) ?? '';
    await withPortal(database.db, account.portalId, (tx) =>
      tx.query(
        `insert into records (portal_id, type, id, properties, created_ms, modified_ms, content_hash, first_seen_ms)
         values ($1, 'companies', $2, '{}', 0, 0, '', 0)`,
        [account.portalId, a],
      ),
    );
    const merged = { survivor, merged: [a, b] };
    await withPortal(database.db, account.portalId, (tx) => markMerged(tx, 'companies', merged, 0));
    await send();
    // What was under way arrives at last; its sender is gone.
    await door().batchUpdate('companies', [{ id: a, properties: { partner_pulse_score: '40' } }]);
    expect(await written(survivor, 'partner_pulse_score')).toBe('40');
    account.clock.advance(600_000);
    await send();
    expect(await written(survivor, 'partner_pulse_score')).toBeNull();
    await database.db.pool.query('delete from records where portal_id = $1', [account.portalId]);
  });

  it('creates a property again that somebody deleted', async () => {
    const token = account.standIn.token();
    await fetch(`${account.standIn.url}/crm/properties/2026-09/companies/partner_pulse_score`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    await put(wish(first, { partner_pulse_score: '61' }));
    expect(await send()).toEqual({ companies: 1, deals: 0, refused: 0, isComplete: true });
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

  it('corrects what a run that died may have written, also when the wish has meanwhile gone back to the old value', async () => {
    await put(wish(first, { partner_pulse_score: '70' }));
    await send();
    await put(wish(first, { partner_pulse_score: '71' }));
    account.standIn.faults.add([{ when: 'POST */batch/update', times: 9, answer: { drop: true, applied: true } }]);
    await expect(send()).rejects.toThrow('No answer');
    account.standIn.faults.clear();
    expect(await written(first, 'partner_pulse_score')).toBe('71');
    // Nothing differs from what HubSpot last confirmed, so nothing is pending.
    await put({ ...wish(first, { partner_pulse_score: '70' }), pending: {} });
    account.clock.advance(600_000);
    expect(await send()).toMatchObject({ companies: 1 });
    expect(await written(first, 'partner_pulse_score')).toBe('70');
  });
});
