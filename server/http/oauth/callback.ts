import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Grant, OAuthClient } from '../../hubspot/oauth-client.ts';
import { HubSpotReconnectNeeded, HubSpotRejected, PublicError } from '../../ops/errors.ts';
import type { Secret } from '../../ops/secret.ts';
import { type Database, withPortal } from '../../store/db.ts';
import { saveTokens } from '../../store/oauth-tokens.ts';
import { connectPortal } from '../../store/portals.ts';
import type { TokenCipher } from '../../store/token-cipher.ts';
import type { PageRoute } from '../route.ts';
import { OAUTH_COOKIE, openAttempt, readCookie } from './oauth-cookie.ts';

export interface OAuthCallbackOptions {
  /** Where HubSpot was told to send browsers back to. */
  readonly path: string;
  readonly db: Database;
  readonly oauth: OAuthClient;
  readonly cipher: TokenCipher;
  readonly clientSecret: Secret;
  readonly now: () => number;
  /** Called once the account is stored: asks for its first pass. */
  readonly onConnected: (portalId: number) => Promise<void>;
}

/** HubSpot sends the browser back here with a code, which is exchanged for tokens; the account is then connected. */
export function oauthCallbackRoute(options: OAuthCallbackOptions): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: options.path,
    async handle(request, response) {
      const verifier = verifierOf(request, options);
      // The attempt is used up, whatever comes of it.
      response.clearCookie(OAUTH_COOKIE, { path: '/oauth' });
      const grant = await exchange(options.oauth, single(request.query.code), verifier);
      await storeGrant(options, grant);
      await options.onConnected(grant.portalId);
      response
        .set('Cache-Control', 'no-store')
        .type('text/plain')
        .send(`Partner Pulse is connected to HubSpot account ${grant.portalId}. The first sync has begun.\n`);
    },
  };
}

/** Checks that this browser began this attempt, and answers its PKCE verifier. */
function verifierOf(request: Request, { clientSecret, now }: OAuthCallbackOptions): string {
  const cookie = readCookie(request.headers.cookie, OAUTH_COOKIE);
  const attempt = cookie === null ? null : openAttempt(cookie, clientSecret.reveal(), now());
  if (attempt === null || !isEqual(single(request.query.state), attempt.state)) {
    throw new PublicError('oauth_state_invalid');
  }
  if (single(request.query.error) !== '') throw new PublicError('oauth_denied');
  return attempt.verifier;
}

async function exchange(oauth: OAuthClient, code: string, verifier: string): Promise<Grant> {
  if (code === '') throw new PublicError('oauth_denied');
  try {
    return await oauth.exchangeCode(code, verifier);
  } catch (cause) {
    // A code works once and for a minute: used or stale codes are refused like revoked grants.
    const isStale = cause instanceof HubSpotReconnectNeeded || cause instanceof HubSpotRejected;
    throw isStale ? new PublicError('oauth_state_invalid', 'HubSpot refused the code', { cause }) : cause;
  }
}

/** Account and tokens together: a crash leaves either the old connection or the new one. */
async function storeGrant({ db, cipher, now }: OAuthCallbackOptions, grant: Grant): Promise<void> {
  const obtainedMs = now();
  await withPortal(db, grant.portalId, async (tx) => {
    await connectPortal(tx, { userId: grant.userId, scopes: grant.scopes });
    await saveTokens(tx, cipher, {
      accessToken: grant.accessToken,
      refreshToken: grant.refreshToken,
      obtainedMs,
      expiresMs: obtainedMs + grant.expiresInMs,
    });
  });
}

/** A query parameter given once; empty otherwise. */
function single(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
