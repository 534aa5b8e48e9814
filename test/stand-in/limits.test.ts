import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { at, textAt } from '../contract/client.ts';
import { type Running, start } from './fixture.ts';

const DEALS = '/crm/objects/2026-09/deals';
const READ_LINKS = '/crm/associations/2026-09/deals/companies/batch/read';

describe('what an app may do, and how often', () => {
  let running: Running;
  const call = () => running.client;
  beforeEach(async () => {
    running = await start();
  });
  afterEach(() => running.standIn.close());
  const statuses = async (count: number, run: () => Promise<{ status: number }>) => {
    const seen: number[] = [];
    for (let made = 0; made < count; made += 1) seen.push((await run()).status);
    return seen;
  };

  it('lets 110 calls through in any ten seconds and refuses the next with the documented body (3.1, 3.3)', async () => {
    const first = await call().get(DEALS);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    running.clock.advance(5000);
    expect(new Set(await statuses(109, () => call().get(DEALS)))).toEqual(new Set([200]));
    const refused = await call().get(DEALS);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    });
    expect(textAt(refused.body, 'requestId')).not.toBe('');
  });

  it('counts in a rolling window: what falls out of it is free again, and no more than that', async () => {
    await statuses(10, () => call().get(DEALS));
    running.clock.advance(5000);
    await statuses(100, () => call().get(DEALS));
    running.clock.advance(5000);
    expect(await statuses(11, () => call().get(DEALS))).toEqual([...Array(10).fill(200), 429]);
  });

  it('lets five searches through in a second, counts them apart and sends no headers (2.3, 3.2)', async () => {
    const search = () => call().post(`${DEALS}/search`, {});
    expect(await statuses(6, search)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await search();
    expect(at(refused.body, 'message')).toBe('You have reached your secondly limit.');
    expect(refused.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    expect((await call().get(DEALS)).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    running.clock.advance(1000);
    expect((await search()).status).toBe(200);
  });

  it('does not count batches of associations (2)', async () => {
    await statuses(20, () => call().post(READ_LINKS, { inputs: [{ id: '21' }] }));
    expect((await call().get(DEALS)).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
  });

  it('counts apps apart for calls, and together for searches', async () => {
    const other = running.as(running.standIn.token({ scopes: ['crm.objects.deals.read'] }));
    await statuses(5, () => call().post(`${DEALS}/search`, {}));
    expect((await other.post(`${DEALS}/search`, {})).status).toBe(429);
  });

  it('can be switched off', async () => {
    const free = await start({ limits: false });
    expect(new Set(await statuses(120, () => free.client.get(DEALS)))).toEqual(new Set([200]));
    await free.standIn.close();
  });

  it('answers 403 with the missing scope for records, links, definitions and owners', async () => {
    const token = running.standIn.token({ scopes: ['oauth', 'crm.objects.deals.read'] });
    const limited = running.as(token);
    const refused = await limited.get('/crm/objects/2026-09/companies');
    expect(refused.status).toBe(403);
    expect(at(refused.body, 'category')).toBe('MISSING_SCOPES');
    expect(at(refused.body, 'errors', 0, 'context', 'requiredGranularScopes')).toEqual(['crm.objects.companies.read']);
    expect((await limited.get(DEALS)).status).toBe(200);
    expect((await limited.patch(`${DEALS}/21`, { properties: { amount: '1' } })).status).toBe(403);
    expect((await limited.post(READ_LINKS, { inputs: [] })).status).toBe(403);
    expect((await limited.get('/crm/properties/2026-09/deals')).status).toBe(200);
    expect((await limited.post('/crm/properties/2026-09/deals', {})).status).toBe(403);
    expect((await limited.get('/crm/owners/2026-09')).status).toBe(403);
    expect((await limited.get('/account-info/2026-09/details')).status).toBe(200);
  });
});
