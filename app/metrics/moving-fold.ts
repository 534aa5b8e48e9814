/**
 * One fold of one subject, moved forward through dates: each row is added once when it comes into reach and removed
 * once when it leaves, so the cost grows with rows plus dates and not with their product.
 */
import type { TableName, TableRow, Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import { anchorOf, type Excluded, exclusionOf, type Fold, spanInReach } from './fold.ts';
import type { BoundFold } from './interpret.ts';

interface Entry {
  readonly row: number;
  readonly enter: Day;
  readonly leave: Day;
  readonly anchor: Day;
  readonly amount: number;
  readonly reason: string | undefined;
}

export interface MovingFold {
  /** Moves to a date not before the last one and answers the fold's value there. Earlier answers stay valid. */
  moveTo(asOf: Day): object;
}

const NOTHING: Excluded = {};

/** @param dates those that it will be moved to, ascending: rows in reach at none of them are not kept */
export function movingFold(
  fold: Fold,
  tables: Tables,
  subject: number,
  fiscalYearStartMonth: number,
  dates: readonly Day[],
): MovingFold {
  const [first = 0, last = first] = [dates[0], dates.at(-1)];
  const entries = entriesOf(fold, tables, subject, fiscalYearStartMonth, first, last);
  const leaving = entries.toSorted((a, b) => a.leave - b.leave);
  const tally = tallyOf();
  let entered = 0;
  let left = 0;
  // Entries before this one have all left, so a window never looks at its own past again.
  let alive = 0;

  return {
    moveTo(asOf) {
      for (let next = entries[entered]; next && next.enter <= asOf; next = entries[++entered]) tally.add(next, 1);
      for (let next = leaving[left]; next && next.leave <= asOf; next = leaving[++left]) tally.add(next, -1);
      while (alive < entered && (entries[alive]?.leave ?? asOf) <= asOf) alive++;
      const { count, sum, excluded } = tally.now();
      if (fold.take === 'count') return { count, excluded };
      if (fold.take === 'sum') return { count, excluded, sum };
      const inReach = entriesInReach(entries, alive, entered, asOf);
      if (fold.take === 'rows') return { count, excluded, ...rowsOf(tables[fold.from], inReach) };
      return { count, excluded, day: count === 0 ? null : edge(fold.take, inReach) };
    },
  };
}

/** Counts, sum and exclusions of the entries that came and have not gone. */
function tallyOf() {
  let count = 0;
  let sum = 0;
  let excluded: Excluded = NOTHING;
  return {
    add({ reason, amount }: Entry, sign: 1 | -1): void {
      if (reason === undefined) {
        count += sign;
        sum += sign * amount;
        return;
      }
      const { [reason]: now = 0, ...others } = excluded;
      excluded = now + sign > 0 ? { ...others, [reason]: now + sign } : others;
    },
    now: () => ({ count, sum, excluded }),
  };
}

type Visit = (read: (entry: Entry) => void) => void;

/** Visits what counts at `asOf`. Entries never change, so the visit may be made after the fold has moved on. */
const entriesInReach =
  (entries: readonly Entry[], alive: number, entered: number, asOf: Day): Visit =>
  (read) => {
    for (let i = alive; i < entered; i++) {
      const entry = entries[i];
      if (entry && entry.leave > asOf && entry.reason === undefined) read(entry);
    }
  };

function rowsOf(table: Tables[TableName], inReach: Visit) {
  const each = (read: (row: object) => void) => inReach((entry) => read(table.at(entry.row)));
  const map = <T>(read: (row: object) => T): T[] => {
    const all: T[] = [];
    each((row) => all.push(read(row)));
    return all;
  };
  return { each, map };
}

function edge(take: 'first' | 'last', inReach: Visit): Day | null {
  let day: Day | null = null;
  inReach(({ anchor }) => {
    if (day === null || (take === 'first' ? anchor < day : anchor > day)) day = anchor;
  });
  return day;
}

/** The rows that are in reach at some time from `first` to `last`, by the date they come into it. */
function entriesOf(
  fold: Fold,
  tables: Tables,
  subject: number,
  fiscalYearStartMonth: number,
  first: Day,
  last: Day,
): Entry[] {
  const bound = fold as BoundFold; // `fold.from` names the table whose rows its readers accept
  const table = tables[fold.from];
  const entries: Entry[] = [];
  for (let i = table.starts[subject] ?? 0; i < (table.starts[subject + 1] ?? 0); i++) {
    const row = table.at(i) as TableRow<TableName>; // the same pairing of fold and table
    if (bound.where && !bound.where(row)) continue;
    const { enter, leave } = spanInReach(bound, row, fiscalYearStartMonth);
    if (enter >= leave || enter > last || leave <= first) continue;
    const reason = exclusionOf(bound, row);
    const amount = reason === undefined && bound.of ? bound.of(row) : 0;
    entries.push({ row: i, enter, leave, anchor: anchorOf(bound, row), amount, reason });
  }
  return entries.sort((a, b) => a.enter - b.enter);
}
