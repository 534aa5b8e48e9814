import { readFileSync } from 'node:fs';
import type { Database } from '../../server/store/db.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that each of these processes has used so far; one that /proc does not know is absent. */
export function cpuSeconds(pids: readonly number[]): Map<number, number> {
  return new Map(
    pids.flatMap((pid): [number, number][] => {
      const stat = statOf(pid);
      if (stat === null) return [];
      // Behind the name in brackets: the third field is the state, the 14th and 15th the time in user and kernel mode.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [[pid, (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND]];
    }),
  );
}

/** What was used between two looks, by processes that lived through both and by those that began between them. */
export function cpuBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, used]) => sum + used - (before.get(pid) ?? 0), 0);
}

/** The processes of the server that a database is on. */
export async function serverPids(db: Database): Promise<number[]> {
  const { rows } = await db.pool.query<{ pid: number }>('select pid from pg_stat_activity');
  return rows.map(({ pid }) => pid);
}

function statOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
}
