import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from '../contract/client.ts';
import { type Running, START, smallWorld, start } from './fixture.ts';

const DEALS = '/crm/objects/2026-09/deals';

describe('the records of a world', () => {
  let running: Running;
  const call = () => running.client;
  beforeEach(async () => {
    running = await start();
  });
  afterEach(() => running.standIn.close());
  const values = async (id: string, ...names: string[]) =>
    at((await call().get(`${DEALS}/${id}?properties=${names.join(',')}`)).body, 'properties');
  const history = async (path: string, property: string) =>
    listAt((await call().get(`${path}?propertiesWithHistory=${property}`)).body, 'propertiesWithHistory', property);

  it('carry their told history, newest first, and the present value as the newest revision', async () => {
    const stages = await history(`${DEALS}/21`, 'dealstage');
    expect(stages.map((entry) => [at(entry, 'value'), at(entry, 'timestamp')])).toEqual([
      ['closedwon', '2025-03-01T00:00:00.000Z'],
      ['qualifiedtobuy', '2025-02-01T00:00:00.000Z'],
    ]);
    expect((await history(`${DEALS}/21`, 'amount')).map((entry) => at(entry, 'value'))).toEqual(['1000', '900']);
  });

  it('show twenty revisions of a deal and forty-five of a contact (5.1)', async () => {
    for (let value = 1; value <= 50; value += 1) {
      running.standIn.act({ do: 'edit', type: 'deals', id: '21', properties: { amount: value } });
      running.standIn.act({ do: 'edit', type: 'contacts', id: '31', properties: { jobtitle: `title ${value}` } });
    }
    const amounts = await history(`${DEALS}/21`, 'amount');
    expect([amounts.length, at(amounts[0], 'value'), at(amounts.at(-1), 'value')]).toEqual([20, '50', '31']);
    expect(await history('/crm/objects/2026-09/contacts/31', 'jobtitle')).toHaveLength(45);
  });

  it('tell a person from an app in the history, and add nothing for a value that stays', async () => {
    running.standIn.act({ do: 'edit', type: 'deals', id: '21', properties: { amount: '1' } });
    await call().patch(`${DEALS}/21`, { properties: { amount: '2' } });
    await call().patch(`${DEALS}/21`, { properties: { amount: '2' } });
    const entries = await history(`${DEALS}/21`, 'amount');
    expect(entries.slice(0, 3).map((entry) => [at(entry, 'value'), at(entry, 'sourceType')])).toEqual([
      ['2', 'INTEGRATION'],
      ['1', 'CRM_UI'],
      ['1000', 'IMPORT'],
    ]);
  });

  it('compute closing, probability and stage dates from stage and history (5.2, 5.3)', async () => {
    const names = ['hs_is_closed_won', 'hs_deal_stage_probability', 'hs_v2_date_entered_qualifiedtobuy'];
    expect(
      await values('21', ...names, 'hs_v2_date_exited_qualifiedtobuy', 'hs_v2_date_exited_closedwon'),
    ).toMatchObject({
      hs_is_closed_won: 'true',
      hs_deal_stage_probability: '1',
      hs_v2_date_entered_qualifiedtobuy: '2025-02-01T00:00:00.000Z',
      hs_v2_date_exited_qualifiedtobuy: '2025-03-01T00:00:00.000Z',
      hs_v2_date_exited_closedwon: null,
    });
  });

  it('move the entry date of a stage when a deal comes back to it, and sum the time spent (5.2)', async () => {
    const stage = (dealstage: string) =>
      running.standIn.act({ do: 'edit', type: 'deals', id: '21', properties: { dealstage } });
    stage('qualifiedtobuy');
    running.clock.advance(3000);
    stage('closedlost');
    expect(
      await values('21', 'hs_v2_date_entered_qualifiedtobuy', 'hs_v2_latest_time_in_qualifiedtobuy'),
    ).toMatchObject({
      hs_v2_date_entered_qualifiedtobuy: START,
      hs_v2_latest_time_in_qualifiedtobuy: '3000',
    });
    const total = textAt(
      await values('21', 'hs_v2_cumulative_time_in_qualifiedtobuy'),
      'hs_v2_cumulative_time_in_qualifiedtobuy',
    );
    expect(Number(total)).toBe(28 * 86_400_000 + 3000);
  });

  it('do not move their modified date for a computed value (5.4)', async () => {
    const before = await call().get(`${DEALS}/21`);
    running.clock.advance(86_400_000);
    const after = await call().get(`${DEALS}/21?properties=hs_v2_time_in_current_stage`);
    expect(at(after.body, 'updatedAt')).toBe(at(before.body, 'updatedAt'));
  });

  it('change special characters of a stage id in property names, so that names must be looked up (5.2)', async () => {
    const odd = { ...smallWorld.pipelines[0], stage: 'ab-12.Z', stageLabel: 'Odd' };
    const first = {
      object: 'deals',
      pipeline: 'default',
      pipelineLabel: 'Sales',
      displayOrder: 0,
      probability: 0.1,
      isClosed: false,
    };
    const other = await start({ world: { ...smallWorld, pipelines: [{ ...first, ...odd }] } });
    const { body } = await other.client.get('/crm/properties/2026-09/deals');
    const names = listAt(body, 'results').map((one) => textAt(one, 'name'));
    const [name] = names.filter((one) => one.startsWith('hs_v2_date_entered_ab'));
    expect(name).toMatch(/^hs_v2_date_entered_ab_12_z_\d+$/);
    await other.standIn.close();
  });

  it('turn columns of their own into properties of the type that fits', async () => {
    const { body } = await call().get('/crm/properties/2026-09/companies/tier');
    expect(body).toMatchObject({ type: 'string', hubspotDefined: false });
  });

  it('convert an amount in another currency by its rate, and not at all without one (5.3)', async () => {
    const rates = ['', '1.5'].map((rate, at) => ({
      hs_object_id: `4${at}`,
      amount: '100',
      deal_currency_code: 'EUR',
      hs_exchange_rate: rate === '' ? null : rate,
    }));
    const other = await start({ world: { ...smallWorld, deals: rates, dealHistory: [], associations: [] } });
    const { body } = await other.client.get(`${DEALS}?properties=amount_in_home_currency`);
    const home = listAt(body, 'results').map((one) => at(one, 'properties', 'amount_in_home_currency'));
    expect(home).toEqual([null, '150']);
    await other.standIn.close();
  });

  it('stay out of search results for a while after a write, and old values stay in them (2.3)', async () => {
    const slow = await start({ searchLagMilliseconds: 4000 });
    const search = async (amount: string) => {
      const filters = [{ propertyName: 'amount', operator: 'EQ', value: amount }];
      return at((await slow.client.post(`${DEALS}/search`, { filterGroups: [{ filters }] })).body, 'total');
    };
    await slow.client.patch(`${DEALS}/21`, { properties: { amount: '5' } });
    slow.clock.advance(3999);
    expect([await search('1000'), await search('5')]).toEqual([1, 0]);
    slow.clock.advance(1);
    expect([await search('1000'), await search('5')]).toEqual([0, 1]);
    await slow.standIn.close();
  });

  it('lead from both merged ids to a third one, links and history included (2.2)', async () => {
    const other =
      running.standIn.act({ do: 'create', type: 'deals', properties: { dealname: 'Second', amount: 3 } }) ?? '';
    const survivor = running.standIn.act({ do: 'merge', type: 'deals', id: '21', other }) ?? '';
    expect(['21', other]).not.toContain(survivor);
    for (const id of ['21', other]) expect(at((await call().get(`${DEALS}/${id}`)).body, 'id')).toBe(survivor);
    const links = await call().get(`${DEALS}/${survivor}/associations/companies`);
    expect(listAt(links.body, 'results')).toHaveLength(2);
    expect(await history(`${DEALS}/${survivor}`, 'dealstage')).toHaveLength(2);
    expect(listAt((await call().get(DEALS)).body, 'results').map((one) => at(one, 'id'))).toEqual([survivor]);
  });

  it('come back as the world has them after a reset', async () => {
    await call().patch(`${DEALS}/21`, { properties: { amount: '5' } });
    running.standIn.reset();
    const again = running.as(running.standIn.token());
    expect(at((await again.get(`${DEALS}/21?properties=amount`)).body, 'properties', 'amount')).toBe('1000');
    expect(running.standIn.journal.entries()).toHaveLength(1);
    expect(smallWorld.deals[0]?.amount).toBe('1000');
  });
});
