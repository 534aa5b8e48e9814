import { type Attack, EVIL, is } from './attack.ts';
import { type AttackedServer, type Got, OPS_TOKEN, signature } from './attacked-server.ts';
import { oauthAttacks } from './oauth-attacks.ts';
import { commandAttacks, pageAttacks, personAttacks } from './page-attacks.ts';
import { scorecardAttacks } from './scorecard-attacks.ts';

const MINUTE = 60_000;
const problem = (code: string) => (got: Got) => got.status === 200 && got.text.includes(`"code":"${code}"`);
const big = 'x'.repeat(2_000_000);

function cardAttacks(path: string, idName: string): Attack[] {
  const query = ({ ours }: AttackedServer, id = '1') =>
    `${path}?${idName}=${id}&portalId=${ours}&userId=7001&userEmail=rep%40example.com&appId=1`;
  const get = (kind: string, changes: object, expected = is(401), headers = {}): Attack => ({
    kind,
    send: (server) => server.send(query(server), { headers: { ...signature(query(server), changes), ...headers } }),
    expect: expected,
  });
  return [
    { kind: 'unsigned', send: (server) => server.send(query(server)), expect: is(401) },
    get('forged: another secret', { secret: 'guessed' }),
    get('stale: six minutes old', { agedMs: 6 * MINUTE }),
    get('future: six minutes ahead', { agedMs: -6 * MINUTE }),
    {
      kind: 'replayed within five minutes: reads the same, changes nothing',
      async send(server) {
        const headers = signature(query(server));
        const first = await server.send(query(server), { headers });
        const second = await server.send(query(server), { headers });
        return first.text === second.text ? second : { ...second, status: 0 };
      },
      expect: is(200),
    },
    {
      kind: 'wrong account: signed for ours, asked for theirs',
      send: (server) =>
        server.send(query(server).replace(String(server.ours), String(server.theirs)), {
          headers: signature(query(server)),
        }),
      expect: is(401),
    },
    {
      kind: 'wrong account: named twice, both signed',
      send(server) {
        const twice = `${query(server)}&portalId=${server.theirs}`;
        return server.send(twice, { headers: signature(twice) });
      },
      expect: is(401),
    },
    {
      kind: 'wrong type: an id that is none',
      send(server) {
        const odd = query(server, '1%27%20or%201=1');
        return server.send(odd, { headers: signature(odd.replaceAll('%27', "'")) });
      },
      expect: problem('bad-request'),
    },
    {
      kind: 'oversized: an address of 20,000 characters',
      send: (server) => server.send(`${query(server)}&x=${'x'.repeat(20_000)}`, { headers: signature(query(server)) }),
      expect: is(401, 431),
    },
    {
      kind: 'a body that nobody signed',
      send: (server) => server.send(query(server), { headers: signature(query(server)), body: '{"portalId":1}' }),
      expect: is(401),
    },
    get('header tricks: Host of an attacker, signed for it', { base: EVIL }, is(401), { Host: 'evil.example' }),
    get('header tricks: X-Forwarded-Host and X-Original-URL', {}, is(200), {
      'X-Forwarded-Host': 'evil.example',
      'X-Original-URL': '/metrics',
      'X-HTTP-Method-Override': 'DELETE',
    }),
    {
      kind: 'another method',
      send: (server) =>
        server.send(query(server), { method: 'POST', headers: signature(query(server), { method: 'POST' }) }),
      expect: is(404),
    },
  ];
}

const HOOK = '/webhooks/hubspot';
const event = (portalId: number) =>
  JSON.stringify([{ portalId, subscriptionType: 'object.creation', objectTypeId: '0-3', objectId: 1, eventId: 1 }]);

