/**
 * Which rows of one subject a fold reaches, and at which of the sweep's dates: each row is looked at once, and its days
 * become indexes into the list of dates.
 */
import { TABLES, type TableName, type TableRow, type Tables } from '../facts/tables.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import { type Day, FOREVER, fiscalYearStart, NEVER, nextFiscalYearStart } from '../kit/days.ts';
import { RowReader } from '../kit/table.ts';
import type { Fold, Reach } from './fold.ts';
import type { BoundFold } from './interpret.ts';

/** Rows in reach at some date: row `rows[k]` counts at dates `enters[k]` up to, and not at, `leaves[k]`. */
export class Selected {
  length = 0;
  rows: Int32Array = new Int32Array(256);
  enters: Int32Array = new Int32Array(256);
  leaves: Int32Array = new Int32Array(256);
  anchors: Int32Array = new Int32Array(256);

  add(row: number, enter: number, leave: number, anchor: Day): void {
    if (this.length === this.rows.length) this.#grow();
    this.rows[this.length] = row;
    this.enters[this.length] = enter;
    this.leaves[this.length] = leave;
    this.anchors[this.length] = anchor;
    this.length++;
  }

  #grow(): void {
    this.rows = twice(this.rows);
    this.enters = twice(this.enters);
    this.leaves = twice(this.leaves);
    this.anchors = twice(this.anchors);
  }
}

export function twice(column: Int32Array): Int32Array {
  const wider = new Int32Array(column.length * 2);
  wider.set(column);
  return wider;
}

/** What all folds of a sweep share: the dates, the account's calendar, and the memory they work in. */
export class Workspace {
  readonly grid: DateGrid;
  readonly reader = new RowReader(Object.values(TABLES));
  /** Of the selection made last; the next one overwrites it. */
  readonly selected = new Selected();
  /** Starts of the fiscal years that hold one of the dates, and of the next one. */
  readonly fiscalYears: readonly Day[];

  constructor(grid: DateGrid, fiscalYearStartMonth: number) {
    this.grid = grid;
    const starts = [fiscalYearStart(grid.first, fiscalYearStartMonth)];
    while ((starts.at(-1) as Day) <= grid.last) {
      starts.push(nextFiscalYearStart(starts.at(-1) as Day, fiscalYearStartMonth));
    }
    this.fiscalYears = starts;
  }
}

/** How a reach turns an anchor day into the dates between which a row may count. */
interface Bounds {
  /** Days added to the anchor; null where that side is open. */
  readonly opens: number | null;
  readonly closes: number | null;
}

function boundsOf(reach: Reach): Bounds {
  switch (reach.kind) {
    case 'window':
      return { opens: reach.before, closes: reach.before + reach.days };
    case 'standing':
    case 'fiscal-year': // closes with the anchor's fiscal year, which is looked up
      return { opens: 0, closes: null };
    case 'not-past':
      return { opens: null, closes: reach.days + 1 };
    case 'past':
      return { opens: reach.days + 1, closes: null };
  }
}

/** Called for a row that is in reach and left out, with the number of the reason in the order of the fold. */
export type LeaveOut = (reason: number, enter: number, leave: number) => void;

/** Fills `space.selected` with the rows of `subject` that count at some date. */
export function select(fold: Fold, tables: Tables, subject: number, space: Workspace, leaveOut: LeaveOut): void {
  const { from: name, reach, where, on, excluding } = fold as BoundFold; // `fold.from` names the table of its readers
  const table = tables[name];
  const { day, from, until } = table.columns;
  const { grid, reader, selected, fiscalYears } = space;
  const { first, last } = grid;
  const { opens, closes } = boundsOf(reach);
  const isFiscal = reach.kind === 'fiscal-year';
  const tests = excluding ? Object.values(excluding) : [];
  const end = table.starts[subject + 1] as number;
  reader.bind(table);
  selected.length = 0;
  for (let i = table.starts[subject] as number; i < end; i++) {
    const trueFrom = from[i] as number;
    const trueUntil = until[i] as number;
    if (trueFrom > last || trueUntil <= first) continue;
    const anchor = on === undefined ? (day[i] as number) : on(reader.at(i));
    const opening = opens === null ? NEVER : anchor + opens;
    const closing = isFiscal ? yearEnd(fiscalYears, anchor) : closes === null ? FOREVER : anchor + closes;
    const enter = trueFrom > opening ? trueFrom : opening;
    const leave = trueUntil < closing ? trueUntil : closing;
    if (enter > last || leave <= first) continue;
    const enterAt = grid.indexFrom(enter);
    const leaveAt = grid.indexFrom(leave);
    if (enterAt >= leaveAt) continue;
    const row = reader.at(i);
    if (where !== undefined && !where(row)) continue;
    const reason = tests.length === 0 ? -1 : firstOf(tests, row);
    if (reason === -1) selected.add(i, enterAt, leaveAt, anchor);
    else leaveOut(reason, enterAt, leaveAt);
  }
}

function firstOf(tests: readonly ((row: object) => boolean)[], row: object): number {
  for (let t = 0; t < tests.length; t++) if (tests[t]?.(row)) return t;
  return -1;
}

/** First day after the fiscal year that holds `day`; a day before or after all years of the dates is never in reach. */
function yearEnd(starts: readonly Day[], day: Day): Day {
  if (day < (starts[0] as Day)) return NEVER;
  for (let y = 1; y < starts.length; y++) if (day < (starts[y] as Day)) return starts[y] as Day;
  return FOREVER;
}

/** Rows of a table that its readers accept; `fold.from` says which. */
export type AnyRow = TableRow<TableName>;
