import type { Request } from 'express';
import { FEED_KINDS, type FeedKind } from '../../../app/feeds/feeds.ts';
import { PublicError } from '../../ops/errors.ts';
import type { Database } from '../../store/db.ts';
import { verifyFeedKey } from '../../store/feed-keys.ts';

export interface FeedCaller {
  readonly portalId: number;
  readonly keyId: number;
}

/** The account whose key came as `Authorization: Bearer`. Nothing else in the request says whose data it is. */
export async function feedCaller(request: Request, db: Database, nowMs: number): Promise<FeedCaller> {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const caller = key === undefined ? null : await verifyFeedKey(db, key, nowMs);
  if (caller === null) throw new PublicError('feed_key_invalid');
  return caller;
}

export function feedKind(request: Request): FeedKind {
  const kind = FEED_KINDS.find((name) => name === request.params.kind);
  if (kind === undefined) throw new PublicError('feed_unknown');
  return kind;
}

export function uploadId(request: Request): number {
  const id = Number(request.params.upload);
  if (!Number.isSafeInteger(id) || id <= 0) throw new PublicError('not_found');
  return id;
}
