import { describe, expect, it } from '@jest/globals';
import { at, listAt } from '../contract/client.ts';
import { bigWorld } from './big-world.ts';
import { start } from './fixture.ts';

describe('a generated account', () => {
  it('is the same for the same seed and another for another', () => {
    const size = { companies: 20, deals: 50, partners: 5, contacts: 5, engagements: 9 };
    expect(bigWorld({ ...size, seed: 3 })).toEqual(bigWorld({ ...size, seed: 3 }));
    expect(bigWorld({ ...size, seed: 4 })).not.toEqual(bigWorld({ ...size, seed: 3 }));
  });

  it('pages to its end through list and search, every record once', async () => {
    const { standIn, client } = await start({ world: bigWorld({ companies: 300, deals: 2500 }), limits: false });
    const listed = new Set<unknown>();
    let after: unknown = '';
    do {
      const { body } = await client.get(`/crm/objects/2026-09/deals?limit=100&after=${after}`);
      for (const record of listAt(body, 'results')) listed.add(at(record, 'id'));
      after = at(body, 'paging', 'next', 'after');
    } while (after !== undefined);
    const found = new Set<unknown>();
    let offset: unknown = '0';
    do {
      const sorts = [{ propertyName: 'hs_lastmodifieddate', direction: 'DESCENDING' }];
      const { body } = await client.post('/crm/objects/2026-09/deals/search', { limit: 200, sorts, after: offset });
      for (const record of listAt(body, 'results')) found.add(at(record, 'id'));
      offset = at(body, 'paging', 'next', 'after');
    } while (offset !== undefined);
    expect([listed.size, found.size]).toEqual([2500, 2500]);
    await standIn.close();
  });
});
