import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { at, textAt } from '../contract/client.ts';
import { app, type Running, smallWorld, start } from './fixture.ts';
import type { StandInOptions } from './options.ts';

const TOKEN = '/oauth/2026-09/token';
const [redirect_uri = ''] = app.redirectUris;
const client = { client_id: app.clientId, client_secret: app.clientSecret };

describe('installing an app', () => {
  let running: Running;
  afterEach(() => running.standIn.close());
  const open = async (options: Partial<StandInOptions> = {}) => {
    running = await start(options);
  };
  const authorize = async (more: Record<string, string> = {}, portal = '') => {
    const query = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri,
      scope: app.requiredScopes.join(' '),
      state: 'state-1',
      ...more,
    });
    const path = portal === '' ? '/oauth/authorize' : `/oauth/${portal}/authorize`;
    const response = await fetch(`${running.standIn.url}${path}?${query}`, { redirect: 'manual' });
    const target = response.headers.get('location');
    return { status: response.status, target: target === null ? null : new URL(target), text: await response.text() };
  };
  const code = async (more: Record<string, string> = {}, portal = '') => {
    const { target } = await authorize(more, portal);
    return target?.searchParams.get('code') ?? '';
  };
  const exchange = (fields: Record<string, string>) => running.form(TOKEN, { ...client, ...fields });
  const install = async (more: Record<string, string> = {}, portal = '') =>
    (await exchange({ grant_type: 'authorization_code', redirect_uri, code: await code(more, portal) })).body;
  const refresh = (token: string) => exchange({ grant_type: 'refresh_token', refresh_token: token });
  const deals = (token: string) => running.as(token).get('/crm/objects/2026-09/deals');

  it('sends code and state back, and gives tokens for the code with what the documentation names', async () => {
    await open();
    const { status, target } = await authorize();
    expect([status, target?.searchParams.get('state')]).toEqual([302, 'state-1']);
    const body = await install();
    expect(body).toMatchObject({
      expires_in: 1800,
      token_type: 'bearer',
      hub_id: running.standIn.hubIds[0],
      scopes: app.requiredScopes,
    });
    expect(textAt(body, 'access_token').length).toBeGreaterThan(512);
    expect((await deals(textAt(body, 'access_token'))).status).toBe(200);
  });

  it('refuses an install address whose scopes are not exactly the required ones', async () => {
    await open();
    expect((await authorize({ scope: 'oauth crm.objects.deals.read' })).status).toBe(400);
    const surplus = await authorize({ scope: `${app.requiredScopes.join(' ')} tickets` });
    expect([surplus.status, surplus.text.includes('tickets')]).toEqual([400, true]);
    expect((await authorize({ redirect_uri: 'http://elsewhere.example' })).status).toBe(400);
  });

  it('grants optional scopes only where the account has them', async () => {
    await open({ accounts: [{ world: smallWorld, unavailableScopes: ['tickets'] }] });
    const body = await install({ optional_scope: 'tickets crm.objects.contacts.read' });
    expect(at(body, 'scopes')).toEqual([...app.requiredScopes, 'crm.objects.contacts.read']);
  });

  it('takes a code once, only with its redirect address, and for ten minutes', async () => {
    await open();
    const once = await code();
    const fields = { grant_type: 'authorization_code', redirect_uri, code: once };
    expect((await exchange(fields)).status).toBe(200);
    expect(at((await exchange(fields)).body, 'status')).toBe('BAD_AUTH_CODE');
    const other = { grant_type: 'authorization_code', redirect_uri: 'http://x.example', code: await code() };
    expect((await exchange(other)).status).toBe(400);
    const late = await code();
    running.clock.advance(600_001);
    expect((await exchange({ ...fields, code: late })).status).toBe(400);
  });

  it('asks for the verifier of a code challenge', async () => {
    await open();
    const code_challenge = createHash('sha256').update('verifier-1').digest('base64url');
    const challenge = { code_challenge, code_challenge_method: 'S256' };
    const fields = { grant_type: 'authorization_code', redirect_uri };
    expect((await exchange({ ...fields, code: await code(challenge) })).status).toBe(400);
    expect((await exchange({ ...fields, code: await code(challenge), code_verifier: 'wrong' })).status).toBe(400);
    expect((await exchange({ ...fields, code: await code(challenge), code_verifier: 'verifier-1' })).status).toBe(200);
  });

  it('ends an access token after thirty minutes, and a refresh gives a new one', async () => {
    await open();
    const body = await install();
    running.clock.advance(1_800_000);
    const expired = await deals(textAt(body, 'access_token'));
    expect([expired.status, at(expired.body, 'category')]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
    const again = await refresh(textAt(body, 'refresh_token'));
    expect(at(again.body, 'refresh_token')).toBe(at(body, 'refresh_token'));
    expect((await deals(textAt(again.body, 'access_token'))).status).toBe(200);
  });

  it('ends the old refresh token with every refresh where rotation is on', async () => {
    await open({ rotateRefreshTokens: true });
    const first = textAt(await install(), 'refresh_token');
    const second = textAt((await refresh(first)).body, 'refresh_token');
    expect(second).not.toBe(first);
    expect(at((await refresh(first)).body, 'status')).toBe('BAD_REFRESH_TOKEN');
    expect((await refresh(second)).status).toBe(200);
  });

  it('tells a wrong secret of the app from a dead refresh token', async () => {
    await open();
    const wrong = await running.form(TOKEN, { ...client, client_secret: 'wrong', grant_type: 'refresh_token' });
    expect([wrong.status, at(wrong.body, 'error')]).toEqual([401, 'invalid_client']);
    const dead = await refresh('never issued');
    expect(dead.status).toBe(400);
    expect(dead.body).toMatchObject({ error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' });
    expect(at((await exchange({ grant_type: 'password' })).body, 'error')).toBe('unsupported_grant_type');
  });

  it('keeps issued access tokens alive when the refresh token is revoked', async () => {
    await open();
    const body = await install();
    const token = textAt(body, 'refresh_token');
    expect((await running.form(`${TOKEN}/revoke`, { ...client, token })).status).toBe(200);
    expect((await refresh(token)).status).toBe(400);
    expect((await deals(textAt(body, 'access_token'))).status).toBe(200);
  });

  it('says what a token may do, and that an unknown one is not active', async () => {
    await open();
    const token = textAt(await install(), 'access_token');
    const known = await running.form(`${TOKEN}/introspect`, { ...client, token });
    expect(known.body).toMatchObject({ active: true, hub_id: running.standIn.hubIds[0], app_id: 77 });
    const unknown = await running.form(`${TOKEN}/introspect`, { ...client, token: 'unknown' });
    expect(unknown.body).toEqual({ active: false });
  });

  it('ends everything with an uninstall, by the app or by a person', async () => {
    await open();
    const byApp = await install();
    const access = textAt(byApp, 'access_token');
    expect((await running.as(access).delete('/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await deals(access)).status).toBe(401);
    expect((await refresh(textAt(byApp, 'refresh_token'))).status).toBe(400);
    const byPerson = await install();
    running.standIn.act({ do: 'uninstall', clientId: app.clientId });
    expect(at((await refresh(textAt(byPerson, 'refresh_token'))).body, 'status')).toBe('BAD_REFRESH_TOKEN');
  });

  it('installs into the account the address names, and its tokens see only that one', async () => {
    await open({
      accounts: [
        { world: smallWorld, hubId: 101 },
        { world: { ...smallWorld, deals: [], dealHistory: [], associations: [] }, hubId: 102 },
      ],
    });
    const body = await install({}, '102');
    expect(at(body, 'hub_id')).toBe(102);
    expect(at((await deals(textAt(body, 'access_token'))).body, 'results')).toEqual([]);
    expect((await authorize({}, '999')).status).toBe(400);
  });

  it('gives an app a token of its own that opens no account', async () => {
    await open();
    const { status, body } = await exchange({
      grant_type: 'client_credentials',
      scope: 'developer.webhooks_journal.read',
    });
    expect([status, at(body, 'refresh_token')]).toEqual([200, undefined]);
    expect((await deals(textAt(body, 'access_token'))).status).toBe(401);
  });

  it('shows a page to agree on where it is not approved by itself; refusing leads back with the reason', async () => {
    await open({ autoApprove: false });
    const page = await authorize();
    expect([page.status, page.text.includes('crm.objects.deals.read')]).toEqual([200, true]);
    const answer = (decision: string) =>
      fetch(`${running.standIn.url}/oauth/authorize`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({
          client_id: app.clientId,
          redirect_uri,
          scope: app.requiredScopes.join(' '),
          state: 's',
          decision,
        }),
      });
    expect((await answer('deny')).headers.get('location')).toContain('error=access_denied');
    expect((await answer('allow')).headers.get('location')).toContain('code=');
  });
});
