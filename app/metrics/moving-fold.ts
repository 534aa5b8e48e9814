/**
 * One fold of one subject, moved forward through dates: each row is added once when it comes into reach and removed
 * once when it leaves, so the cost grows with rows plus dates and not with their product.
 */
import type { TableName, TableRow, Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import { type Excluded, exclusionOf, type Fold, spanInReach } from './fold.ts';
import type { BoundFold } from './interpret.ts';

interface Entry {
  readonly row: number;
  readonly enter: Day;
  readonly leave: Day;
  readonly amount: number;
  readonly reason: string | undefined;
}

export interface MovingFold {
  /** Moves to a date not before the last one and answers the fold's value there, valid until the next call. */
  moveTo(asOf: Day): object;
}

const NOTHING: Excluded = {};

export function movingFold(fold: Fold, tables: Tables, subject: number, fiscalYearStartMonth: number): MovingFold {
  const entries = entriesOf(fold, tables, subject, fiscalYearStartMonth);
  const leaving = entries.toSorted((a, b) => a.leave - b.leave);
  const table = tables[fold.from];
  let entered = 0;
  let left = 0;
  let count = 0;
  let sum = 0;
  let excluded: Excluded = NOTHING;

  const apply = ({ reason, amount }: Entry, sign: 1 | -1) => {
    if (reason === undefined) {
      count += sign;
      sum += sign * amount;
      return;
    }
    const { [reason]: now = 0, ...others } = excluded;
    excluded = now + sign > 0 ? { ...others, [reason]: now + sign } : others;
  };

  return {
    moveTo(asOf) {
      for (let next = entries[entered]; next && next.enter <= asOf; next = entries[++entered]) apply(next, 1);
      for (let next = leaving[left]; next && next.leave <= asOf; next = leaving[++left]) apply(next, -1);
      const counts = { count, excluded };
      if (fold.take === 'count') return counts;
      if (fold.take === 'sum') return { ...counts, sum };
      const inReach = (entry: Entry) => entry.leave > asOf && entry.reason === undefined;
      const upTo = entered;
      const each = (read: (row: object) => void) => {
        for (let i = 0; i < upTo; i++) {
          const entry = entries[i];
          if (entry && inReach(entry)) read(table.at(entry.row));
        }
      };
      return {
        ...counts,
        each,
        map: <T>(read: (row: object) => T) => {
          const all: T[] = [];
          each((row) => all.push(read(row)));
          return all;
        },
      };
    },
  };
}

/** The rows that are ever in reach, by the date they come into it. */
function entriesOf(fold: Fold, tables: Tables, subject: number, fiscalYearStartMonth: number): Entry[] {
  const bound = fold as BoundFold;
  const table = tables[fold.from];
  const entries: Entry[] = [];
  for (let i = table.starts[subject] ?? 0; i < (table.starts[subject + 1] ?? 0); i++) {
    const row = table.at(i) as TableRow<TableName>;
    if (bound.where && !bound.where(row)) continue;
    const { enter, leave } = spanInReach(bound, row, fiscalYearStartMonth);
    if (enter >= leave) continue;
    const reason = exclusionOf(bound, row);
    entries.push({ row: i, enter, leave, amount: reason === undefined && bound.of ? bound.of(row) : 0, reason });
  }
  return entries.sort((a, b) => a.enter - b.enter);
}
