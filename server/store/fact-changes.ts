/** What changed of an account's records since somebody looked; triggers write it down with whatever changes them. */
import { type Database, type PortalTx, withPortal } from './db.ts';

/** More than this at once, and reading the account is as quick. */
const MOST_DEALS = 2000;

export interface FactChanges {
  /** Give it to the next look. */
  readonly mark: string;
  /** Deals that changed since the last look; null where companies, people or settings of deals did, or too much. */
  readonly deals: readonly string[] | null;
  /** Mail, calls, tickets and the like changed as well. */
  readonly extras: boolean;
}

/** @param since the mark of the look before; null when nothing is remembered of it, which answers `deals` null */
export function readFactChanges(db: Database, portalId: number, since: string | null): Promise<FactChanges> {
  return withPortal(db, portalId, async (tx) => {
    // First, and of the oldest transaction that still runs: what it writes is looked for next time, seen already or not.
    const now = await tx.query<{ mark: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as mark');
    const mark = now.rows[0]?.mark ?? '0';
    if (since === null) return { mark, deals: null, extras: false };
    const { rows } = await tx.query<{ kind: string; id: string }>(
      `select kind, id from fact_changes where portal_id = $1 and seen >= $2::text::xid8
       group by kind, id order by kind = 'deals', id limit ${MOST_DEALS + 2}`,
      [portalId, since],
    );
    const deals = rows.filter(({ kind }) => kind === 'deals').map(({ id }) => id);
    const extras = rows.some(({ kind }) => kind === 'extras');
    const isFew = deals.length <= MOST_DEALS && rows.length === deals.length + (extras ? 1 : 0);
    return { mark, deals: isFew ? deals : null, extras };
  });
}

/** Nothing is remembered for longer than a day, since another day is another computation. */
export async function forgetOldChanges(tx: PortalTx): Promise<void> {
  await tx.query("delete from fact_changes where portal_id = $1 and at < now() - interval '2 days'", [tx.portalId]);
}
