import { type Attack, EVIL, is } from './attack.ts';
import { type AttackedServer, type Got, PUBLIC } from './attacked-server.ts';

/** On the two pages that anybody's browser may open. */
export function oauthAttacks(): Record<string, Attack[]> {
  const start = '/oauth/start';
  const callback = '/oauth/callback';
  const begin = async (server: AttackedServer) => {
    const got = await server.send(start);
    const [cookie = ''] = (got.headers['set-cookie'] ?? [])[0]?.split(';') ?? [];
    return { cookie, state: new URL(got.headers.location ?? '').searchParams.get('state') ?? '' };
  };
  const goesHome = (got: Got) => {
    const to = new URL(got.headers.location ?? EVIL);
    return (
      got.status === 302 &&
      to.pathname.endsWith('/oauth/authorize') &&
      (to.searchParams.get('redirect_uri') ?? '').startsWith(PUBLIC)
    );
  };
  return {
    [`GET ${start}`]: [
      {
        kind: 'open redirect: asks to be sent elsewhere',
        send: (server) => server.send(`${start}?redirect_uri=${EVIL}&returnUrl=${EVIL}&next=//evil.example`),
        expect: goesHome,
      },
      {
        kind: 'header tricks: Host and X-Forwarded-Host of an attacker',
        send: (server) => server.send(start, { headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' } }),
        expect: goesHome,
      },
      {
        kind: 'state fixation: brings a cookie and a state of its own',
        async send(server) {
          const theirs = await begin(server);
          return server.send(`${start}?state=${theirs.state}`, { headers: { Cookie: theirs.cookie } });
        },
        expect: (got) => goesHome(got) && (got.headers['set-cookie'] ?? []).length === 1,
      },
      {
        kind: 'flood: a hundred from one address',
        async send(server) {
          let last: Got | undefined;
          for (let n = 0; n < 100; n++)
            last = await server.send(start, { headers: { 'X-Forwarded-For': '198.51.100.1' } });
          return last ?? { status: 0, headers: {}, text: '' };
        },
        expect: is(429),
      },
    ],
    [`GET ${callback}`]: [
      {
        kind: 'state fixation: an attacker’s address opened in a victim’s browser',
        async send(server) {
          const attacker = await begin(server);
          return server.send(`${callback}?code=stolen&state=${attacker.state}`);
        },
        expect: is(400),
      },
      {
        kind: 'state fixation: the victim has begun an attempt of their own',
        async send(server) {
          const [attacker, victim] = [await begin(server), await begin(server)];
          return server.send(`${callback}?code=stolen&state=${attacker.state}`, { headers: { Cookie: victim.cookie } });
        },
        expect: is(400),
      },
      {
        kind: 'forged cookie',
        send: (server) =>
          server.send(`${callback}?code=x&state=y`, {
            headers: { Cookie: 'partner_pulse_oauth=eyJzdGF0ZSI6InkifQ.AAAA' },
          }),
        expect: is(400),
      },
      {
        kind: 'wrong type: state given twice',
        async send(server) {
          const { cookie, state } = await begin(server);
          return server.send(`${callback}?code=x&state=${state}&state=${state}`, { headers: { Cookie: cookie } });
        },
        expect: is(400),
      },
      {
        kind: 'replayed: a code that HubSpot does not know',
        async send(server) {
          const { cookie, state } = await begin(server);
          return server.send(`${callback}?code=used-before&state=${state}`, { headers: { Cookie: cookie } });
        },
        expect: is(400),
      },
      {
        kind: 'oversized: a cookie of 20,000 characters',
        send: (server) =>
          server.send(`${callback}?code=x`, { headers: { Cookie: `partner_pulse_oauth=${'x'.repeat(20_000)}` } }),
        expect: is(400, 431),
      },
    ],
  };
}
