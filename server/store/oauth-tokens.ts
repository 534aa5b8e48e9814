import { askPortalOnce, type Database, type PortalTx, withPortal } from './db.ts';
import type { SealedToken, TokenCipher } from './token-cipher.ts';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Epoch milliseconds, by our clock. */
  readonly obtainedMs: number;
  readonly expiresMs: number;
}

export interface StoredTokens extends TokenPair {
  /** Rises with every new pair. */
  readonly version: number;
  /** The key that sealed them. */
  readonly keyId: string;
}

interface TokenRow {
  key_id: string;
  access_token: Buffer;
  refresh_token: Buffer;
  obtained_ms: number;
  expires_ms: number;
  version: number;
}

/** Puts down the tokens of an installation, replacing those of an earlier one. */
export async function saveTokens(tx: PortalTx, cipher: TokenCipher, pair: TokenPair): Promise<void> {
  const { access, refresh } = sealPair(cipher, tx.portalId, pair);
  await tx.query(
    `insert into oauth_tokens as t (portal_id, key_id, access_token, refresh_token, obtained_ms, expires_ms)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (portal_id) do update set key_id = excluded.key_id, access_token = excluded.access_token,
       refresh_token = excluded.refresh_token, obtained_ms = excluded.obtained_ms, expires_ms = excluded.expires_ms,
       version = t.version + 1, lease_until_ms = null`,
    [tx.portalId, access.keyId, access.bytes, refresh.bytes, pair.obtainedMs, pair.expiresMs],
  );
}

/** Null when the account was never connected. */
export async function readTokens(db: Database, cipher: TokenCipher, portalId: number): Promise<StoredTokens | null> {
  // Asked before every call to HubSpot.
  const [row] = await askPortalOnce<TokenRow>(
    db,
    portalId,
    (id) =>
      `select key_id, access_token, refresh_token, obtained_ms, expires_ms, version from oauth_tokens where portal_id = ${id}`,
    [portalId],
  );
  if (row === undefined) return null;
  const open = (bytes: Buffer, kind: string) => cipher.open({ keyId: row.key_id, bytes }, purpose(portalId, kind));
  return {
    accessToken: open(row.access_token, 'access'),
    refreshToken: open(row.refresh_token, 'refresh'),
    obtainedMs: row.obtained_ms,
    expiresMs: row.expires_ms,
    version: row.version,
    keyId: row.key_id,
  };
}

/** Seals the same pair with the current key; false when a newer pair has come meanwhile. */
export async function resealTokens(tx: PortalTx, cipher: TokenCipher, pair: StoredTokens): Promise<boolean> {
  const { access, refresh } = sealPair(cipher, tx.portalId, pair);
  const { rowCount } = await tx.query(
    'update oauth_tokens set key_id = $3, access_token = $4, refresh_token = $5 where portal_id = $1 and version = $2',
    [tx.portalId, pair.version, access.keyId, access.bytes, refresh.bytes],
  );
  return rowCount === 1;
}

/**
 * Asks to be the one that refreshes pair number `version`. A lease instead of a lock: no transaction stays open while
 * HubSpot answers, and a process that dies holds up the others for no longer than the lease.
 */
export function leaseRefresh(
  db: Database,
  portalId: number,
  { version, nowMs, leaseMs }: { version: number; nowMs: number; leaseMs: number },
): Promise<boolean> {
  return withPortal(db, portalId, async (tx) => {
    const { rowCount } = await tx.query(
      `update oauth_tokens set lease_until_ms = $3
       where portal_id = $1 and version = $2 and (lease_until_ms is null or lease_until_ms <= $4)`,
      [portalId, version, nowMs + leaseMs, nowMs],
    );
    return rowCount === 1;
  });
}

/** Forgets the tokens of an account that left. */
export async function dropTokens(tx: PortalTx): Promise<void> {
  await tx.query('delete from oauth_tokens where portal_id = $1', [tx.portalId]);
}

/** Lets others try again at once after a refresh that failed. */
export async function endLease(db: Database, portalId: number, version: number): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('update oauth_tokens set lease_until_ms = null where portal_id = $1 and version = $2', [
      portalId,
      version,
    ]),
  );
}

function sealPair(
  cipher: TokenCipher,
  portalId: number,
  pair: TokenPair,
): { access: SealedToken; refresh: SealedToken } {
  return {
    access: cipher.seal(pair.accessToken, purpose(portalId, 'access')),
    refresh: cipher.seal(pair.refreshToken, purpose(portalId, 'refresh')),
  };
}

function purpose(portalId: number, kind: string): string {
  return `${portalId}:${kind}`;
}
