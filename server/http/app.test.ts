import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { endpoint, recordId } from '@partner-pulse/contract';
import * as z from 'zod/mini';
import { type Listening, listen } from '../../test/support/listen.ts';
import { HubSpotBusy, HubSpotReconnectNeeded, PublicError } from '../ops/errors.ts';
import { createHealth } from '../ops/health.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics } from '../ops/metrics.ts';
import { Secret } from '../ops/secret.ts';
import { createHttpApp } from './app.ts';
import { cardRoute, type Route } from './route.ts';
import { sign } from './signature.ts';

const SECRET = 'app-secret';
const OPS_TOKEN = 'operators-only-0123456789';
const NOW_MS = 1_750_000_000_000;
const PUBLIC = 'https://pulse.example.com';

const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

async function serve(routes: readonly Route[], checks: Parameters<typeof createHealth>[0] = {}) {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const health = createHealth(checks);
  const app = createHttpApp({
    config: { publicBaseUrl: PUBLIC, clientSecret: new Secret(SECRET) },
    logger: createLogger({ level: 'debug', destination }),
    metrics: createMetrics(),
    health,
    routes,
    token: new Secret(OPS_TOKEN),
    now: () => NOW_MS,
  });
  const server = await listen(app);
  open.push(server);
  return { url: server.url, health, log: () => lines.join('') };
}

/** Sends what HubSpot would send for this path: signed for the public address, delivered to the local one. */
function fromHubSpot(url: string, path: string, { method = 'GET', body = '', signedPath = path } = {}) {
  const timestamp = String(NOW_MS);
  const signature = sign({ method, uri: PUBLIC + signedPath, body: Buffer.from(body), timestamp }, SECRET);
  return fetch(url + path, {
    method,
    ...(body === '' ? {} : { body }),
    headers: {
      'X-HubSpot-Signature-v3': signature,
      'X-HubSpot-Request-Timestamp': timestamp,
      ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
    },
  });
}

const Card = endpoint({
  method: 'GET',
  path: '/api/test-card',
  query: z.object({ companyId: recordId }),
  answer: z.object({ state: z.literal('ready'), text: z.string() }),
});
const echo = cardRoute(Card, async ({ companyId }, { identity }) => ({
  state: 'ready',
  text: `${identity.portalId} ${identity.userEmail} ${companyId}`,
}));
const failing = (error: Error) => cardRoute(Card, () => Promise.reject(error));
const PATH = '/api/test-card?companyId=12&portalId=7&userId=3&userEmail=ann%40example.com&appId=9';

describe('card requests', () => {
  it('are answered for the account and viewer of the signed query', async () => {
    const { url } = await serve([echo]);
    const response = await fromHubSpot(url, PATH);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ state: 'ready', text: '7 ann@example.com 12' });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['without a signature', (url: string) => fetch(url + PATH)],
    [
      'signed for another path',
      (url: string) => fromHubSpot(url, PATH, { signedPath: PATH.replace('portalId=7', 'portalId=8') }),
    ],
    ['that name no account', (url: string) => fromHubSpot(url, '/api/test-card?companyId=12')],
    ['that name two accounts', (url: string) => fromHubSpot(url, `${PATH}&portalId=8`)],
    [
      'whose account hides in the path',
      (url: string) => fromHubSpot(url, '/api/test-card%3FportalId=7&companyId=12?companyId=12'),
    ],
    ['for an account that is no number', (url: string) => fromHubSpot(url, '/api/test-card?companyId=1&portalId=7e3')],
  ])('%s reach no route', async (_name, send) => {
    let reached = false;
    const { url } = await serve([
      cardRoute(Card, async () => {
        reached = true;
        return { state: 'ready', text: '' };
      }),
    ]);
    const response = await send(url);
    expect([401, 404]).toContain(response.status);
    expect(reached).toBe(false);
  });

  it('do not believe the Host header', async () => {
    const { url } = await serve([echo]);
    const timestamp = String(NOW_MS);
    const signature = sign({ method: 'GET', uri: url + PATH, body: Buffer.alloc(0), timestamp }, SECRET);
    const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp };
    expect((await fetch(url + PATH, { headers })).status).toBe(401);
  });

  it.each([
    [new HubSpotBusy('wait', { retryAfterMs: 1 }), 'busy', true],
    [new HubSpotReconnectNeeded('revoked'), 'reconnect-needed', false],
    [new PublicError('account_not_connected'), 'reconnect-needed', false],
    [new PublicError('not_found'), 'record-not-found', false],
    [new TypeError('secret detail 4711'), 'internal', true],
  ])(
    'that fail with %p get the contract’s problem %s, because HubSpot keeps other bodies back',
    async (error, code, retry) => {
      const { url } = await serve([failing(error)]);
      const response = await fromHubSpot(url, PATH);
      expect(response.status).toBe(200);
      const answer = await response.text();
      expect(JSON.parse(answer)).toMatchObject({ state: 'problem', problem: { code, retry } });
      expect(answer).not.toContain('4711');
    },
  );

  it('whose query is not what the contract says get "bad-request"', async () => {
    const { url } = await serve([echo]);
    const response = await fromHubSpot(url, '/api/test-card?companyId=abc&portalId=7');
    expect(await response.json()).toMatchObject({ problem: { code: 'bad-request' } });
  });
});

