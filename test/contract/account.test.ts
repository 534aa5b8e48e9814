import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, listAt, textAt } from './client.ts';
import { type Target, targets } from './targets.ts';

for (const { name, open } of targets()) {
  describe(`the account on ${name}`, () => {
    let target: Target;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());

    it('names portal, time zone and currency (2)', async () => {
      const { status, body } = await target.client.get('/account-info/2026-09/details');
      expect(status).toBe(200);
      expect(typeof at(body, 'portalId')).toBe('number');
      expect(textAt(body, 'timeZone')).toMatch(/^[A-Za-z]/);
      expect(textAt(body, 'companyCurrency')).toMatch(/^[A-Z]{3}$/);
    });

    it('writes closed and probability of a stage as texts (2.7)', async () => {
      const { body } = await target.client.get('/crm/pipelines/2026-09/deals');
      const stages = listAt(body, 'results').flatMap((pipeline) => listAt(pipeline, 'stages'));
      expect(stages.length).toBeGreaterThan(0);
      for (const stage of stages) {
        expect(textAt(stage, 'metadata', 'isClosed')).toMatch(/^(true|false)$/);
        expect(textAt(stage, 'metadata', 'probability')).toMatch(/^\d\.\d+$/);
      }
    });

    it('lists owners with an id that records refer to (2.7)', async () => {
      const { status, body } = await target.client.get('/crm/owners/2026-09?limit=1');
      expect(status).toBe(200);
      expect(textAt(body, 'results', 0, 'id')).toMatch(/^\d+$/);
    });

    it('answers a type that does not exist with an error of the usual shape (3.4)', async () => {
      const { status, body } = await target.client.get('/crm/objects/2026-09/no_such_type');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(at(body, 'status')).toBe('error');
    });
  });
}
