import type { Core } from './core.ts';

export interface TokenRequest {
  /** The first account when left out. */
  readonly hubId?: number | undefined;
  /** Every scope when left out. */
  readonly scopes?: readonly string[] | undefined;
  /** A year when left out, as tokens of private apps do not run out. */
  readonly expiresInSeconds?: number | undefined;
}

const YEAR_SECONDS = 365 * 86_400;

/** An access token without the OAuth round, as a private app has it. @throws when the account does not exist */
export function issueToken(core: Core, { hubId, scopes, expiresInSeconds = YEAR_SECONDS }: TokenRequest = {}): string {
  const account = hubId === undefined ? [...core.accounts.values()][0] : core.accounts.get(hubId);
  if (!account) throw new Error(`The stand-in has no account ${hubId ?? ''}`);
  const grant = { hubId: account.hubId, appId: 1, clientId: 'private-app', userId: 1, scopes: scopes ?? null };
  return core.tokens.addAccess(grant, core.clock.now(), expiresInSeconds);
}
