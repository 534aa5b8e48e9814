import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bigWorld } from '../../../test/stand-in/big-world.ts';
import { createStandIn, type ManualClock, manualClock, type StandIn } from '../../../test/stand-in/index.ts';
import { connect, hubSpotOf, patientClock, TEST_APP } from '../../../test/support/connected-account.ts';
import { type Listening, listen } from '../../../test/support/listen.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { createHealth } from '../../ops/health.ts';
import { createLogger } from '../../ops/logger.ts';
import { createMetrics } from '../../ops/metrics.ts';
import { Secret } from '../../ops/secret.ts';
import { announcedType, linkOwner } from '../../sync/announced-kinds.ts';
import { createHttpApp } from '../app.ts';
import { sign } from '../signature.ts';
import { webhookIntakeRoute } from './intake.ts';

const database = testDatabase();
const PUBLIC = 'http://pulse.test';
const PATH = '/webhooks/hubspot';

describe('the webhook address', () => {
  let clock: ManualClock;
  let standIn: StandIn;
  let web: Listening;
  let portalId: number;
  let rung: number[];
  let ring: (portalId: number) => Promise<void>;

  beforeEach(async () => {
    clock = manualClock('2026-06-01T09:00:00Z');
    rung = [];
    ring = async (id) => void rung.push(id);
    const app = createHttpApp({
      config: { publicBaseUrl: PUBLIC, clientSecret: new Secret(TEST_APP.clientSecret) },
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
      health: createHealth({}),
      routes: [
        webhookIntakeRoute({
          db: database.db,
          now: () => clock.now(),
          ring: (id) => ring(id),
          announcedType,
          linkOwner,
        }),
      ],
      now: () => clock.now(),
    });
    web = await listen(app);
    standIn = await createStandIn({
      accounts: [{ world: bigWorld({ companies: 20, deals: 150, partners: 2 }), hubId: 880_001 }],
      apps: [{ ...TEST_APP, webhooks: { ...TEST_APP.webhooks, sendTo: web.url + PATH } }],
      autoApprove: true,
      clock,
    });
    await database.db.pool.query('delete from portals');
    portalId = await connect(database.db, hubSpotOf(database.db, standIn, patientClock(clock)));
  });
  afterEach(async () => {
    await web.close();
    await standIn.close();
  });

  const hints = async () => {
    const { rows } = await database.db.pool.query(
      `select type, id, links, is_erasure as erasure, merged_into as into, deleted_ms as deleted from change_hints
       where portal_id = $1 order by type, id`,
      [portalId],
    );
    return rows;
  };
  const plain = { links: false, erasure: false, into: null, deleted: null };
  const send = (body: string, { at = clock.now(), secret = TEST_APP.clientSecret, sent = body } = {}) => {
    const timestamp = String(at);
    const request = { method: 'POST', uri: PUBLIC + PATH, body: Buffer.from(body), timestamp };
    return fetch(web.url + PATH, {
      method: 'POST',
      body: sent,
      headers: {
        'Content-Type': 'application/json',
        'X-HubSpot-Signature-v3': sign(request, secret),
        'X-HubSpot-Request-Timestamp': timestamp,
      },
    });
  };
  const change = (objectId: number, more = {}) => ({
    portalId,
    subscriptionType: 'object.propertyChange',
    objectTypeId: '0-3',
    objectId,
    occurredAt: clock.now(),
    ...more,
  });

  it('writes down what HubSpot names and wakes a worker, for every kind of event', async () => {
    standIn.act({ do: 'edit', type: 'deal', id: '1000001', properties: { amount: '1', dealname: 'x' } });
    standIn.act({ do: 'archive', type: 'company', id: '7' });
    const link = {
      from: { type: 'deal', id: '1000002' },
      to: { type: 'company', id: '1' },
      label: 'Resold by',
    } as const;
    standIn.act({ do: 'associate', ...link });
    expect(await standIn.webhooks.post(standIn.webhooks.take())).toEqual([204]);
    expect(await hints()).toEqual([
      { type: 'companies', id: '7', ...plain, deleted: clock.now() },
      { type: 'deals', id: '1000001', ...plain },
      { type: 'deals', id: '1000002', ...plain, links: true },
    ]);
    expect(rung).toEqual([portalId]);
  });

  it('knows merges, and the older form in which people are forgotten', async () => {
    const merge = { subscriptionType: 'object.merge', primaryObjectId: 1, mergedObjectIds: [2], newObjectId: 3 };
    const forget = { portalId, subscriptionType: 'contact.privacyDeletion', objectId: 9, occurredAt: clock.now() };
    expect((await send(JSON.stringify([change(1, merge), forget]))).status).toBe(204);
    expect(await hints()).toEqual([
      { type: 'contacts', id: '9', ...plain, erasure: true },
      { type: 'deals', id: '1', ...plain, into: '3' },
      { type: 'deals', id: '2', ...plain, into: '3' },
      { type: 'deals', id: '3', ...plain, links: true },
    ]);
  });

  it('knows mail, meetings, tickets and leads, and the end of their links that is read', async () => {
    const change = (objectTypeId: string, more = {}) => ({
      ...{ portalId, subscriptionType: 'object.propertyChange', objectTypeId, objectId: 5, occurredAt: clock.now() },
      ...more,
    });
    const link = (fromObjectTypeId: string, toObjectTypeId: string) => ({
      ...{ portalId, subscriptionType: 'object.associationChange', fromObjectTypeId, fromObjectId: 1 },
      ...{ toObjectTypeId, toObjectId: 2, occurredAt: clock.now() },
    });
    const restored = { subscriptionType: 'object.restore', objectId: 6 };
    const events = [
      ...[change('0-47'), change('0-5', restored), change('0-136', { subscriptionType: 'object.deletion' })],
      ...[link('0-1', '0-49'), link('0-5', '0-2'), link('0-136', '0-1'), link('0-3', '0-8')],
    ];
    expect((await send(JSON.stringify(events))).status).toBe(204);
    expect(await hints()).toEqual([
      { type: 'emails', id: '2', ...plain, links: true },
      { type: 'leads', id: '5', ...plain, deleted: clock.now() },
      { type: 'line_items', id: '2', ...plain, links: true },
      { type: 'meetings', id: '5', ...plain },
      { type: 'tickets', id: '1', ...plain, links: true },
      { type: 'tickets', id: '6', ...plain, links: true },
    ]);
  });

  it('answers a hundred events with under 50 ms of the processor, also while the bell hangs', async () => {
    ring = () => new Promise(() => undefined);
    await send(JSON.stringify([change(1)]));
    const times: number[] = [];
    for (let round = 0; round < 20; round++) {
      const kinds = ['0-3', '0-2', '0-1', '0-49', '0-5'];
      const body = JSON.stringify(
        Array.from({ length: 100 }, (_, n) => change(1000 + n, { objectTypeId: kinds[n % kinds.length] })),
      );
      const before = process.cpuUsage();
      expect((await send(body)).status).toBe(204);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    // Not by the clock, and the median: what else the machine does must not decide.
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(50);
  });

  it('answers all the same when the bell is broken: the hint is stored', async () => {
    ring = () => Promise.reject(new Error('Redis is away'));
    expect((await send(JSON.stringify([change(1)]))).status).toBe(204);
    expect(await hints()).toHaveLength(1);
  });

  it.each([
    ['too old', { at: -301_000 }, 401],
    ['from the future', { at: 301_000 }, 401],
    ['signed with another secret', { secret: 'other' }, 401],
  ])('refuses what is %s', async (_name, { at = 0, ...options }: { at?: number; secret?: string }, status) => {
    expect((await send(JSON.stringify([change(1)]), { at: clock.now() + at, ...options })).status).toBe(status);
    expect(await hints()).toEqual([]);
  });

  it('takes the bytes as they were signed: the same JSON in another order is refused', async () => {
    const body = JSON.stringify([{ portalId, objectId: 1 }]);
    const reordered = JSON.stringify([{ objectId: 1, portalId }]);
    expect((await send(body, { sent: reordered })).status).toBe(401);
  });

  it('takes what it knows out of a request, and leaves the rest without a complaint', async () => {
    const odd = [null, 7, { portalId: 'x' }, change(5, { objectTypeId: '2-777' }), change(6, { objectId: '../..' })];
    expect((await send(JSON.stringify([...odd, change(4)]))).status).toBe(204);
    expect(await hints()).toEqual([{ type: 'deals', id: '4', ...plain }]);
    expect((await send('{"portalId": 1}')).status).toBe(400);
  });

  it('leaves accounts alone that never installed the app', async () => {
    expect((await send(JSON.stringify([{ ...change(1), portalId: 999 }]))).status).toBe(204);
    expect(await hints()).toEqual([]);
    expect(rung).toEqual([]);
  });
});
