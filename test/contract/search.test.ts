import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, at, listAt, textAt } from './client.ts';
import { CONTRACT_TIMEOUT_MILLISECONDS, type Target, targets } from './targets.ts';

const COMPANIES = '/crm/objects/2026-09/companies';
const SEARCH = `${COMPANIES}/search`;
const filter = (propertyName: string, operator: string, value?: string) => ({ propertyName, operator, value });
const filters = (count: number) => Array.from({ length: count }, () => filter('name', 'HAS_PROPERTY'));
const total = (answer: Answer) => at(answer.body, 'total');

for (const { name, open } of targets()) {
  describe(`search on ${name}`, () => {
    let target: Target;
    const search = (body: unknown) => target.client.post(SEARCH, body);
    const named = (value: string) => search({ filterGroups: [{ filters: [filter('name', 'EQ', value)] }] });
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());

    it('takes a body that leaves most fields out (2.3)', async () => {
      const answer = await search({ limit: 1 });
      expect(answer.status).toBe(200);
      expect(typeof total(answer)).toBe('number');
    });

    it('answers two hundred records at most, and reaches ten thousand (2.3)', async () => {
      expect((await search({ limit: 200 })).status).toBe(200);
      expect((await search({ limit: 201 })).status).toBe(400);
      expect((await search({ limit: 200, after: '10000' })).status).toBe(400);
    });

    it('takes five groups of six filters, eighteen in all, one sort and three thousand characters (2.3)', async () => {
      const groups = (...sizes: number[]) => ({
        filterGroups: sizes.map((size) => ({ filters: filters(size) })),
        limit: 1,
      });
      expect((await search(groups(6, 6, 6))).status).toBe(200);
      expect((await search(groups(7))).status).toBe(400);
      expect((await search(groups(1, 1, 1, 1, 1, 1, 1))).status).toBe(400);
      expect((await search(groups(5, 5, 5, 4))).status).toBe(400);
      expect((await search({ limit: 1, sorts: ['name', 'domain'] })).status).toBe(400);
      const long = { filterGroups: [{ filters: [filter('name', 'EQ', 'x'.repeat(3000))] }] };
      expect((await search(long)).status).toBe(400);
    });

    it('carries no rate-limit headers (3.2)', async () => {
      const { headers } = await search({ limit: 1 });
      expect([...headers.keys()].filter((header) => header.startsWith('x-hubspot-ratelimit-remaining'))).toEqual([]);
    });

    it(
      'finds a new record in the end, while reading it works at once, and never an archived one (2.3, 2.4)',
      async () => {
        const label = `${target.prefix}searched`;
        const id = await target.create('companies', { name: label });
        expect((await target.client.get(`${COMPANIES}/${id}`)).status).toBe(200);
        const found = await target.untilSearched(
          () => named(label),
          (answer) => total(answer) === 1,
        );
        expect(textAt(found.body, 'results', 0, 'id')).toBe(id);
        await target.client.delete(`${COMPANIES}/${id}`);
        const gone = await target.untilSearched(
          () => named(label),
          (answer) => total(answer) === 0,
        );
        expect(listAt(gone.body, 'results')).toEqual([]);
      },
      CONTRACT_TIMEOUT_MILLISECONDS,
    );

    it(
      'compares instants given as epoch milliseconds, and sorts by them (2.3, 5.4)',
      async () => {
        const label = `${target.prefix}window`;
        const id = await target.create('companies', { name: label });
        const { body } = await target.client.get(`${COMPANIES}/${id}`);
        const at0 = Date.parse(textAt(body, 'updatedAt'));
        const window = (low: number, high: number) => ({
          filterGroups: [
            {
              filters: [
                filter('name', 'EQ', label),
                { propertyName: 'createdate', operator: 'BETWEEN', value: String(low), highValue: String(high) },
              ],
            },
          ],
          sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' }],
        });
        const inside = await target.untilSearched(
          () => search(window(at0 - 60_000, at0 + 60_000)),
          (answer) => total(answer) === 1,
        );
        expect(textAt(inside.body, 'results', 0, 'id')).toBe(id);
        expect(total(await search(window(at0 + 60_000, at0 + 120_000)))).toBe(0);
      },
      CONTRACT_TIMEOUT_MILLISECONDS,
    );

    it(
      'filters by an associated record (2.3)',
      async () => {
        const company = await target.create('companies', { name: `${target.prefix} linked` });
        const deal = await target.create('deals', { dealname: `${target.prefix} linked`, dealstage: 'contractsent' });
        await target.client.put(`/crm/objects/2026-09/deals/${deal}/associations/default/companies/${company}`);
        const body = { filterGroups: [{ filters: [filter('associations.company', 'EQ', company)] }] };
        const found = await target.untilSearched(
          () => target.client.post('/crm/objects/2026-09/deals/search', body),
          (answer) => total(answer) === 1,
        );
        expect(textAt(found.body, 'results', 0, 'id')).toBe(deal);
      },
      CONTRACT_TIMEOUT_MILLISECONDS,
    );
  });
}
