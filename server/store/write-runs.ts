import type { Values } from '../../app/plans/property-plan.ts';
import type { PortalTx } from './db.ts';

export interface WriteRun {
  readonly run: number;
  readonly startedMs: number;
  /** Null while it runs or when it was cut off. */
  readonly finishedMs: number | null;
  readonly undoneMs: number | null;
}

/** The last run of the account's write-back; null before the first. */
export async function lastWriteRun(tx: PortalTx): Promise<WriteRun | null> {
  const { rows } = await tx.query<WriteRun>(
    `select run, started_ms as "startedMs", finished_ms as "finishedMs", undone_ms as "undoneMs"
     from write_runs where portal_id = $1 order by run desc limit 1`,
    [tx.portalId],
  );
  return rows[0] ?? null;
}

/** Begins a run, or goes on in one that was cut off. What an earlier run changed can no longer be undone. */
export async function beginWriteRun(tx: PortalTx, nowMs: number): Promise<number> {
  const last = await lastWriteRun(tx);
  if (last !== null && last.finishedMs === null) return last.run;
  await tx.query('delete from write_runs where portal_id = $1', [tx.portalId]);
  const { rows } = await tx.query<{ run: number }>(
    'insert into write_runs (portal_id, started_ms) values ($1, $2) returning run',
    [tx.portalId, nowMs],
  );
  if (rows[0] === undefined) throw new Error('a write run could not be noted');
  return rows[0].run;
}

export async function finishWriteRun(tx: PortalTx, run: number, nowMs: number): Promise<void> {
  await tx.query('update write_runs set finished_ms = $3 where portal_id = $1 and run = $2', [tx.portalId, run, nowMs]);
}

export async function noteUndone(tx: PortalTx, run: number, nowMs: number): Promise<void> {
  await tx.query('update write_runs set undone_ms = $3 where portal_id = $1 and run = $2', [tx.portalId, run, nowMs]);
}

export interface WriteChange {
  readonly id: string;
  readonly previous: Values;
}

/** Records of a run whose values were not put back yet. */
export async function changesToUndo(
  tx: PortalTx,
  run: number,
  type: 'companies' | 'deals',
  limit: number,
): Promise<WriteChange[]> {
  const { rows } = await tx.query<WriteChange>(
    `select object_id as id, previous from write_changes
      where portal_id = $1 and run = $2 and object_type = $3 and not is_undone order by object_id limit $4`,
    [tx.portalId, run, type, limit],
  );
  return rows;
}

export async function markUndone(
  tx: PortalTx,
  run: number,
  type: 'companies' | 'deals',
  ids: readonly string[],
): Promise<void> {
  await tx.query(
    `update write_changes set is_undone = true
      where portal_id = $1 and run = $2 and object_type = $3 and object_id = any ($4)`,
    [tx.portalId, run, type, ids],
  );
}

/** Puts write-back on hold; nothing is sent until it is resumed. Plans go on, so that a preview shows them. */
export async function pauseWrites(tx: PortalTx, nowMs: number): Promise<void> {
  await tx.query('update portals set writes_paused_ms = coalesce(writes_paused_ms, $2) where portal_id = $1', [
    tx.portalId,
    nowMs,
  ]);
}

export async function resumeWrites(tx: PortalTx): Promise<void> {
  await tx.query('update portals set writes_paused_ms = null where portal_id = $1', [tx.portalId]);
}

/** Since when write-back is on hold, epoch milliseconds; null while it runs. */
export async function writesPausedSince(tx: PortalTx): Promise<number | null> {
  const { rows } = await tx.query<{ at: number | null }>(
    'select writes_paused_ms as at from portals where portal_id = $1',
    [tx.portalId],
  );
  return rows[0]?.at ?? null;
}
