import type { Column } from '../kit/table.ts';
import { TABLE_NAMES, type TableName, type Tables } from './tables.ts';

/** Columns that say where in a list of the account something stands: it may move while the partner's fact stays. */
const PLACES: Readonly<Partial<Record<TableName, readonly string[]>>> = { findings: ['finding'] };

/**
 * Partners whose rows are not the same in both, for facts of the same partners whose deals, customers and other lists
 * stand in the same order.
 */
export function partnersThatDiffer(before: Tables, now: Tables, partners: number): Set<number> {
  const found = new Set<number>();
  for (const name of TABLE_NAMES) {
    const [a, b] = [columnsOf(before, name), columnsOf(now, name)];
    const [from, to] = [before[name].starts, now[name].starts];
    for (let partner = 0; partner < partners; partner++) {
      if (found.has(partner)) continue;
      const [start, end] = [from[partner] ?? 0, from[partner + 1] ?? 0];
      const [nowStart, nowEnd] = [to[partner] ?? 0, to[partner + 1] ?? 0];
      const isSame =
        end - start === nowEnd - nowStart &&
        a.every((column, at) => isEqual(column.subarray(start, end), b[at]?.subarray(nowStart, nowEnd)));
      if (!isSame) found.add(partner);
    }
  }
  return found;
}

const columnsOf = (tables: Tables, name: TableName): Column[] =>
  Object.entries<Column>(tables[name].columns).flatMap(([column, values]) =>
    PLACES[name]?.includes(column) ? [] : [values],
  );

function isEqual(a: Column, b: Column | undefined): boolean {
  if (b === undefined || a.length !== b.length) return false;
  // An unknown number is the same as itself here.
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at], b[at])) return false;
  return true;
}
