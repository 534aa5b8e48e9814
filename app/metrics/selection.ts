/**
 * Which rows of one subject a fold reaches, and at which of the sweep's dates: each row is looked at once, and its days
 * become indexes into the list of dates.
 */
import type { AccountFacts } from '../facts/account-facts.ts';
import { TABLES, type TableName, type Tables } from '../facts/tables.ts';
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

  /** Empties it, with room for so many rows. */
  clear(room: number): void {
    this.length = 0;
    while (this.rows.length < room) this.#grow();
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
  readonly facts: AccountFacts;
  readonly grid: DateGrid;
  readonly reader = new RowReader(Object.values(TABLES));
  /** Of the selection made last; the next one overwrites it. */
  readonly selected = new Selected();
  /** Starts of the fiscal years that hold one of the dates, and of the next one. */
  readonly fiscalYears: readonly Day[];

  constructor(grid: DateGrid, facts: AccountFacts) {
    const { fiscalYearStartMonth } = facts.settings;
    this.grid = grid;
    this.facts = facts;
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

type Test = (row: object) => boolean;
type Condition = (row: object, facts: AccountFacts) => boolean;

type Anchor = (row: object) => Day;

/** The reaches of one set of tables, each worked out once for all the folds that share it. */
export class Reaches {
  readonly #tables: Tables;
  readonly #space: Workspace;
  readonly #known = new Map<string, InReach>();
  readonly #anchors: (Anchor | undefined)[] = [];

  constructor(tables: Tables, space: Workspace) {
    this.#tables = tables;
    this.#space = space;
  }

  of({ from, reach, on }: BoundFold): InReach {
    if (!this.#anchors.includes(on)) this.#anchors.push(on);
    const key = JSON.stringify([from, reach, this.#anchors.indexOf(on)]);
    const known = this.#known.get(key) ?? new InReach(this.#tables[from], reach, on, this.#space);
    this.#known.set(key, known);
    return known;
  }
}

/** The rows of a subject that are in one reach at some date, whatever else a fold asks of them. */
class InReach {
  readonly table: Tables[TableName];
  readonly #space: Workspace;
  readonly #bounds: Bounds;
  readonly #isFiscal: boolean;
  readonly #on: Anchor | undefined;
  readonly #rows = new Selected();
  #subject = -1;

  constructor(table: Tables[TableName], reach: Reach, on: Anchor | undefined, space: Workspace) {
    this.table = table;
    this.#space = space;
    this.#bounds = boundsOf(reach);
    this.#isFiscal = reach.kind === 'fiscal-year';
    this.#on = on;
  }

  /** Those of the subject; the next one overwrites them. The reader must be bound to the table. */
  of(subject: number): Selected {
    if (subject !== this.#subject) this.#find(subject);
    this.#subject = subject;
    return this.#rows;
  }

  #find(subject: number): void {
    const found = this.#rows;
    const { day, from, until } = this.table.columns;
    const { grid, reader } = this.#space;
    const { first, last, before, length } = grid;
    const { at } = reader;
    const on = this.#on;
    const { opens, closes } = this.#bounds;
    const [hasOpening, hasClosing] = [opens !== null, closes !== null || this.#isFiscal];
    const [opensAfter, closesAfter] = [opens ?? 0, closes ?? 0];
    const { start, end } = this.#range(subject);
    found.clear(end - start);
    // Called for every row of every table: written to places, without a call for each.
    const { rows, enters, leaves, anchors } = found;
    let count = 0;
    for (let i = start; i < end; i++) {
      let enter = from[i] as number;
      let leave = until[i] as number;
      if (enter > last || leave <= first) continue;
      const anchor = on === undefined ? (day[i] as number) : on(at(i));
      if (hasOpening && anchor + opensAfter > enter) enter = anchor + opensAfter;
      if (hasClosing) {
        const closing = this.#isFiscal ? this.#yearEnd(anchor) : anchor + closesAfter;
        if (closing < leave) leave = closing;
      }
      if (enter > last || leave <= first) continue;
      const enterAt = enter <= first ? 0 : (before[enter - first] as number);
      const leaveAt = leave > last ? length : (before[leave - first] as number);
      if (enterAt >= leaveAt) continue;
      rows[count] = i;
      enters[count] = enterAt;
      leaves[count] = leaveAt;
      anchors[count] = anchor;
      count++;
    }
    found.length = count;
  }

  /** Where rows that may count can stand: of a window over rows in order of their days, between its ends. */
  #range(subject: number): { start: number; end: number } {
    const { starts, isByDay, columns } = this.table;
    const start = starts[subject] as number;
    const end = starts[subject + 1] as number;
    if (!isByDay || this.#on !== undefined) return { start, end };
    const { first, last } = this.#space.grid;
    const { opens, closes } = this.#bounds;
    return {
      start: closes === null ? start : firstAfter(columns.day, first - closes, start, end),
      end: opens === null ? end : firstAfter(columns.day, last - opens, start, end),
    };
  }

  /** First day after the fiscal year that holds `day`; a day before or after all years of the dates is never in reach. */
  #yearEnd(day: Day): Day {
    const starts = this.#space.fiscalYears;
    if (day < (starts[0] as Day)) return NEVER;
    for (let y = 1; y < starts.length; y++) if (day < (starts[y] as Day)) return starts[y] as Day;
    return FOREVER;
  }
}

/** What a fold selects, prepared for many subjects. */
export class Selection {
  readonly #inReach: InReach;
  readonly #space: Workspace;
  readonly #where: Condition | undefined;
  readonly #tests: readonly Test[];
  readonly #leaveOut: LeaveOut;

  constructor(fold: Fold, reaches: Reaches, space: Workspace, leaveOut: LeaveOut) {
    const bound = fold as BoundFold; // `from` names the table of its readers
    this.#inReach = reaches.of(bound);
    this.#space = space;
    this.#where = bound.where;
    this.#tests = Object.values(bound.excluding ?? {});
    this.#leaveOut = leaveOut;
  }

  /** The rows of `subject` that count at some date. They are read before the next ones are asked for, and not changed. */
  select(subject: number): Selected {
    const { reader, selected, facts } = this.#space;
    const [where, tests] = [this.#where, this.#tests];
    reader.bind(this.#inReach.table);
    const inReach = this.#inReach.of(subject);
    if (where === undefined && tests.length === 0) return inReach;
    const { at } = reader;
    const { length, rows, enters, leaves, anchors } = inReach;
    selected.clear(length);
    let count = 0;
    for (let k = 0; k < length; k++) {
      const row = at(rows[k] as number);
      if (where !== undefined && !where(row, facts)) continue;
      const [enter, leave] = [enters[k] as number, leaves[k] as number];
      const reason = tests.length === 0 ? -1 : firstOf(tests, row);
      if (reason !== -1) {
        this.#leaveOut(reason, enter, leave);
        continue;
      }
      selected.rows[count] = rows[k] as number;
      selected.enters[count] = enter;
      selected.leaves[count] = leave;
      selected.anchors[count] = anchors[k] as number;
      count++;
    }
    selected.length = count;
    return selected;
  }
}

/** First row from `low` to `high` whose day lies after `day`. */
function firstAfter(days: Int32Array, day: Day, low: number, high: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] as number) <= day) from = middle + 1;
    else to = middle;
  }
  return from;
}

function firstOf(tests: readonly ((row: object) => boolean)[], row: object): number {
  for (let t = 0; t < tests.length; t++) if (tests[t]?.(row)) return t;
  return -1;
}
