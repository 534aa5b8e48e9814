import { type Attack, EVIL, is } from './attack.ts';
import { type AttackedServer, type Got, signature } from './attacked-server.ts';

const MINUTE = 60_000;
/** A viewer of the account that is on no list of admins. */
const NOBODY = '9999';

const problem = (code: string) => (got: Got) => got.status === 200 && got.text.includes(`"code":"${code}"`);

/** Pages that are read: signed like cards, each for the account that HubSpot signed. */
export function pageAttacks(path: string, more = ''): Attack[] {
  const query = ({ ours }: AttackedServer) =>
    `${path}?${more}portalId=${ours}&userId=${NOBODY}&userEmail=rep%40example.com&appId=1`;
  const get = (kind: string, changes: object, expect: Attack['expect'] = is(401), headers = {}): Attack => ({
    kind,
    send: (server) => server.send(query(server), { headers: { ...signature(query(server), changes), ...headers } }),
    expect,
  });
  return [
    { kind: 'unsigned', send: (server) => server.send(query(server)), expect: is(401) },
    get('forged: another secret', { secret: 'guessed' }),
    get('stale: six minutes old', { agedMs: 6 * MINUTE }),
    get('future: six minutes ahead', { agedMs: -6 * MINUTE }),
    {
      kind: 'wrong account: signed for ours, asked for theirs',
      send: (server) =>
        server.send(query(server).replace(String(server.ours), String(server.theirs)), {
          headers: signature(query(server)),
        }),
      expect: is(401),
    },
    get('header tricks: Host of an attacker, signed for it', { base: EVIL }, is(401), { Host: 'evil.example' }),
  ];
}

/** What everyone may do whom HubSpot names: nobody else does it in their name. */
export function personAttacks(path: string): Attack[] {
  const nameless = ({ ours }: AttackedServer) => `${path}?portalId=${ours}&appId=1`;
  const body = JSON.stringify({ partnerId: '1', after: 0, note: 'x', userId: '7001' });
  return [
    ...commandAttacks(path, {
      kind: 'in the name of another: the body says who, which no body may',
      expect: problem('bad-request'),
    }),
    {
      kind: 'signed, but HubSpot names nobody',
      send: (server) =>
        server.send(nameless(server), {
          method: 'POST',
          body,
          headers: signature(nameless(server), { method: 'POST', body }),
        }),
      expect: problem('no-permission'),
    },
  ];
}

const NO_ADMIN = { kind: 'no admin, though the body says so', expect: problem('no-permission') };

/** What only admins may do: a signature says who asks, and nothing in the body changes that. */
export function commandAttacks(path: string, pretender: Pick<Attack, 'kind' | 'expect'> = NO_ADMIN): Attack[] {
  const at = ({ ours }: AttackedServer, userId = NOBODY) =>
    `${path}?portalId=${ours}&userId=${userId}&userEmail=rep%40example.com&appId=1`;
  const body = ({ ours }: AttackedServer) => JSON.stringify({ userId: '7001', portalId: ours, isAdmin: true });
  const post = (kind: string, changes: object, expect: Attack['expect'] = is(401), headers = {}): Attack => ({
    kind,
    send(server) {
      const signed = signature(at(server), { method: 'POST', body: body(server), ...changes });
      return server.send(at(server), { method: 'POST', body: body(server), headers: { ...signed, ...headers } });
    },
    expect,
  });
  const raw = (kind: string, text: string, expect: Attack['expect'], type = 'application/json'): Attack => ({
    kind,
    send: (server) =>
      server.send(at(server), {
        method: 'POST',
        body: text,
        headers: { ...signature(at(server), { method: 'POST', body: text }), 'Content-Type': type },
      }),
    expect,
  });
  return [
    {
      kind: 'unsigned',
      send: (server) =>
        server.send(at(server), { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }),
      expect: is(401),
    },
    post('forged: another secret', { secret: 'guessed' }),
    post('stale: six minutes old', { agedMs: 6 * MINUTE }),
    post('future: six minutes ahead', { agedMs: -6 * MINUTE }),
    post(pretender.kind, {}, pretender.expect),
    {
      kind: 'wrong account: signed for ours, sent to theirs',
      send(server) {
        const signed = signature(at(server), { method: 'POST', body: body(server) });
        const theirs = at(server).replace(String(server.ours), String(server.theirs));
        return server.send(theirs, { method: 'POST', body: body(server), headers: signed });
      },
      expect: is(401),
    },
    {
      kind: 'reordered JSON: same meaning, other bytes',
      send(server) {
        const signed = signature(at(server), { method: 'POST', body: body(server) });
        const other = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body(server))).reverse()));
        return server.send(at(server), { method: 'POST', body: other, headers: signed });
      },
      expect: is(401),
    },
    raw('oversized: two megabytes', `{"x":"${'x'.repeat(2_000_000)}"}`, is(413)),
    raw('wrong type: text/plain', '{}', is(415), 'text/plain'),
    raw('wrong type: signed, but no JSON', '[{', (got) => got.status === 400 || problem('bad-request')(got)),
  ];
}
