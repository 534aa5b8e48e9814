import { readFileSync } from 'node:fs';
import type { Database } from '../../server/store/db.ts';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that these processes have used so far, one that ended counting nothing; null where no /proc tells. */
export function cpuSeconds(pids: readonly number[]): number | null {
  let ticks = 0;
  let isKnown = false;
  for (const pid of pids) {
    const stat = statOf(pid);
    if (stat === null) continue;
    // Behind the name in brackets: the third field is the state, the 14th and 15th the time in user and kernel mode.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
    isKnown = true;
  }
  return isKnown ? ticks / TICKS_PER_SECOND : null;
}

/** The processes of the server that a database is on; null members of other machines are left out by `cpuSeconds`. */
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
