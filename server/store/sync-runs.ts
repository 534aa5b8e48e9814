import type { CallCounts } from '../hubspot/call-counts.ts';
import { type Database, withPortal } from './db.ts';

export interface SyncRunResult {
  readonly finishedAt: Date;
  readonly counts: Readonly<Record<string, number>>;
  readonly calls: CallCounts;
  /** Null when it went well. */
  readonly error: string | null;
}

/** Notes that a run has begun, and answers its number. */
export function startSyncRun(db: Database, portalId: number, run: { kind: string; startedAt: Date }): Promise<number> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      'insert into sync_runs (portal_id, kind, started_at) values ($1, $2, $3) returning id',
      [portalId, run.kind, run.startedAt],
    );
    if (rows[0] === undefined) throw new Error('sync run could not be noted');
    return rows[0].id;
  });
}

/** Notes how it ended. A run without an end was killed. */
export async function finishSyncRun(
  db: Database,
  portalId: number,
  id: number,
  { finishedAt, counts, calls, error }: SyncRunResult,
): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query(
      `update sync_runs set finished_at = $3, counts = $4, calls = $5, error = $6 where portal_id = $1 and id = $2`,
      [portalId, id, finishedAt, JSON.stringify(counts), JSON.stringify(calls), error],
    ),
  );
}

/** When the last run of one of these kinds ended well; null when none did. */
export function lastRunAt(db: Database, portalId: number, kinds: readonly string[]): Promise<Date | null> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ at: Date | null }>(
      `select max(finished_at) as at from sync_runs where portal_id = $1 and kind = any($2) and error is null`,
      [portalId, kinds],
    );
    return rows[0]?.at ?? null;
  });
}
