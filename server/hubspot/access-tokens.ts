import { HubSpotBusy, HubSpotReconnectNeeded, HubSpotUnavailable } from '../ops/errors.ts';
import { type Database, withPortal } from '../store/db.ts';
import { endLease, leaseRefresh, readTokens, type StoredTokens, saveTokens } from '../store/oauth-tokens.ts';
import { markDisconnected } from '../store/portals.ts';
import type { TokenCipher } from '../store/token-cipher.ts';
import type { Clock } from './clock.ts';
import { AppCredentialsError, type OAuthClient } from './oauth-client.ts';

export interface AccessTokens {
  /** A token good for at least a fifth of its life; refreshed before it is needed, once for all processes. */
  current(portalId: number): Promise<string>;
  /** After a 401: a token other than the refused one. */
  replace(portalId: number, refused: string): Promise<string>;
  /** Asks HubSpot for new tokens whatever the old ones are good for: true, and marked so, when the grant is over. */
  isOver(portalId: number): Promise<boolean>;
  /** HubSpot refuses even a new token: the account has to connect again. */
  giveUp(portalId: number, reason: string, refused: string): Promise<void>;
}

export interface AccessTokensOptions {
  readonly db: Database;
  readonly cipher: TokenCipher;
  readonly oauth: OAuthClient;
  readonly clock: Clock;
}

/** A token is replaced at this share of its life: HubSpot asks to go by expiry, not to wait for a 401. */
const REFRESH_AT = 0.8;
/** Longer than the transport waits for the token endpoint. */
const LEASE_MS = 120_000;
const POLL_MS = 250;

export function createAccessTokens({ db, cipher, oauth, clock }: AccessTokensOptions): AccessTokens {
  // Within one process a single refresh serves all who wait; the lease in the database does the same between processes.
  const running = new Map<number, Promise<string>>();

  function refreshOnce(portalId: number, isOld: (stored: StoredTokens) => boolean): Promise<string> {
    const known = running.get(portalId);
    if (known !== undefined) return known;
    const work = refreshWhile(portalId, isOld).finally(() => running.delete(portalId));
    running.set(portalId, work);
    return work;
  }

  /** Not abortable: others may wait for the same refresh, and HubSpot may have changed the refresh token already. */
  async function refreshWhile(portalId: number, isOld: (stored: StoredTokens) => boolean): Promise<string> {
    for (;;) {
      const stored = await mustRead(portalId);
      if (!isOld(stored)) return stored.accessToken;
      const { version } = stored;
      if (await leaseRefresh(db, portalId, { version, nowMs: clock.now(), leaseMs: LEASE_MS })) {
        return refreshNow(portalId, stored);
      }
      await clock.sleep(POLL_MS);
    }
  }

  async function refreshNow(portalId: number, stored: StoredTokens): Promise<string> {
    try {
      const obtainedMs = clock.now();
      const grant = await oauth.refresh(stored.refreshToken);
      const pair = { ...grant, obtainedMs, expiresMs: obtainedMs + grant.expiresInMs };
      await withPortal(db, portalId, (tx) => saveTokens(tx, cipher, pair));
      return grant.accessToken;
    } catch (error) {
      if (error instanceof HubSpotReconnectNeeded) {
        const { version: tokenVersion } = stored;
        await markDisconnected(db, portalId, { reason: error.message, nowMs: clock.now(), tokenVersion });
      }
      await endLease(db, portalId, stored.version);
      throw error;
    }
  }

  async function mustRead(portalId: number): Promise<StoredTokens> {
    const stored = await readTokens(db, cipher, portalId);
    if (stored !== null) return stored;
    throw new HubSpotReconnectNeeded(`Account ${portalId} was never connected. Install the app in it.`);
  }

  return {
    async current(portalId) {
      const stored = await mustRead(portalId);
      const isOld = ({ obtainedMs, expiresMs }: StoredTokens) =>
        clock.now() >= obtainedMs + REFRESH_AT * (expiresMs - obtainedMs);
      if (!isOld(stored)) return stored.accessToken;
      try {
        return await refreshOnce(portalId, isOld);
      } catch (error) {
        // HubSpot's token endpoint is having a bad moment, or our own credentials are wrong: the old token still works
        // until it expires.
        const passing =
          error instanceof HubSpotUnavailable || error instanceof HubSpotBusy || error instanceof AppCredentialsError;
        if (passing && clock.now() < stored.expiresMs) return stored.accessToken;
        throw error;
      }
    },
    replace: (portalId, refused) => refreshOnce(portalId, ({ accessToken }) => accessToken === refused),
    async isOver(portalId) {
      const { accessToken: known } = await mustRead(portalId);
      try {
        await refreshOnce(portalId, ({ accessToken }) => accessToken === known);
        return false;
      } catch (error) {
        if (error instanceof HubSpotReconnectNeeded) return true;
        throw error;
      }
    },
    async giveUp(portalId, reason, refused) {
      const stored = await readTokens(db, cipher, portalId);
      // Somebody installed the app again while we asked: that connection is not to blame.
      if (stored?.accessToken !== refused) return;
      await markDisconnected(db, portalId, { reason, nowMs: clock.now(), tokenVersion: stored.version });
    },
  };
}
