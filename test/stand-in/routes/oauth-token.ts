import { createHash } from 'node:crypto';
import { appIdOf, type Core } from '../core.ts';
import type { Reply } from '../http/reply.ts';
import type { Call, Route } from '../http/router.ts';
import type { AppConfig } from '../options.ts';
import { ACCESS_TOKEN_SECONDS, type Challenge, type Grant } from '../tokens.ts';

/** An error of the token endpoints: RFC 6749 names with HubSpot's own beside them. hubspot-api.md 1.3 */
const failed = (status: number, error: string, hubspotStatus: string, message: string): Reply => ({
  status,
  body: { error, error_description: message, status: hubspotStatus, message },
});

const badGrant = (hubspotStatus: string, message: string): Reply =>
  failed(400, 'invalid_grant', hubspotStatus, message);

/** The app that a form's client id and secret prove, or the error to answer. */
function clientOf(core: Core, form: URLSearchParams): AppConfig | Reply {
  const app = core.apps.get(form.get('client_id') ?? '');
  if (!app) return failed(401, 'invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  if (form.get('client_secret') === app.clientSecret) return app;
  return failed(401, 'invalid_client', 'BAD_CLIENT_SECRET', 'missing or wrong client secret');
}

const isReply = (value: AppConfig | Reply): value is Reply => 'status' in value;

function tokens(core: Core, grant: Grant, refreshToken: string): Reply {
  return {
    status: 200,
    body: {
      access_token: core.tokens.addAccess(grant, core.clock.now()),
      refresh_token: refreshToken,
      expires_in: ACCESS_TOKEN_SECONDS,
      token_type: 'bearer',
      token_use: 'access_token',
      hub_id: grant.hubId,
      scopes: grant.scopes ?? [],
      user_id: grant.userId,
    },
  };
}

function proves(challenge: Challenge, verifier: string | null): boolean {
  if (verifier === null) return false;
  const answer = challenge.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return answer === challenge.value;
}

function fromCode(core: Core, app: AppConfig, form: URLSearchParams): Reply {
  const code = core.tokens.takeCode(form.get('code') ?? '', core.clock.now());
  if (!code || code.grant.clientId !== app.clientId) {
    return badGrant('BAD_AUTH_CODE', 'missing or unknown auth code');
  }
  if (form.get('redirect_uri') !== code.redirectUri) {
    return badGrant('MISMATCH_REDIRECT_URI_AUTH_CODE', 'the redirect URI is not the one of the authorization');
  }
  if (code.challenge && !proves(code.challenge, form.get('code_verifier'))) {
    return badGrant('BAD_CODE_VERIFIER', 'missing or wrong code verifier');
  }
  return tokens(core, code.grant, core.tokens.addRefresh(code.grant));
}

function fromRefresh(core: Core, app: AppConfig, form: URLSearchParams): Reply {
  const token = form.get('refresh_token') ?? '';
  const grant = core.tokens.refreshGrant(token);
  if (!grant || grant.clientId !== app.clientId) {
    return badGrant('BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
  }
  if (!core.accounts.has(grant.hubId)) return badGrant('BAD_HUB', 'the account does not exist');
  if (!core.rotateRefreshTokens) return tokens(core, grant, token);
  core.tokens.dropRefresh(token);
  return tokens(core, grant, core.tokens.addRefresh(grant));
}

function fromClient(core: Core, app: AppConfig, form: URLSearchParams): Reply {
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const access = core.tokens.addAppAccess(app.clientId, scopes, core.clock.now());
  const body = {
    access_token: access,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'bearer',
    token_use: 'access_token',
    scopes,
  };
  return { status: 200, body };
}

function token(core: Core, call: Call): Reply {
  const form = new URLSearchParams(call.raw);
  const app = clientOf(core, form);
  if (isReply(app)) return app;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return fromCode(core, app, form);
    case 'refresh_token':
      return fromRefresh(core, app, form);
    case 'client_credentials':
      return fromClient(core, app, form);
    default:
      return failed(400, 'unsupported_grant_type', 'BAD_GRANT_TYPE', 'unknown grant_type');
  }
}

function introspect(core: Core, call: Call): Reply {
  const form = new URLSearchParams(call.raw);
  const app = clientOf(core, form);
  if (isReply(app)) return app;
  const text = form.get('token') ?? '';
  const access = core.tokens.access(text);
  const live = access && access.expiresAt > core.clock.now() ? access.grant : null;
  const grant = live ?? core.tokens.refreshGrant(text);
  if (!grant || grant.clientId !== app.clientId) return { status: 200, body: { active: false } };
  const { hubId, userId, scopes } = grant;
  const account = core.accounts.get(hubId);
  return {
    status: 200,
    body: {
      active: true,
      token_use: live ? 'access_token' : 'refresh_token',
      token_type: 'bearer',
      client_id: app.clientId,
      app_id: appIdOf(app),
      hub_id: hubId,
      hub_domain: `${account?.name ?? hubId}.example.com`,
      user_id: userId,
      user: 'admin@example.com',
      scopes: scopes ?? [],
    },
  };
}

/** Ends a refresh token; access tokens that were made with it go on until they expire. hubspot-platform.md 5 */
function revoke(core: Core, call: Call): Reply {
  const form = new URLSearchParams(call.raw);
  const app = clientOf(core, form);
  if (isReply(app)) return app;
  const text = form.get('token') ?? '';
  if (core.tokens.refreshGrant(text)?.clientId === app.clientId) core.tokens.dropRefresh(text);
  return { status: 200, body: {} };
}

export const tokenRoutes = (core: Core): readonly Route[] => {
  const route = (tail: string, handle: (core: Core, call: Call) => Reply): Route => ({
    method: 'POST',
    path: `/oauth/:version/token${tail}`,
    class: 'oauth',
    open: true,
    handle: (call) => handle(core, call),
  });
  return [route('', token), route('/introspect', introspect), route('/revoke', revoke)];
};
