import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { bigWorld } from '../../test/stand-in/big-world.ts';
import {
  type ConnectedAccount,
  connect,
  connectedAccount,
  hubSpotOf,
  patientClock,
} from '../../test/support/connected-account.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotRejected, HubSpotUnavailable } from '../ops/errors.ts';
import { readTokens } from '../store/oauth-tokens.ts';
import { readPortal } from '../store/portals.ts';
import { AppCredentialsError } from './oauth-client.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const database = testDatabase();
const WORLD = bigWorld({ companies: 20, deals: 20, partners: 5, seed: 1 });
const MINUTE = 60_000;

describe('the door to HubSpot', () => {
  let account: ConnectedAccount;
  const door = () => account.hubspot.door.account(account.portalId);
  const requests = (path: string) => account.standIn.journal.entries().filter((entry) => entry.path.includes(path));
  const failTimes = (times: number, answer: object) => account.standIn.faults.add([{ when: '* /*', times, answer }]);

  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD });
  });
  afterEach(() => account.close());

  it.each([
    ['a lock', { status: 423 }],
    ['a moment of overload', { status: 503 }],
    ['a gateway that gave up, in HTML', { status: 502, body: '<html>no</html>' }],
    ['a connection that broke', { drop: true }],
    ['an answer cut in half', { truncate: true }],
  ])('tries again after %s', async (_name, answer) => {
    failTimes(2, answer);
    const one = door();
    await expect(one.accountInfo()).resolves.toMatchObject({ currency: 'USD' });
    expect(one.calls.other).toBe(3);
  });

  it.each([
    ['HubSpotBusy, for a record that stays locked', { status: 423 }, HubSpotBusy],
    ['HubSpotBusy, while the account moves between data centres', { status: 477 }, HubSpotBusy],
    ['HubSpotUnavailable, when nothing helps', { status: 503 }, HubSpotUnavailable],
    ['HubSpotUnavailable, when no answer comes', { drop: true }, HubSpotUnavailable],
    ['HubSpotRejected, for a request that is wrong', { status: 400 }, HubSpotRejected],
    ['HubSpotRejected, for a missing scope', { status: 403 }, HubSpotRejected],
  ])('gives up with %s', async (_name, answer, kind) => {
    failTimes(20, answer);
    await expect(door().accountInfo()).rejects.toBeInstanceOf(kind);
  });

  it('does not wait for an answer longer than the settings say', async () => {
    failTimes(1, { hang: true });
    const one = door();
    await expect(one.accountInfo()).resolves.toMatchObject({ currency: 'USD' });
    expect(one.calls.other).toBe(2);
  });

  it('holds back an account that HubSpot limits, and asks again after the pause', async () => {
    failTimes(1, { status: 429 });
    const before = account.clock.now();
    await door().accountInfo();
    expect(account.clock.now() - before).toBeGreaterThanOrEqual(900);
    expect(requests('account-info').map(({ status }) => status)).toEqual([429, 200]);
  });

  it('gives its worker back when the allowance of the day is used up', async () => {
    failTimes(1, { status: 429, body: { errorType: 'RATE_LIMIT', policyName: 'DAILY' } });
    await expect(door().accountInfo()).rejects.toMatchObject({ name: 'HubSpotBusy', retryAfterMs: 3_600_000 });
  });

  it('says of a missing record in a batch that it is missing, and reads the others', async () => {
    const read = await door().batchRead('companies', ['1', '999999'], { properties: ['name'] });
    expect(read.records.map(({ id }) => id)).toEqual(['1']);
    expect(read.missing).toEqual(['999999']);
  });

  it('keeps tokens, addresses of people and bodies out of its errors', async () => {
    failTimes(1, { status: 400, body: { message: 'jane@example.com is no number', category: 'VALIDATION_ERROR' } });
    const error: unknown = await door()
      .accountInfo()
      .catch((thrown: unknown) => thrown);
    const token = await readTokens(database.db, account.hubspot.cipher, account.portalId);
    const text = `${String(error)} ${JSON.stringify(error)}`;
    expect(text).toContain('VALIDATION_ERROR');
    expect(text).not.toContain('jane@example.com');
    expect(text).not.toContain(token?.accessToken);
  });

  it('reports refused values as an answer, so that the writer can find the record that caused it', async () => {
    const outcome = await door().batchUpdate('companies', [{ id: '1', properties: { no_such_property: 'x' } }]);
    expect(outcome).toMatchObject({ kind: 'rejected', failure: { category: 'VALIDATION_ERROR' } });
  });

  it('creates a property once, and hands over what is there when somebody else was first', async () => {
    const definition = {
      name: 'partner_pulse_test',
      label: 'Test',
      description: '',
      groupName: 'partner_pulse',
      type: 'number',
      fieldType: 'number',
    } as const;
    await door().createPropertyGroup('companies', { name: 'partner_pulse', label: 'Partner Pulse' });
    expect((await door().createProperty('companies', definition)).created).toBe(true);
    const again = await door().createProperty('companies', { ...definition, label: 'Other' });
    expect(again).toMatchObject({ created: false, item: { label: 'Test' } });
  });
});

