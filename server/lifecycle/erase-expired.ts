import type { Logger } from '../ops/logger.ts';
import type { Database } from '../store/db.ts';
import { erasePortal, portalsGoneBefore } from '../store/erase-portal.ts';

const DAY_MS = 86_400_000;

/** Erases accounts whose connection has been over for the retention time. Answers which. */
export async function eraseExpired(
  { db, retentionDays, log }: { db: Database; retentionDays: number; log: Logger },
  nowMs: number,
): Promise<number[]> {
  const expired = await portalsGoneBefore(db, nowMs - retentionDays * DAY_MS);
  for (const portal of expired) {
    const rows = await erasePortal(db, portal);
    log.info({ portal, tables: Object.keys(rows).length }, 'account.erased');
  }
  return expired;
}
