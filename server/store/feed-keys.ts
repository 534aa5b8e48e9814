import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Database, withPortal } from './db.ts';

export interface FeedKey {
  readonly id: number;
  readonly label: string;
  readonly createdMs: number;
  readonly createdBy: string | null;
  readonly lastUsedMs: number | null;
  readonly revokedMs: number | null;
}

const PREFIX = 'ppf';
const SECRET_BYTES = 32;
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Makes a key. The text is answered this once; of it only a hash is kept. */
export async function createFeedKey(
  db: Database,
  portalId: number,
  { label, createdBy, nowMs }: { label: string; createdBy: string | null; nowMs: number },
): Promise<{ readonly id: number; readonly key: string }> {
  const key = `${PREFIX}_${portalId}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<{ id: number }>(
      'insert into feed_keys (portal_id, key_hash, label, created_ms, created_by) values ($1, $2, $3, $4, $5) returning id',
      [portalId, hashOf(key), label, nowMs, createdBy],
    ),
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the key could not be stored');
  return { id, key };
}

/** Keys of an account, the newest first. */
export async function readFeedKeys(db: Database, portalId: number): Promise<FeedKey[]> {
  const { rows } = await withPortal(db, portalId, (tx) =>
    tx.query<FeedKey>(
      `select id, label, created_ms as "createdMs", created_by as "createdBy", last_used_ms as "lastUsedMs",
         revoked_ms as "revokedMs"
       from feed_keys where portal_id = $1 order by id desc`,
      [portalId],
    ),
  );
  return rows;
}

/** False when the account has no such key that is still valid. */
export async function revokeFeedKey(db: Database, portalId: number, id: number, nowMs: number): Promise<boolean> {
  const { rowCount } = await withPortal(db, portalId, (tx) =>
    tx.query('update feed_keys set revoked_ms = $3 where portal_id = $1 and id = $2 and revoked_ms is null', [
      portalId,
      id,
      nowMs,
    ]),
  );
  return rowCount > 0;
}

/** Whose key it is; null for anything that is no valid key. The account is part of the key, so one account is looked at. */
export async function verifyFeedKey(
  db: Database,
  key: string,
  nowMs: number,
): Promise<{ readonly portalId: number; readonly keyId: number } | null> {
  const match = /^ppf_([1-9]\d{0,15})_[\w-]{43}$/.exec(key);
  const portalId = Number(match?.[1]);
  if (!match || !Number.isSafeInteger(portalId)) return null;
  const given = hashOf(key);
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ id: number; hash: Buffer }>(
      'select id, key_hash as hash from feed_keys where portal_id = $1 and key_hash = $2 and revoked_ms is null',
      [portalId, given],
    );
    const found = rows.find(({ hash }) => timingSafeEqual(hash, given));
    if (!found) return null;
    await tx.query('update feed_keys set last_used_ms = $3 where portal_id = $1 and id = $2', [
      portalId,
      found.id,
      nowMs,
    ]);
    return { portalId, keyId: found.id };
  });
}
