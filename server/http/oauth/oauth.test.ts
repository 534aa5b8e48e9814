import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { bigWorld } from '../../../test/stand-in/big-world.ts';
import { createStandIn, type ManualClock, manualClock, type StandIn } from '../../../test/stand-in/index.ts';
import { hubSpotOf, patientClock, TEST_APP } from '../../../test/support/connected-account.ts';
import { type Listening, listen } from '../../../test/support/listen.ts';
import { testDatabase } from '../../../test/support/postgres.ts';
import { OAUTH_CALLBACK_PATH } from '../../hubspot/open-hubspot.ts';
import { PublicError } from '../../ops/errors.ts';
import { Secret } from '../../ops/secret.ts';
import { readTokens } from '../../store/oauth-tokens.ts';
import { findPortal } from '../../store/portals.ts';
import { oauthCallbackRoute } from './callback.ts';
import { oauthStartRoute } from './start.ts';

const database = testDatabase();
const PUBLIC = 'http://pulse.test';
const HUB = 777_001;

describe('installing the app', () => {
  let clock: ManualClock;
  let standIn: StandIn;
  let web: Listening;
  let connected: number[];
  let cipher: ReturnType<typeof hubSpotOf>['cipher'];

  beforeEach(async () => {
    clock = manualClock('2026-06-01T09:00:00Z');
    standIn = await createStandIn({
      accounts: [{ world: bigWorld({ companies: 2, deals: 2, partners: 1 }), hubId: HUB }],
      apps: [TEST_APP],
      autoApprove: true,
      clock,
    });
    const hubspot = hubSpotOf(database.db, standIn, patientClock(clock));
    cipher = hubspot.cipher;
    connected = [];
    const shared = {
      ...hubspot,
      db: database.db,
      clientSecret: new Secret(TEST_APP.clientSecret),
      now: () => clock.now(),
    };
    const routes = [
      oauthStartRoute({ ...shared, publicBaseUrl: PUBLIC }),
      oauthCallbackRoute({
        ...shared,
        path: OAUTH_CALLBACK_PATH,
        onConnected: async (portalId) => void connected.push(portalId),
      }),
    ];
    const app = express();
    for (const { path, handle } of routes) {
      app.get(path, (request, response, next) => {
        handle(request, response).catch((error: unknown) => {
          if (error instanceof PublicError) response.status(400).send(error.code);
          else next(error);
        });
      });
    }
    web = await listen(app);
    await database.db.pool.query('delete from portals');
  });
  afterEach(async () => {
    await web.close();
    await standIn.close();
  });

  /** Opens the start page; answers the cookie and where the browser is sent. */
  async function begin() {
    const response = await fetch(`${web.url}/oauth/start`, { redirect: 'manual' });
    const cookie = response.headers.get('set-cookie') ?? '';
    return { cookie, sent: cookie.split(';')[0] ?? '', location: response.headers.get('location') ?? '' };
  }
  /** HubSpot's page agrees and sends the browser back: the address on our own server. */
  async function grant(location: string) {
    const response = await fetch(location, { redirect: 'manual' });
    return (response.headers.get('location') ?? '').replace(PUBLIC, web.url);
  }
  const comeBack = (address: string, cookie: string) => fetch(address, { headers: { cookie } });

  it('connects the account, stores its tokens and asks for the first sync', async () => {
    const { sent, location, cookie } = await begin();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const response = await comeBack(await grant(location), sent);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(String(HUB));
    expect(await findPortal(database.db, HUB)).toMatchObject({
      status: 'connected',
      scopes: [...TEST_APP.requiredScopes, ...TEST_APP.optionalScopes],
    });
    expect((await readTokens(database.db, cipher, HUB))?.accessToken).toBeTruthy();
    expect(connected).toEqual([HUB]);
  });

  it.each([
    ['another browser', async () => ''],
    ['a browser with somebody else’s attempt', async () => (await begin()).sent],
    ['a forged cookie', async () => 'partner_pulse_oauth=eyJzdGF0ZSI6IngifQ.AAAA'],
  ])('is refused for %s', async (_name, cookie) => {
    const { location } = await begin();
    const response = await comeBack(await grant(location), await cookie());
    expect(await response.text()).toBe('oauth_state_invalid');
    expect(await findPortal(database.db, HUB)).toBeNull();
  });

  it('is refused when the administrator took longer than ten minutes', async () => {
    const { sent, location } = await begin();
    const address = await grant(location);
    clock.advance(11 * 60_000);
    expect(await (await comeBack(address, sent)).text()).toBe('oauth_state_invalid');
  });

  it('is refused for a code that was used before', async () => {
    const { sent, location } = await begin();
    const address = await grant(location);
    await comeBack(address, sent);
    expect(await (await comeBack(address, sent)).text()).toBe('oauth_state_invalid');
    expect(connected).toHaveLength(1);
  });

  it('ends without an account when the administrator declines', async () => {
    const { sent, location } = await begin();
    const state = new URL(location).searchParams.get('state');
    const response = await comeBack(`${web.url}/oauth/callback?error=access_denied&state=${state}`, sent);
    expect(await response.text()).toBe('oauth_denied');
  });
});
