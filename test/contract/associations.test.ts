import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, listAt } from './client.ts';
import { type Target, targets } from './targets.ts';

const LINKS = '/crm/associations/2026-09/deals/companies';
const HUBSPOT = 'HUBSPOT_DEFINED';

for (const { name, open } of targets()) {
  describe(`associations on ${name}`, () => {
    let target: Target;
    let deal = '';
    let company = '';
    const call = () => target.client;
    const read = (from: string, to: string, id: string) =>
      call().post(`/crm/associations/2026-09/${from}/${to}/batch/read`, { inputs: [{ id }] });
    const types = (body: unknown) =>
      listAt(body, 'results', 0, 'to', 0, 'associationTypes').map((type) => [at(type, 'typeId'), at(type, 'label')]);
    beforeAll(async () => {
      target = await open();
      company = await target.create('companies', { name: `${target.prefix} company` });
      deal = await target.create('deals', { dealname: `${target.prefix} deal`, dealstage: 'contractsent' });
    });
    afterAll(() => target.close());

    it('reports a record without links as an error and not as an empty entry (2.5)', async () => {
      const lonely = await target.create('deals', { dealname: `${target.prefix} lonely`, dealstage: 'contractsent' });
      const { status, body } = await read('deals', 'companies', lonely);
      expect([200, 207]).toContain(status);
      expect(listAt(body, 'results')).toEqual([]);
    });

    it('shows the primary company with two types, from either side (2.5)', async () => {
      const types0 = [{ associationCategory: HUBSPOT, associationTypeId: 5 }];
      const made = await call().post(`${LINKS}/batch/create`, {
        inputs: [{ from: { id: deal }, to: { id: company }, types: types0 }],
      });
      expect(made.status).toBe(201);
      const fromDeal = types((await read('deals', 'companies', deal)).body);
      const fromCompany = types((await read('companies', 'deals', company)).body);
      expect(new Set(fromDeal.map(([id]) => id))).toEqual(new Set([5, 341]));
      expect(new Set(fromCompany.map(([id]) => id))).toEqual(new Set([6, 342]));
      expect(new Map(fromDeal.map(([id, label]) => [id, label])).get(341)).toBeNull();
    });

    it('lists inline associations once per type, without label ids (2.1)', async () => {
      const { body } = await call().get(`/crm/objects/2026-09/deals/${deal}?associations=companies`);
      const entries = listAt(body, 'associations', 'companies', 'results');
      expect(entries.map((entry) => at(entry, 'id'))).toEqual([company, company]);
      expect(new Set(entries.map((entry) => at(entry, 'type')))).toEqual(
        new Set(['deal_to_company', 'deal_to_company_unlabeled']),
      );
    });

    it('offers the defined types and their ids as labels of the pair (2.5)', async () => {
      const { body } = await call().get(`${LINKS}/labels`);
      const known = new Map(listAt(body, 'results').map((one) => [at(one, 'typeId'), at(one, 'category')]));
      expect([known.get(5), known.get(341)]).toEqual([HUBSPOT, HUBSPOT]);
    });

    it('adds the unlabeled link with 200 and takes links away with 204 (2.5)', async () => {
      const other = await target.create('companies', { name: `${target.prefix} other` });
      const path = `/crm/objects/2026-09/deals/${deal}/associations`;
      expect((await call().put(`${path}/default/companies/${other}`)).status).toBe(200);
      const { body } = await call().get(`${path}/companies`);
      const linked = listAt(body, 'results').map((one) => String(at(one, 'toObjectId')));
      expect(linked.toSorted()).toEqual([company, other].toSorted());
      expect((await call().delete(`${path}/companies/${other}`)).status).toBe(204);
      expect(listAt((await call().get(`${path}/companies`)).body, 'results')).toHaveLength(1);
    });

    it('refuses a type that the two record types do not have (2.5)', async () => {
      const body = [{ associationCategory: HUBSPOT, associationTypeId: 999_999 }];
      const answer = await call().put(`/crm/objects/2026-09/deals/${deal}/associations/companies/${company}`, body);
      expect(answer.status).toBe(400);
    });

    it('takes a thousand inputs to a read and refuses more (2)', async () => {
      const inputs = (count: number) => ({
        inputs: Array.from({ length: count }, (_, id) => ({ id: String(id + 1) })),
      });
      expect([200, 207]).toContain((await call().post(`${LINKS}/batch/read`, inputs(1000))).status);
      expect((await call().post(`${LINKS}/batch/read`, inputs(1001))).status).toBe(400);
    });
  });
}
