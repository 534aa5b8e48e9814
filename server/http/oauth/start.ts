import { createHash } from 'node:crypto';
import type { OAuthClient } from '../../hubspot/oauth-client.ts';
import type { Secret } from '../../ops/secret.ts';
import type { PageRoute } from '../route.ts';
import { ATTEMPT_SECONDS, newAttempt, OAUTH_COOKIE, sealAttempt } from './oauth-cookie.ts';

export interface OAuthStartOptions {
  readonly oauth: OAuthClient;
  readonly clientSecret: Secret;
  readonly publicBaseUrl: string;
  readonly now: () => number;
}

/** Sends an administrator's browser to HubSpot to grant access. */
export function oauthStartRoute({ oauth, clientSecret, publicBaseUrl, now }: OAuthStartOptions): PageRoute {
  return {
    access: 'page',
    method: 'get',
    path: '/oauth/start',
    async handle(_request, response) {
      const attempt = newAttempt(now());
      response.cookie(OAUTH_COOKIE, sealAttempt(attempt, clientSecret.reveal()), {
        httpOnly: true,
        // Lax: the cookie has to come along when HubSpot sends the browser back.
        sameSite: 'lax',
        secure: publicBaseUrl.startsWith('https:'),
        path: '/oauth',
        maxAge: ATTEMPT_SECONDS * 1000,
        encode: String,
      });
      const challenge = createHash('sha256').update(attempt.verifier).digest('base64url');
      response.set('Cache-Control', 'no-store').redirect(302, oauth.authorizeUrl({ state: attempt.state, challenge }));
    },
  };
}
