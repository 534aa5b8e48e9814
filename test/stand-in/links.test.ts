import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from '../contract/client.ts';
import type { World, WorldAssociation } from '../worlds/world.ts';
import { type Running, smallWorld, start } from './fixture.ts';

const READ = '/crm/associations/2026-09/companies/deals/batch/read';

function crowdedWorld(deals: number): World {
  const rows = Array.from({ length: deals }, (_, index) => ({ hs_object_id: String(1000 + index), dealname: 'x' }));
  const associations = rows.map(
    (row): WorldAssociation => ({ from: `deal:${row.hs_object_id}`, to: 'company:11', label: 'Sourced by' }),
  );
  return { ...smallWorld, deals: rows, dealHistory: [], associations };
}

describe('links between records', () => {
  let running: Running;
  beforeEach(async () => {
    running = await start({ world: crowdedWorld(1203) });
  });
  afterEach(() => running.standIn.close());
  const read = async (inputs: unknown[], path = READ) => (await running.client.post(path, { inputs })).body;

  it('come five hundred to a page per input, each input with a cursor of its own (2.5)', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    const sizes: number[] = [];
    do {
      const body = await read([{ id: '11', ...(after === undefined ? {} : { after }) }]);
      const to = listAt(body, 'results', 0, 'to').map((one) => textAt(one, 'toObjectId'));
      seen.push(...to);
      sizes.push(to.length);
      const next = at(body, 'results', 0, 'paging', 'next', 'after');
      after = typeof next === 'string' ? next : undefined;
    } while (after !== undefined);
    expect(sizes).toEqual([500, 500, 203]);
    expect(new Set(seen).size).toBe(1203);
  });

  it('come a hundred at most inside a record, with a way to the rest (2.1)', async () => {
    const { body } = await running.client.get('/crm/objects/2026-09/companies/11?associations=deals');
    expect(listAt(body, 'associations', 'deals', 'results')).toHaveLength(100);
    expect(textAt(body, 'associations', 'deals', 'paging', 'next', 'after')).not.toBe('');
  });

  it('name an input without any as an error of its own (2.5)', async () => {
    const body = await read([{ id: '11' }, { id: '12' }]);
    expect(listAt(body, 'results').map((one) => at(one, 'from', 'id'))).toEqual(['11']);
    expect(at(body, 'errors', 0, 'context', 'fromObjectId')).toEqual(['12']);
  });

  it('disappear with an archived record, and come back with it', async () => {
    const small = await start();
    const links = async () =>
      listAt((await small.client.get('/crm/objects/2026-09/deals/21/associations/companies')).body, 'results').length;
    expect(await links()).toBe(2);
    small.standIn.act({ do: 'archive', type: 'companies', id: '11' });
    expect(await links()).toBe(1);
    small.standIn.act({ do: 'restore', type: 'companies', id: '11' });
    expect(await links()).toBe(2);
    await small.standIn.close();
  });

  it('hold several labels for one pair, the unlabeled type among them, whichever side named them (2.5)', async () => {
    const small = await start();
    const body = await small.client.post('/crm/associations/2026-09/deals/companies/batch/read', {
      inputs: [{ id: '21' }],
    });
    const types = listAt(body.body, 'results', 0, 'to', 0, 'associationTypes');
    expect(types.map((type) => at(type, 'label'))).toEqual([null, 'Sourced by', 'Resold by']);
    expect(types.map((type) => at(type, 'category'))).toEqual(['HUBSPOT_DEFINED', 'USER_DEFINED', 'USER_DEFINED']);
    await small.standIn.close();
  });

  it('give labels ids that differ between accounts (2.5)', async () => {
    const two = await start({ accounts: [1, 2].map((hubId) => ({ world: smallWorld, hubId })) });
    const ids = await Promise.all(
      [1, 2].map(async (hubId) => {
        const client = two.as(two.standIn.token({ hubId }));
        const { body } = await client.get('/crm/associations/2026-09/deals/companies/labels');
        const found = listAt(body, 'results').find((one) => at(one, 'label') === 'Sourced by');
        return at(found, 'typeId');
      }),
    );
    expect(new Set(ids).size).toBe(2);
    await two.standIn.close();
  });

  it('have one primary company at most: the next one takes over', async () => {
    const small = await start();
    small.standIn.act({
      do: 'associate',
      from: { type: 'deals', id: '21' },
      to: { type: 'companies', id: '11' },
      label: 'primary',
    });
    const { links } = small.standIn.dump('deals', '21');
    const primary = links.filter((link) => link.labels.includes('Primary')).map((link) => link.to);
    expect(primary).toEqual(['company:11']);
    await small.standIn.close();
  });

  it('refuse a label that exists, and create one for both directions', async () => {
    const path = '/crm/associations/2026-09/deals/companies/labels';
    const made = await running.client.post(path, { label: 'Referral partner', name: 'referral_partner' });
    expect(listAt(made.body, 'results')).toHaveLength(2);
    expect((await running.client.post(path, { label: 'Sourced by', name: 'sourced_by' })).status).toBe(409);
    expect((await running.client.post(path, { label: 'Bad', name: '2-bad' })).status).toBe(400);
  });
});