function webhookAttacks(): Attack[] {
  const post = (kind: string, changes: object, expected: Attack['expect'], headers = {}): Attack => ({
    kind,
    send(server) {
      const body = event(server.ours);
      const signed = signature(HOOK, { method: 'POST', body, ...changes });
      return server.send(HOOK, { method: 'POST', body, headers: { ...signed, ...headers } });
    },
    expect: expected,
  });
  const sendRaw = (body: string, headers: Record<string, string>) => (server: AttackedServer) =>
    server.send(HOOK, { method: 'POST', body, headers });
  return [
    { kind: 'unsigned', send: sendRaw('[]', { 'Content-Type': 'application/json' }), expect: is(401) },
    post('forged: another secret', { secret: 'guessed' }, is(401)),
    post('stale: six minutes old', { agedMs: 6 * MINUTE }, is(401)),
    post('future: six minutes ahead', { agedMs: -6 * MINUTE }, is(401)),
    post('replayed: noted once more, which asks for the same read', {}, is(204)),
    {
      kind: 'wrong account: one that never installed the app',
      send(server) {
        const body = event(999_999);
        return server.send(HOOK, { method: 'POST', body, headers: signature(HOOK, { method: 'POST', body }) });
      },
      expect: is(204),
    },
    { kind: 'oversized: two megabytes', send: sendRaw(big, { 'Content-Type': 'application/json' }), expect: is(413) },
    post('wrong type: text/plain', {}, is(415), { 'Content-Type': 'text/plain' }),
    post('wrong type: compressed', {}, is(415, 400), { 'Content-Encoding': 'gzip' }),
    {
      kind: 'wrong type: signed, but no JSON',
      send: (server) =>
        server.send(HOOK, { method: 'POST', body: '[{', headers: signature(HOOK, { method: 'POST', body: '[{' }) }),
      expect: is(400),
    },
    {
      kind: 'reordered JSON: same meaning, other bytes',
      send(server) {
        const body = JSON.stringify(
          JSON.parse(event(server.ours)).map((one: object) => Object.fromEntries(Object.entries(one).reverse())),
        );
        const headers = signature(HOOK, { method: 'POST', body: event(server.ours) });
        return server.send(HOOK, { method: 'POST', body, headers });
      },
      expect: is(401),
    },
    post('header tricks: Host of an attacker, signed for it', { base: EVIL }, is(401), { Host: 'evil.example' }),
  ];
}

/** Addresses that an account's key opens: feeds and export. */
function keyAttacks(method: string, path: string, { withBody = false } = {}): Attack[] {
  const bodied = withBody ? { body: '[]' } : {};
  const call = (
    kind: string,
    authorization: (server: AttackedServer) => string | undefined,
    expected: Attack['expect'],
  ): Attack => ({
    kind,
    send(server) {
      const value = authorization(server);
      const headers = {
        ...(withBody ? { 'Content-Type': 'application/json' } : {}),
        ...(value === undefined ? {} : { Authorization: value }),
      };
      return server.send(path, { method, headers, ...bodied });
    },
    expect: expected,
  });
  const attacks = [
    call('without a key', () => undefined, is(401)),
    call('forged: a key of the right form', ({ ours }) => `Bearer ppf_${ours}_${'A'.repeat(43)}`, is(401)),
    call(
      'wrong account: our secret under their number',
      ({ key, ours, theirs }) => `Bearer ${key.replace(String(ours), String(theirs))}`,
      is(401),
    ),
    call('wrong type: a key that is code', () => `Bearer ppf_1;drop table feed_keys;--_x`, is(401)),
    call('header tricks: HubSpot’s signature instead of a key', () => 'Basic aGk6aGk=', is(401)),
  ];
  if (!withBody) return attacks;
  const withKey = (
    kind: string,
    headers: Record<string, string>,
    body: string,
    expected: Attack['expect'],
  ): Attack => ({
    kind,
    send: (server) =>
      server.send(path, { method, body, headers: { Authorization: `Bearer ${server.key}`, ...headers } }),
    expect: expected,
  });
  return [
    ...attacks,
    withKey(
      'oversized: says 100 megabytes',
      { 'Content-Type': 'application/json', 'Content-Length': '104857600' },
      '',
      is(413),
    ),
    withKey('wrong type: text/html', { 'Content-Type': 'text/html' }, '<p>', is(400, 415)),
    withKey(
      'wrong type: compressed',
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      'x',
      is(400, 415),
    ),
    withKey('wrong type: no JSON', { 'Content-Type': 'application/json' }, '[{', is(400)),
  ];
}

