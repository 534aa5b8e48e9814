import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from './client.ts';
import { CONTRACT_TIMEOUT_MILLISECONDS, type Target, targets } from './targets.ts';

const DEALS = '/crm/objects/2026-09/deals';
const COMPANIES = '/crm/objects/2026-09/companies';
const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(900_000_000_000 + index) }));

// Sections in names are those of the API notes that the stand-in follows (hubspot-api.md).
for (const { name, open } of targets()) {
  describe(`records on ${name}`, () => {
    let target: Target;
    const call = () => target.client;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());
    const deal = (properties: Record<string, string> = {}) =>
      target.create('deals', { dealname: `${target.prefix} deal`, dealstage: 'qualifiedtobuy', ...properties });
    const company = (label: string) => target.create('companies', { name: `${target.prefix} ${label}` });

    it(
      'lists ten records at first, a hundred at most, fifty with history (2.1)',
      async () => {
        for (let made = 0; made < 12; made += 1) await company(`listed ${made}`);
        expect(listAt((await call().get(COMPANIES)).body, 'results')).toHaveLength(10);
        expect((await call().get(`${COMPANIES}?limit=100`)).status).toBe(200);
        expect((await call().get(`${COMPANIES}?limit=101`)).status).toBe(400);
        expect((await call().get(`${COMPANIES}?limit=50&propertiesWithHistory=name`)).status).toBe(200);
        expect((await call().get(`${COMPANIES}?limit=51&propertiesWithHistory=name`)).status).toBe(400);
      },
      CONTRACT_TIMEOUT_MILLISECONDS,
    );

    it('pages by an opaque cursor without showing a record twice (2.1)', async () => {
      for (let made = 0; made < 3; made += 1) await company(`paged ${made}`);
      const first = await call().get(`${COMPANIES}?limit=2`);
      const after = textAt(first.body, 'paging', 'next', 'after');
      const second = await call().get(`${COMPANIES}?limit=2&after=${encodeURIComponent(after)}`);
      const seen = [first, second].flatMap(({ body }) => listAt(body, 'results').map((one) => at(one, 'id')));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(2);
    });

    it('answers values as texts or null and leaves unknown properties out (5.3)', async () => {
      const id = await deal({ amount: '15000' });
      const { status, body } = await call().get(
        `${DEALS}/${id}?properties=amount,closedate,hs_is_closed,no_such_property`,
      );
      expect(status).toBe(200);
      expect(at(body, 'properties')).toMatchObject({ amount: '15000', closedate: null, hs_is_closed: 'false' });
      expect(at(body, 'properties')).not.toHaveProperty('no_such_property');
      expect(at(body, 'archived')).toBe(false);
    });

    it('writes a probability out as a binary fraction that has to be rounded (5.3)', async () => {
      const id = await deal();
      const { body } = await call().get(`${DEALS}/${id}?properties=hs_deal_stage_probability`);
      expect(Number(textAt(body, 'properties', 'hs_deal_stage_probability'))).toBeCloseTo(0.4, 9);
    });

    it('keeps the date a stage was entered in a read-only property (5.2)', async () => {
      const id = await deal({ dealstage: 'contractsent' });
      const { body } = await call().get(
        `${DEALS}/${id}?properties=hs_v2_date_entered_contractsent,hs_v2_date_exited_contractsent`,
      );
      expect(textAt(body, 'properties', 'hs_v2_date_entered_contractsent')).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(at(body, 'properties', 'hs_v2_date_exited_contractsent')).toBeNull();
    });

    it('reads a hundred by id at once, fifty with history, and refuses more (2.2)', async () => {
      const read = `${COMPANIES}/batch/read`;
      expect((await call().post(read, { inputs: ids(101), properties: ['name'] })).status).toBe(400);
      expect((await call().post(read, { inputs: ids(51), propertiesWithHistory: ['name'] })).status).toBe(400);
    });

    it('answers 207 with the missing ids beside the records that are there (2.2)', async () => {
      const id = await company('found');
      const answer = await call().post(`${COMPANIES}/batch/read`, {
        inputs: [{ id }, { id: '900000000001' }],
        properties: ['name'],
      });
      expect(answer.status).toBe(207);
      expect(listAt(answer.body, 'results').map((one) => at(one, 'id'))).toEqual([id]);
      expect(at(answer.body, 'errors', 0)).toMatchObject({
        category: 'OBJECT_NOT_FOUND',
        context: { ids: ['900000000001'] },
      });
    });

    it('shows history newest first, and a write by an app in it (5.1)', async () => {
      const id = await deal({ amount: '1' });
      await call().patch(`${DEALS}/${id}`, { properties: { amount: '2' } });
      const { body } = await call().get(`${DEALS}/${id}?propertiesWithHistory=amount`);
      const history = listAt(body, 'propertiesWithHistory', 'amount');
      expect(history.map((one) => at(one, 'value'))).toEqual(['2', '1']);
      expect(textAt(history[0], 'sourceType')).not.toBe('');
      expect(textAt(history[0], 'timestamp')).toMatch(/^\d{4}-\d\d-\d\dT/);
    });

    it('moves the modified date with every write (5.4)', async () => {
      const id = await company('modified');
      const before = await call().get(`${COMPANIES}/${id}`);
      const after = await call().patch(`${COMPANIES}/${id}`, { properties: { description: 'changed' } });
      expect(after.status).toBe(200);
      expect(Date.parse(textAt(after.body, 'updatedAt'))).toBeGreaterThanOrEqual(
        Date.parse(textAt(before.body, 'updatedAt')),
      );
    });

    it('clears a value with an empty text (5.6)', async () => {
      const id = await deal({ amount: '7' });
      await call().patch(`${DEALS}/${id}`, { properties: { amount: '' } });
      const { body } = await call().get(`${DEALS}/${id}?properties=amount`);
      expect([null, '']).toContain(at(body, 'properties', 'amount'));
    });

    it('refuses a whole batch for one unknown property, and says which in JSON inside the message (2.4)', async () => {
      const good = await deal({ amount: '1' });
      const bad = await deal();
      const answer = await call().post(`${DEALS}/batch/update`, {
        inputs: [
          { id: good, properties: { amount: '99' } },
          { id: bad, properties: { no_such_property: '1' } },
        ],
      });
      expect(answer.status).toBe(400);
      expect(textAt(answer.body, 'category')).toBe('VALIDATION_ERROR');
      expect(textAt(answer.body, 'message')).toContain('"error":"PROPERTY_DOESNT_EXIST","name":"no_such_property"');
      expect(at((await call().get(`${DEALS}/${good}?properties=amount`)).body, 'properties', 'amount')).toBe('1');
    });

    it('refuses a batch that names an id twice (2.4)', async () => {
      const id = await deal();
      const inputs = [1, 2].map((amount) => ({ id, properties: { amount: String(amount) } }));
      const answer = await call().post(`${DEALS}/batch/update`, { inputs });
      expect(answer.status).toBe(400);
      expect(textAt(answer.body, 'message')).toContain(id);
    });

    it('refuses more than a hundred updates, and updates that name hs_object_id as id property (2.4)', async () => {
      const inputs = ids(101).map(({ id }) => ({ id, properties: { amount: '1' } }));
      expect((await call().post(`${DEALS}/batch/update`, { inputs })).status).toBe(400);
      const id = await deal();
      const named = [{ id, idProperty: 'hs_object_id', properties: { amount: '1' } }];
      expect((await call().post(`${DEALS}/batch/update`, { inputs: named })).status).toBe(400);
    });

    it('refuses values that do not fit: text for a number, an option that is not offered, a read-only one (2.4, 2.6)', async () => {
      const id = await deal();
      for (const properties of [{ amount: 'many' }, { dealtype: 'no such option' }, { hs_is_closed: 'true' }]) {
        const answer = await call().patch(`${DEALS}/${id}`, { properties });
        expect([properties, answer.status]).toEqual([properties, 400]);
      }
    });

    it('creates the good ones of a batch whose inputs carry trace ids (2.4)', async () => {
      const answer = await call().post(`${COMPANIES}/batch/create`, {
        inputs: [
          { objectWriteTraceId: 'one', properties: { name: `${target.prefix} traced` } },
          { objectWriteTraceId: 'two', properties: { no_such_property: '1' } },
        ],
      });
      expect(answer.status).toBe(207);
      expect(at(answer.body, 'errors', 0, 'context', 'objectWriteTraceId')).toEqual(['two']);
      for (const one of listAt(answer.body, 'results')) await call().delete(`${COMPANIES}/${textAt(one, 'id')}`);
    });

    it('hides an archived record unless archived ones are asked for (5.4)', async () => {
      const id = await company('archived');
      expect((await call().delete(`${COMPANIES}/${id}`)).status).toBe(204);
      expect((await call().get(`${COMPANIES}/${id}`)).status).toBe(404);
      const { status, body } = await call().get(`${COMPANIES}/${id}?archived=true`);
      expect([status, at(body, 'archived'), typeof at(body, 'archivedAt')]).toEqual([200, true, 'string']);
    });

    it('answers for a merged id with the surviving record under another id (2.2)', async () => {
      const primary = await company('kept');
      const other = await company('merged');
      const merged = await call().post(`${COMPANIES}/merge`, { primaryObjectId: primary, objectIdToMerge: other });
      expect(merged.status).toBe(200);
      const survivor = textAt(merged.body, 'id');
      const answer = await call().get(`${COMPANIES}/${other}?properties=name,hs_merged_object_ids`);
      expect([answer.status, at(answer.body, 'id')]).toEqual([200, survivor]);
      expect(survivor).not.toBe(other);
      expect(textAt(answer.body, 'properties', 'hs_merged_object_ids').split(';')).toContain(other);
      await call().delete(`${COMPANIES}/${survivor}`);
    });

    it('refuses an address of more than sixteen thousand characters (3.4)', async () => {
      const names = Array.from({ length: 2000 }, (_, index) => `property_${index}`).join(',');
      expect((await call().get(`${DEALS}?properties=${names}`)).status).toBe(414);
    });

    it('says which call was not authenticated (3.4)', async () => {
      const answer = await target.anonymous.get(DEALS);
      expect(answer.status).toBe(401);
      expect(at(answer.body, 'status')).toBe('error');
      expect(textAt(answer.body, 'correlationId')).not.toBe('');
    });
  });
}
