import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from './client.ts';
import { type Target, targets } from './targets.ts';

const OBJECTS = '/crm/objects/2026-09';

// Developer guides to line items, commerce subscriptions and goals: names, ids of links and scopes as documented there.
for (const { name, open } of targets()) {
  describe(`line items, subscriptions and goals on ${name}`, () => {
    let target: Target;
    const call = () => target.client;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());

    it('keep how a line item is billed, and link it to its deal by type 20', async () => {
      const deal = await target.create('deals', { dealname: `${target.prefix} deal`, dealstage: 'contractsent' });
      const item = await target.create('line_items', {
        ...{ name: `${target.prefix} seats`, price: '100', quantity: '1' },
        ...{ recurringbillingfrequency: 'annually', hs_recurring_billing_period: 'P3Y' },
        hs_recurring_billing_start_date: '2026-02-01',
      });
      const link = `${OBJECTS}/line_items/${item}/associations/default/deals/${deal}`;
      expect((await call().put(link)).status).toBe(200);
      const names = 'recurringbillingfrequency,hs_recurring_billing_period,hs_recurring_billing_start_date';
      const { body } = await call().get(`${OBJECTS}/line_items/${item}?properties=${names}`);
      expect(at(body, 'properties')).toMatchObject({
        ...{ recurringbillingfrequency: 'annually', hs_recurring_billing_period: 'P3Y' },
        hs_recurring_billing_start_date: '2026-02-01',
      });
      const read = await call().post('/crm/associations/2026-09/line_items/deals/batch/read', {
        inputs: [{ id: item }],
      });
      const types = listAt(read.body, 'results', 0, 'to', 0, 'associationTypes');
      expect(types.map((type) => at(type, 'typeId'))).toEqual([20]);
    });

    it('refuse a billing frequency that HubSpot does not have', async () => {
      const properties = { name: `${target.prefix} odd`, recurringbillingfrequency: 'fortnightly' };
      expect((await call().post(`${OBJECTS}/line_items`, { properties })).status).toBe(400);
    });

    it('list subscriptions, and link them to companies by type 297', async () => {
      const { status, body } = await call().get(`${OBJECTS}/subscriptions?properties=hs_status,hs_mrr`);
      expect(status).toBe(200);
      expect(Array.isArray(listAt(body, 'results'))).toBe(true);
      const labels = await call().get('/crm/associations/2026-09/subscriptions/companies/labels');
      expect(listAt(labels.body, 'results').map((one) => at(one, 'typeId'))).toContain(297);
    });

    it('keep the targets of a goal as one record for each period, with amount, start and end', async () => {
      const values = {
        ...{ hs_goal_name: `${target.prefix} revenue`, hs_target_amount: '5000.00' },
        ...{ hs_start_datetime: '2027-01-01T00:00:00Z', hs_end_datetime: '2027-01-31T23:59:59.999Z' },
      };
      const id = await target.create('goal_targets', {
        ...{ ...values, hs_milestone: 'monthly', hs_goal_type: 'sales_quota', hs_goal_target_group_id: '1234567' },
        hs_group_correlation_uuid: '40499cb1-d8e7-495d-a1c7-07e3ed4b5468',
      });
      const { body } = await call().get(`${OBJECTS}/goal_targets/${id}?properties=${Object.keys(values).join(',')}`);
      expect(at(body, 'properties', 'hs_goal_name')).toBe(values.hs_goal_name);
      expect(Number(at(body, 'properties', 'hs_target_amount'))).toBe(5000);
      for (const name of ['hs_start_datetime', 'hs_end_datetime'] as const) {
        expect(Date.parse(textAt(body, 'properties', name))).toBe(Date.parse(values[name]));
      }
    });
  });
}