describe('webhooks', () => {
  const received: unknown[] = [];
  const route: Route = { access: 'webhook', path: '/webhooks', receive: async ({ body }) => void received.push(body) };
  afterEach(() => {
    received.length = 0;
  });

  it('are handed over as sent and answered without content', async () => {
    const { url } = await serve([route]);
    const body = '[{"portalId": 7,\n "objectId": 1}]';
    expect((await fromHubSpot(url, '/webhooks', { method: 'POST', body })).status).toBe(204);
    expect(received).toEqual([[{ portalId: 7, objectId: 1 }]]);
  });

  it('are refused when unsigned, not JSON, or too large', async () => {
    const { url } = await serve([route]);
    const status = async (sent: Promise<Response>) => (await sent).status;
    expect(
      await status(
        fetch(`${url}/webhooks`, { method: 'POST', body: '[]', headers: { 'Content-Type': 'application/json' } }),
      ),
    ).toBe(401);
    expect(await status(fromHubSpot(url, '/webhooks', { method: 'POST', body: '[{' }))).toBe(400);
    expect(await status(fromHubSpot(url, '/webhooks', { method: 'POST', body: 'x'.repeat(2_000_000) }))).toBe(413);
    expect(received).toEqual([]);
  });
});

describe('every answer', () => {
  it('of an unknown address or a broken page names a code and the id under which it was logged', async () => {
    const page: Route = {
      access: 'page',
      method: 'get',
      path: '/broken',
      handle: () => Promise.reject(new Error('password=4711')),
    };
    const { url, log } = await serve([page]);
    const missing = await fetch(`${url}/nowhere`);
    expect(missing.status).toBe(404);
    const broken = await fetch(`${url}/broken`);
    expect(broken.status).toBe(500);
    const id = broken.headers.get('x-request-id') ?? 'none';
    const text = await broken.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal', requestId: id } });
    expect(text).not.toContain('4711');
    expect(log()).toContain(id);
  });

  it('leaves no query, mail address or signature in the log', async () => {
    const { url, log } = await serve([echo]);
    await fromHubSpot(url, PATH);
    await fetch(`${url}/oauth/callback?code=one-time-code`, { headers: { authorization: 'Bearer token-4711' } });
    expect(log()).toContain('/api/test-card');
    expect(log()).not.toMatch(/ann|userEmail|one-time-code|token-4711|signature-v3/i);
  });
});

describe('what machines ask', () => {
  it('readiness follows the checks and ends when the process is asked to stop', async () => {
    let broken = false;
    const database = async () => {
      if (broken) throw new Error('postgres://user:4711@db is down');
    };
    const { url, health } = await serve([], { database });
    const ask = async () => {
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, body: await response.json() };
    };
    expect(await ask()).toEqual({ status: 200, body: { ready: true, checks: { database: 'ok' } } });
    broken = true;
    expect(await ask()).toEqual({ status: 503, body: { ready: false, checks: { database: 'unavailable' } } });
    broken = false;
    health.stopping();
    expect(await ask()).toMatchObject({ status: 503 });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('metrics count requests by pattern and refused signatures by reason, without ids', async () => {
    const { url } = await serve([echo]);
    await fromHubSpot(url, PATH);
    await fetch(url + PATH);
    const headers = { authorization: `Bearer ${OPS_TOKEN}` };
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    expect(text).toContain('http_request_seconds_count{method="GET",route="/api/test-card",status="200"} 1');
    expect(text).toContain('signatures_refused_total{problem="missing"} 1');
    expect(text).not.toContain('companyId');
  });
});
