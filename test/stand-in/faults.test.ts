import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { at, textAt } from '../contract/client.ts';
import { type Running, start } from './fixture.ts';

const DEALS = '/crm/objects/2026-09/deals';

describe('scripted faults and the journal', () => {
  let running: Running;
  beforeEach(async () => {
    running = await start();
  });
  afterEach(() => running.standIn.close());
  const list = () => running.client.get(DEALS);
  const amount = async () =>
    textAt((await running.client.get(`${DEALS}/21?properties=amount`)).body, 'properties', 'amount');

  it('strike the nth matching request, as often as told, and no other', async () => {
    running.standIn.faults.add([{ when: 'GET */deals', nth: 2, times: 2, answer: { status: 502 } }]);
    await running.client.get('/crm/objects/2026-09/companies');
    const seen = [await list(), await list(), await list(), await list()];
    expect(seen.map(({ status }) => status)).toEqual([200, 502, 502, 200]);
    expect(seen[1]?.body).toContain('502');
  });

  it('bring the body of a well-known status along, or carry one of their own', async () => {
    running.standIn.faults.add([
      { when: 'GET *', nth: 1, answer: { status: 429 } },
      { when: 'GET *', nth: 2, answer: { status: 477 } },
      { when: 'GET *', nth: 3, answer: { status: 429, body: 'error code: 1015', headers: { 'Retry-After': '7' } } },
    ]);
    expect(at((await list()).body, 'policyName')).toBe('TEN_SECONDLY_ROLLING');
    expect((await list()).headers.get('retry-after')).toBe('3600');
    const own = await list();
    expect([own.status, own.body, own.headers.get('retry-after')]).toEqual([429, 'error code: 1015', '7']);
  });

  it('can lose a request, or only its answer', async () => {
    const write = (value: string) => running.client.patch(`${DEALS}/21`, { properties: { amount: value } });
    running.standIn.faults.add([
      { when: 'PATCH *', nth: 1, answer: { drop: true } },
      { when: 'PATCH *', nth: 2, answer: { drop: true, applied: true } },
    ]);
    await expect(write('5')).rejects.toThrow();
    expect(await amount()).toBe('1000');
    await expect(write('6')).rejects.toThrow();
    expect(await amount()).toBe('6');
  });

  it('can cut an answer in half, and leave a caller waiting', async () => {
    running.standIn.faults.add([
      { when: 'GET */deals', nth: 1, answer: { truncate: true } },
      { when: 'GET */deals', nth: 2, answer: { hang: true } },
    ]);
    await expect(list()).rejects.toThrow();
    const waiting = fetch(`${running.standIn.url}${DEALS}`, { signal: AbortSignal.timeout(50) });
    await expect(waiting).rejects.toThrow(/timeout/i);
  });

  it('can be meant for one account', async () => {
    running.standIn.faults.add([{ when: 'GET *', account: 1, answer: { status: 500 } }]);
    expect((await list()).status).toBe(200);
  });

  it('are in the journal beside the requests that went through', async () => {
    running.standIn.faults.add([{ when: 'GET */deals', answer: { status: 503 } }]);
    await list();
    await running.client.post(`${DEALS}/batch/read`, { inputs: [{ id: '21' }, { id: '22' }] });
    const shown = running.standIn.journal
      .entries()
      .map((entry) => [entry.class, entry.status, entry.ids, entry.fault, entry.account]);
    const [hubId] = running.standIn.hubIds;
    expect(shown).toEqual([
      ['list', 503, 0, true, hubId],
      ['batchRead', 207, 2, false, hubId],
    ]);
  });

  it('leave the journal able to count what was asked, by class and from an entry on', async () => {
    await list();
    await running.client.post(`${DEALS}/search`, {});
    await running.client.get('/crm/properties/2026-09/deals');
    await running.client.post('/crm/associations/2026-09/deals/companies/batch/read', { inputs: [] });
    await running.client.post(`${DEALS}/batch/update`, { inputs: [] });
    await running.form('/oauth/2026-09/token', {});
    await running.client.get('/crm/owners/2026-09');
    const expected = {
      list: 1,
      batchRead: 0,
      search: 1,
      associations: 1,
      properties: 1,
      batchUpdate: 1,
      oauth: 1,
      other: 1,
    };
    expect(running.standIn.journal.counts()).toEqual(expected);
    expect(running.standIn.journal.counts({ since: 5 })).toMatchObject({ list: 0, oauth: 1, other: 1 });
  });
});
