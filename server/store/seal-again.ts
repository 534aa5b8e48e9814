import { acrossPortals, type Database, withPortal } from './db.ts';
import { readTokens, resealTokens } from './oauth-tokens.ts';
import type { TokenCipher } from './token-cipher.ts';

export interface SealedAgain {
  readonly accounts: number;
  /** Tokens that were sealed with another key than the first of TOKEN_KEYS. */
  readonly sealed: number;
}

/**
 * Seals every stored token with the first key of the ring, so that the keys behind it can leave. Runs beside a working
 * server: a pair that is refreshed meanwhile is sealed with the first key anyhow. Throws when a key is missing.
 */
export async function sealTokensAgain(db: Database, cipher: TokenCipher): Promise<SealedAgain> {
  const portals = await acrossPortals(db, async (tx) => {
    const { rows } = await tx.query<{ portal_id: number }>('select portal_id from portals order by portal_id');
    return rows.map(({ portal_id }) => portal_id);
  });
  let sealed = 0;
  for (const portalId of portals) {
    const stored = await readTokens(db, cipher, portalId);
    if (stored === null || stored.keyId === cipher.currentKeyId) continue;
    if (await withPortal(db, portalId, (tx) => resealTokens(tx, cipher, stored))) sealed += 1;
  }
  return { accounts: portals.length, sealed };
}
