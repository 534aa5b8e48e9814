import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotUnavailable } from '../ops/errors.ts';
import type { Secret } from '../ops/secret.ts';
import { apiPaths } from './api-paths.ts';
import { rejection } from './next-step.ts';
import { parseAnswer } from './parse-answer.ts';
import type { HttpAnswer, Transport } from './transport.ts';
import { parseErrorBody } from './wire/errors.ts';
import { tokenAnswer } from './wire/oauth.ts';

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly authorizeUrl: string;
  /** Null: the dated path below the API's base URL. */
  readonly tokenUrl: string | null;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
}

export interface Grant {
  readonly portalId: number;
  readonly userId: string | null;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInMs: number;
}

export interface OAuthClient {
  /** Where the installer's browser goes. `challenge` is the SHA-256 of the PKCE verifier, base64url. */
  authorizeUrl(options: { state: string; challenge: string }): string;
  exchangeCode(code: string, verifier: string): Promise<Grant>;
  /** Throws HubSpotReconnectNeeded when HubSpot says that this grant is over. */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<Grant>;
}

/** Our client id or secret is wrong. The account is not to blame and stays connected. */
export class AppCredentialsError extends Error {
  constructor() {
    super(
      'HubSpot does not accept our own credentials (invalid_client): check HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET ' +
        "against the app's Auth tab in HubSpot. Accounts stay connected and go on once they are right.",
    );
    this.name = 'AppCredentialsError';
  }
}

export function createOAuthClient(transport: Transport, options: OAuthOptions): OAuthClient {
  async function requestGrant(form: Record<string, string>, signal?: AbortSignal): Promise<Grant> {
    const answer = await transport({
      method: 'POST',
      path: apiPaths.token,
      ...(options.tokenUrl === null ? {} : { url: options.tokenUrl }),
      form: {
        ...form,
        client_id: options.clientId,
        client_secret: options.clientSecret.reveal(),
        redirect_uri: options.redirectUri,
      },
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status >= 300) throw tokenFailure(answer);
    const parsed = parseAnswer(tokenAnswer, answer.body, `POST ${apiPaths.token}`);
    return {
      portalId: parsed.hub_id,
      userId: parsed.user_id === undefined ? null : String(parsed.user_id),
      scopes: parsed.scopes ?? [],
      accessToken: parsed.access_token,
      refreshToken: parsed.refresh_token,
      expiresInMs: parsed.expires_in * 1000,
    };
  }

  return {
    authorizeUrl({ state, challenge }) {
      const query: Record<string, string> = {
        client_id: options.clientId,
        redirect_uri: options.redirectUri,
        scope: options.scopes.join(' '),
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      };
      if (options.optionalScopes.length > 0) query.optional_scope = options.optionalScopes.join(' ');
      // HubSpot wants blanks between scopes as %20, not as +.
      return `${options.authorizeUrl}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`;
    },
    exchangeCode: (code, verifier) => requestGrant({ grant_type: 'authorization_code', code, code_verifier: verifier }),
    refresh: (refreshToken, signal) =>
      requestGrant({ grant_type: 'refresh_token', refresh_token: refreshToken }, signal),
  };
}

const BUSY_WAIT_MS = 10_000;
/** Answers that mean the account ended the grant or is gone itself. */
const GRANT_OVER = new Set(['invalid_grant', 'access_denied', 'BAD_REFRESH_TOKEN', 'BAD_HUB']);

function tokenFailure(answer: HttpAnswer): Error {
  const { error, status } = parseErrorBody(answer.body);
  const where = `POST ${apiPaths.token}`;
  if (answer.status === 429) {
    const retryAfterMs = answer.retryAfterMs ?? BUSY_WAIT_MS;
    return new HubSpotBusy(`HubSpot limits token requests (429, ${where}).`, { retryAfterMs });
  }
  if (answer.status >= 500) return new HubSpotUnavailable(`HubSpot answered ${answer.status} to ${where}.`);
  if (error === 'invalid_client' || answer.status === 401) return new AppCredentialsError();
  if (GRANT_OVER.has(error ?? '') || GRANT_OVER.has(status ?? '')) {
    return new HubSpotReconnectNeeded(
      'HubSpot ended the grant of this account. A super admin has to install the app again.',
    );
  }
  return rejection(answer, where);
}
