import { type Database, withPortal } from '../../server/store/db.ts';
import { DemoError } from './data-folder.ts';
import type { LogLine } from './server-programs.ts';

export interface PassSeconds {
  readonly sync: number;
  readonly compute: number;
  readonly write: number;
}

/** Follows the first pass over the account through the worker's log. */
export interface FirstPass {
  see(line: LogLine): void;
  /** Resolves when the pass is complete, rejects when the worker gives up. */
  readonly done: Promise<PassSeconds>;
  /** The same of the pass after those that were complete when it was asked. */
  next(): Promise<PassSeconds>;
  /** `sync`, `compute` or `write`: what it does now. */
  stage(): keyof PassSeconds;
}

export function followFirstPass(portalId: number): FirstPass {
  const first = Promise.withResolvers<PassSeconds>();
  let waiting = first;
  first.promise.catch(() => {});
  const at = new Map<string, number>();
  return {
    done: first.promise,
    next() {
      waiting = Promise.withResolvers<PassSeconds>();
      return waiting.promise;
    },
    stage: () => (at.has('compute.done') ? 'write' : at.has('sync.done') ? 'compute' : 'sync'),
    see(line) {
      if (line.msg === 'job.ended') waiting.reject(new DemoError(`The worker gave up: ${reasonOf(line)}`));
      if (line.portal !== portalId) return;
      // A long backfill is several slices: the first begin and the last end count.
      if (line.msg !== 'pass.begun' || !at.has('pass.begun')) at.set(line.msg, Date.parse(line.time));
      if (line.msg === 'pass.done') waiting.resolve(secondsOf(at));
    },
  };
}

function secondsOf(at: ReadonlyMap<string, number>): PassSeconds {
  const time = (event: string, otherwise: number) => at.get(event) ?? otherwise;
  const begun = time('pass.begun', 0);
  const synced = time('sync.done', begun);
  const computed = time('compute.done', synced);
  const written = time('pass.done', computed);
  return { sync: (synced - begun) / 1_000, compute: (computed - synced) / 1_000, write: (written - computed) / 1_000 };
}

function reasonOf({ err }: LogLine): string {
  const hasMessage = typeof err === 'object' && err !== null && 'message' in err;
  return hasMessage ? String(err.message) : 'see .data/logs/worker.log';
}

/** What the first pass has stored so far, in a few words. */
export async function passDetail(db: Database, portalId: number, stage: keyof PassSeconds): Promise<string> {
  if (stage === 'compute') return 'computing today and the last twelve months';
  return stage === 'sync'
    ? `reading ${await countRecords(db, portalId)}`
    : `writing: ${await countLeft(db, portalId)} left`;
}

async function countRecords(db: Database, portalId: number): Promise<string> {
  const counts = await recordCounts(db, portalId);
  const words = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
  return words.join(', ') || 'the account';
}

/** Records that exist, by type. */
export function recordCounts(db: Database, portalId: number): Promise<Record<string, number>> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ type: string; count: number }>(
      'select type, count(*) as count from records where portal_id = $1 and deleted_ms is null group by type order by type',
      [portalId],
    );
    return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
  });
}

function countLeft(db: Database, portalId: number): Promise<number> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ count: number }>(
      "select count(*) as count from property_writes where portal_id = $1 and pending <> '{}'",
      [portalId],
    );
    return rows[0]?.count ?? 0;
  });
}