describe('the rate budget of an account', () => {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD, standIn: { limits: true } });
  });
  afterEach(() => account.close());

  const ask = (times: number) =>
    Promise.all(Array.from({ length: times }, () => account.hubspot.door.account(account.portalId).accountInfo()));

  it('is read from HubSpot’s headers', async () => {
    await ask(1);
    const { rows } = await database.db.pool.query(
      "select limit_calls, window_ms, reserved from rate_limits where portal_id = $1 and class = 'general'",
      [account.portalId],
    );
    expect(rows).toEqual([{ limit_calls: 110, window_ms: 10_000, reserved: 1 }]);
  });

  it('shrinks while others use the same limit, so that neither they nor we meet a 429', async () => {
    const tokens = await readTokens(database.db, account.hubspot.cipher, account.portalId);
    const headers = { authorization: `Bearer ${tokens?.accessToken}` };
    const other = () => fetch(`${account.standIn.url}/account-info/2026-09/details`, { headers });
    for (let call = 0; call < 105; call++) expect((await other()).status).toBe(200);
    const before = account.clock.now();
    for (let call = 0; call < 20; call++) await ask(1);
    // Of the calls we leave to others most were gone: they come back when the window of 10 s has passed.
    expect(account.clock.now() - before).toBeGreaterThan(5_000);
    const statuses = account.standIn.journal.entries().map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toEqual([]);
  });
});

describe('tokens', () => {
  let account: ConnectedAccount;
  const tokenRequests = () => account.standIn.journal.counts().oauth;
  const ask = () => account.hubspot.door.account(account.portalId).accountInfo();

  beforeEach(async () => {
    account = await connectedAccount({ db: database.db, world: WORLD, standIn: { rotateRefreshTokens: true } });
  });
  afterEach(() => account.close());

  it('are refreshed at four fifths of their life, before HubSpot refuses them', async () => {
    account.clock.advance(23 * MINUTE);
    await ask();
    expect(tokenRequests()).toBe(0);
    account.clock.advance(2 * MINUTE);
    await ask();
    expect(tokenRequests()).toBe(1);
    expect(account.standIn.journal.entries().every(({ status }) => status === 200)).toBe(true);
  });

  it('are refreshed once for all who need one, in this process and in others', async () => {
    account.clock.advance(29 * MINUTE);
    const otherProcess = hubSpotOf(database.db, account.standIn, patientClock(account.clock));
    const others = [1, 2, 3].map(() => otherProcess.door.account(account.portalId).accountInfo());
    await Promise.all([ask(), ask(), ask(), ...others]);
    expect(tokenRequests()).toBe(1);
  });

  it('that HubSpot refuses early are refreshed and the call is repeated', async () => {
    account.standIn.faults.add([{ when: 'GET /account-info/*', answer: { status: 401 } }]);
    await expect(ask()).resolves.toBeDefined();
    expect(tokenRequests()).toBe(1);
  });

  it('that stay refused disconnect the account', async () => {
    account.standIn.faults.add([{ when: 'GET /account-info/*', times: 5, answer: { status: 401 } }]);
    await expect(ask()).rejects.toBeInstanceOf(HubSpotReconnectNeeded);
    expect((await readPortal(database.db, account.portalId)).status).toBe('disconnected');
    expect(account.standIn.journal.counts().other).toBe(2);
  });

  it('of an account that removed the app disconnect it; installing again connects it and keeps its records', async () => {
    await account.sync();
    account.standIn.act({ do: 'uninstall', clientId: 'test-client' });
    account.clock.advance(31 * MINUTE);
    await expect(ask()).rejects.toBeInstanceOf(HubSpotReconnectNeeded);
    await expect(account.sync()).rejects.toBeInstanceOf(HubSpotReconnectNeeded);
    expect(await readPortal(database.db, account.portalId)).toMatchObject({ status: 'disconnected' });
    await connect(database.db, account.hubspot);
    account.standIn.journal.clear();
    expect(await account.sync()).toMatchObject({ mode: 'incremental', calls: { list: 0 } });
  });

  it('cannot be refreshed with a wrong client secret, which is our fault and leaves the account connected', async () => {
    account.clock.advance(31 * MINUTE);
    const misconfigured = hubSpotOf(database.db, account.standIn, patientClock(account.clock), {
      clientSecret: 'wrong',
    });
    const attempt = misconfigured.door.account(account.portalId).accountInfo();
    await expect(attempt).rejects.toThrow('HUBSPOT_CLIENT_SECRET');
    await expect(attempt).rejects.toBeInstanceOf(AppCredentialsError);
    expect((await readPortal(database.db, account.portalId)).status).toBe('connected');
    await expect(ask()).resolves.toBeDefined();
  });

  it('still serve until they expire when the token endpoint is down', async () => {
    account.clock.advance(26 * MINUTE);
    account.standIn.faults.add([{ when: 'POST /oauth/*', times: 50, answer: { status: 503 } }]);
    await expect(ask()).resolves.toBeDefined();
  });

  it('that HubSpot is too busy to refresh (429) leave the account connected, and are asked for after the pause it names', async () => {
    account.clock.advance(31 * MINUTE);
    account.standIn.faults.add([{ when: 'POST /oauth/*', answer: { status: 429, headers: { 'Retry-After': '7' } } }]);
    await expect(ask()).rejects.toMatchObject({ name: 'HubSpotBusy', retryAfterMs: 7000 });
    expect((await readPortal(database.db, account.portalId)).status).toBe('connected');
    await expect(ask()).resolves.toBeDefined();
  });

  it('are nowhere in the database in plain text', async () => {
    const { rows } = await database.db.pool.query<{ all: string }>(
      "select encode(access_token, 'escape') || encode(refresh_token, 'escape') as all from oauth_tokens where portal_id = $1",
      [account.portalId],
    );
    const stored = await readTokens(database.db, account.hubspot.cipher, account.portalId);
    expect(stored?.refreshToken.length).toBeGreaterThan(8);
    expect(rows[0]?.all).not.toContain(stored?.refreshToken);
    expect(rows[0]?.all).not.toContain(stored?.accessToken);
  });
});