function opsAttacks(path: string, good: string): Attack[] {
  const basic = (password: string) => `Basic ${Buffer.from(`ops:${password}`).toString('base64')}`;
  const call = (kind: string, authorization: string | undefined): Attack => ({
    kind,
    send: (server) =>
      server.send(path, authorization === undefined ? {} : { headers: { Authorization: authorization } }),
    expect: is(401),
  });
  return [
    call('without the token', undefined),
    call('forged: a guessed token', good.startsWith('Basic') ? basic('guess') : 'Bearer guess'),
    call(
      'header tricks: the token under another scheme',
      good.startsWith('Basic') ? `Bearer ${OPS_TOKEN}` : basic(OPS_TOKEN),
    ),
    call('header tricks: an empty token', good.startsWith('Basic') ? basic('') : 'Bearer '),
  ];
}

const openAttacks = (path: string): Attack[] => [
  {
    kind: 'header tricks: asks for another address',
    send: (server) => server.send(path, { headers: { 'X-Original-URL': '/metrics', 'X-Rewrite-URL': '/queues' } }),
    expect: (got) => got.status === 200 && !got.text.includes('process_cpu'),
  },
  {
    kind: 'says nothing of hosts, versions or users',
    send: (server) => server.send(path),
    expect: (got) => !/express|postgres:|node\/|127\.0\.0\.1/i.test(got.text + JSON.stringify(got.headers)),
  },
];

/** What the settings page can do. */
const COMMANDS = [
  'admins/add',
  'admins/remove',
  'effect',
  'feed-key',
  'feed-key/revoke',
  'leave',
  'metric',
  'restore',
  'save',
  'sync',
  'write-back/pause',
  'write-back/resume',
  'write-back/undo',
] as const;

/** What is closed to all but admins until an admin opens it. */
const PARTNER_COMMANDS = ['override', 'override/end', 'scorecard', 'scorecard/revoke'] as const;

/** By `METHOD path` as Express knows it. An address that is missing here fails the test. */
export const ATTACKS: Readonly<Record<string, readonly Attack[]>> = {
  'GET /healthz': openAttacks('/healthz'),
  'GET /readyz': openAttacks('/readyz'),
  'GET /metrics': opsAttacks('/metrics', 'Bearer'),
  'USE /queues': opsAttacks('/queues/api/queues', 'Basic'),
  ...oauthAttacks(),
  'GET /api/cards/company': cardAttacks('/api/cards/company', 'companyId'),
  'GET /api/cards/deal': cardAttacks('/api/cards/deal', 'dealId'),
  'GET /api/pages/programme': pageAttacks('/api/pages/programme'),
  'GET /api/pages/partner': pageAttacks('/api/pages/partner', 'partnerId=1&'),
  'GET /api/settings': pageAttacks('/api/settings'),
  'GET /api/settings/test': pageAttacks('/api/settings/test', 'companyId=1&'),
  'GET /api/settings/values': pageAttacks('/api/settings/values', 'property=type&'),
  ...Object.fromEntries(
    COMMANDS.map((name) => [`POST /api/settings/${name}`, commandAttacks(`/api/settings/${name}`)]),
  ),
  'POST /api/partners/review': personAttacks('/api/partners/review'),
  ...Object.fromEntries(
    PARTNER_COMMANDS.map((name) => [`POST /api/partners/${name}`, commandAttacks(`/api/partners/${name}`)]),
  ),
  'GET /api/partners/scorecards': [
    ...pageAttacks('/api/partners/scorecards', 'partnerId=1&'),
    {
      kind: 'no admin: links are told to those who may share',
      send(server) {
        const asked = `/api/partners/scorecards?partnerId=1&portalId=${server.ours}&userId=9999&appId=1`;
        return server.send(asked, { headers: signature(asked) });
      },
      expect: problem('no-permission'),
    },
  ],
  'POST /webhooks/hubspot': webhookAttacks(),
  'POST /api/feeds/:kind': keyAttacks('POST', '/api/feeds/portal-logins', { withBody: true }),
  'GET /api/feeds/:kind': keyAttacks('GET', '/api/feeds/portal-logins'),
  'GET /api/feeds/:kind/:upload/refused': keyAttacks('GET', '/api/feeds/portal-logins/1/refused'),
  'DELETE /api/feeds/:kind/:upload': keyAttacks('DELETE', '/api/feeds/portal-logins/1'),
  'GET /api/export': keyAttacks('GET', '/api/export'),
  'GET /scorecard/:token': scorecardAttacks(),
};
