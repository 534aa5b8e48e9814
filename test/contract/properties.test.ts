import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from './client.ts';
import { CONTRACT_TIMEOUT_MILLISECONDS, type Target, targets } from './targets.ts';

const PROPERTIES = '/crm/properties/2026-09/companies';
const option = (value: string) => ({ label: value, value });

for (const { name, open } of targets()) {
  describe(`property definitions on ${name}`, () => {
    let target: Target;
    let group = '';
    const made: string[] = [];
    const call = () => target.client;
    const definition = (tail: string, more: Record<string, unknown> = {}) => {
      const property = `${target.prefix}_${tail}`;
      made.push(property);
      return { name: property, label: property, type: 'string', fieldType: 'text', groupName: group, ...more };
    };
    beforeAll(async () => {
      target = await open();
      group = `${target.prefix}_group`;
      expect((await call().post(`${PROPERTIES}/groups`, { name: group, label: group })).status).toBe(201);
    });
    afterAll(async () => {
      for (const property of made) await call().delete(`${PROPERTIES}/${property}`);
      await call().delete(`${PROPERTIES}/groups/${group}`);
      await target.close();
    });

    it('creates with 201 and answers a second creation with 409 and its reason (2.6)', async () => {
      const wanted = definition('twice');
      expect((await call().post(PROPERTIES, wanted)).status).toBe(201);
      const again = await call().post(PROPERTIES, wanted);
      expect(again.status).toBe(409);
      expect(again.body).toMatchObject({
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      });
    });

    it('answers 409 for a group that is there, 404 for a property that is not (2.6)', async () => {
      expect((await call().post(`${PROPERTIES}/groups`, { name: group, label: group })).status).toBe(409);
      const missing = await call().get(`${PROPERTIES}/${target.prefix}_absent`);
      expect([missing.status, at(missing.body, 'category')]).toEqual([404, 'OBJECT_NOT_FOUND']);
    });

    it('keeps options that a change does not mention, and replaces all by those it does (2.6)', async () => {
      const wanted = definition('choice', {
        type: 'enumeration',
        fieldType: 'select',
        options: [option('a'), option('b')],
      });
      await call().post(PROPERTIES, wanted);
      const values = async () =>
        listAt((await call().get(`${PROPERTIES}/${wanted.name}`)).body, 'options').map((one) => at(one, 'value'));
      await call().patch(`${PROPERTIES}/${wanted.name}`, { label: 'renamed' });
      expect(await values()).toEqual(['a', 'b']);
      await call().patch(`${PROPERTIES}/${wanted.name}`, { options: [option('c')] });
      expect(await values()).toEqual(['c']);
    });

    it('archives with 204, and a creation of the same name brings it back (2.6)', async () => {
      const wanted = definition('returning');
      await call().post(PROPERTIES, wanted);
      expect((await call().delete(`${PROPERTIES}/${wanted.name}`)).status).toBe(204);
      expect((await call().get(`${PROPERTIES}/${wanted.name}`)).status).toBe(404);
      expect((await call().post(PROPERTIES, wanted)).status).toBe(201);
      expect((await call().get(`${PROPERTIES}/${wanted.name}`)).status).toBe(200);
    });

    it('keeps a group while it has properties (2.6)', async () => {
      await call().post(PROPERTIES, definition('grouped'));
      const { status, body } = await call().delete(`${PROPERTIES}/groups/${group}`);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain('GROUP_WITH_ACTIVE_PROPERTIES');
    });

    it('refuses a control that does not fit the type, a group that is not there, a name in capitals (2.6, 5.6)', async () => {
      const wrong = [
        definition('wrong', { type: 'number', fieldType: 'select' }),
        definition('wrong', { groupName: `${target.prefix}_no_group` }),
        { ...definition('wrong'), name: 'Not Allowed' },
      ];
      for (const one of wrong) expect([one, (await call().post(PROPERTIES, one)).status]).toEqual([one, 400]);
    });

    it(
      'holds dates at midnight in UTC and refuses any other time of day (5.6)',
      async () => {
        const wanted = definition('day', { type: 'date', fieldType: 'date' });
        await call().post(PROPERTIES, wanted);
        const id = await target.create('companies', { name: `${target.prefix} dated` });
        const path = `/crm/objects/2026-09/companies/${id}`;
        const midnight = Date.UTC(2025, 2, 1);
        const set = (value: string) => call().patch(path, { properties: { [wanted.name]: value } });
        expect((await set(String(midnight + 3_600_000))).status).toBe(400);
        expect((await set(String(midnight))).status).toBe(200);
        const { body } = await call().get(`${path}?properties=${wanted.name}`);
        expect(textAt(body, 'properties', wanted.name)).toBe('2025-03-01');
      },
      CONTRACT_TIMEOUT_MILLISECONDS,
    );

    it('marks computed values as read only where the calculated flag does not (2.6)', async () => {
      const { body } = await call().get(`${PROPERTIES}/hs_lastmodifieddate`);
      expect(at(body, 'modificationMetadata', 'readOnlyValue')).toBe(true);
    });
  });
}
