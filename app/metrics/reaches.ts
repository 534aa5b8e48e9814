/**
 * Which rows of one subject are in reach, and at which of the sweep's dates: each row is looked at once, and its days
 * become indexes into the list of dates. Worked out once for all folds of the same reach.
 */
import type { TableName, Tables } from '../facts/tables.ts';
import { type Day, FOREVER, NEVER } from '../kit/days.ts';
import type { Reach } from './fold.ts';
import type { BoundFold } from './interpret.ts';
import { Verdicts } from './verdicts.ts';
import { Selected, type Workspace } from './workspace.ts';

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

type Anchor = (row: object) => Day;

/** The reaches of one set of tables, each worked out once for all the folds that share it. */
export class Reaches {
  readonly #tables: Tables;
  readonly #space: Workspace;
  readonly #known = new Map<string, InReach>();
  readonly #passed = new Map<string, Passed>();
  readonly #verdicts: { readonly from: TableName; readonly tests: readonly unknown[]; readonly verdicts: Verdicts }[] =
    [];
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

  /** Two folds that ask the same of the same table's rows share what was answered. */
  verdictsOf(fold: BoundFold): Verdicts {
    const { from, where, excluding } = fold;
    const tests = [where, ...Object.values(excluding ?? {})];
    const known = this.#verdicts.find(
      (one) =>
        one.from === from && one.tests.length === tests.length && one.tests.every((test, t) => test === tests[t]),
    );
    if (known) {
      known.verdicts.isShared = true;
      return known.verdicts;
    }
    const verdicts = new Verdicts(fold, this.#tables, this.#space.facts);
    this.#verdicts.push({ from, tests, verdicts });
    return verdicts;
  }

  /** Where the rows of a fold stand at each date, if nothing but their days decides and they stand in order of them. */
  stretchOf({ from, reach, on, where, excluding }: BoundFold): Stretch | undefined {
    const table = this.#tables[from];
    if (!table.isLasting || !table.isByDay || on || where || excluding) return undefined;
    if (reach.kind === 'standing') return { table, end: this.#passedBy(from, 0), start: undefined };
    if (reach.kind !== 'window') return undefined;
    const { before, days } = reach;
    return { table, end: this.#passedBy(from, before), start: this.#passedBy(from, before + days) };
  }

  #passedBy(from: TableName, days: number): Passed {
    const key = `${from} ${days}`;
    const known = this.#passed.get(key) ?? new Passed(this.#tables[from], days, this.#space.grid.dates);
    this.#passed.set(key, known);
    return known;
  }
}

/** At each date the rows from where `start` has come up to, and not with, where `end` has; all before it without a `start`. */
export interface Stretch {
  readonly table: Tables[TableName];
  readonly start: Passed | undefined;
  readonly end: Passed;
}

/** By date, the first row of a subject whose day is later than so many days before the date. */
export class Passed {
  readonly #table: Tables[TableName];
  readonly #days: number;
  readonly #dates: readonly Day[];
  readonly #rows: Int32Array;
  #subject = -1;

  constructor(table: Tables[TableName], days: number, dates: readonly Day[]) {
    this.#table = table;
    this.#days = days;
    this.#dates = dates;
    this.#rows = new Int32Array(dates.length);
  }

  /** Those of the subject; the next one overwrites them. */
  of(subject: number): Int32Array {
    if (subject !== this.#subject) this.#find(subject);
    this.#subject = subject;
    return this.#rows;
  }

  #find(subject: number): void {
    const { starts, columns } = this.#table;
    const [days, dates, rows] = [columns.day, this.#dates, this.#rows];
    const end = starts[subject + 1] as number;
    let row = firstAfter(days, (dates[0] as Day) - this.#days, starts[subject] as number, end);
    for (let d = 0; d < rows.length; d++) {
      const last = (dates[d] as Day) - this.#days;
      while (row < end && (days[row] as number) <= last) row++;
      rows[d] = row;
    }
  }
}

/** From so many rows on, those in reach are copied into room of their own. */
const MANY = 4096;

/** The rows of a subject that are in one reach at some date, whatever else a fold asks of them. */
export class InReach {
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
    const { start, end } = this.#range(subject);
    const found = end - start > MANY ? this.#space.scratch : this.#rows;
    found.clear(end - start);
    if (this.table.isLasting && this.#on === undefined && !this.#isFiscal) this.#findLasting(found, start, end);
    else this.#findAny(found, start, end);
    if (found !== this.#rows) this.#rows.copy(found);
  }

  /** Of rows that are true from their day on and for ever: nothing but the day is looked at. */
  #findLasting(found: Selected, start: number, end: number): void {
    const { day } = this.table.columns;
    const { first, last, before, length } = this.#space.grid;
    const { opens, closes } = this.#bounds;
    const opensAfter = Math.max(opens ?? 0, 0);
    const [hasClosing, closesAfter] = [closes !== null, closes ?? 0];
    const { rows, enters, leaves, anchors } = found;
    let count = 0;
    for (let i = start; i < end; i++) {
      const anchor = day[i] as number;
      const enter = anchor + opensAfter;
      const leave = hasClosing ? anchor + closesAfter : FOREVER;
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

  #findAny(found: Selected, start: number, end: number): void {
    const { day, from, until } = this.table.columns;
    const { grid, reader } = this.#space;
    const { first, last, before, length } = grid;
    const { at } = reader;
    const on = this.#on;
    const { opens, closes } = this.#bounds;
    const [hasOpening, hasClosing] = [opens !== null, closes !== null || this.#isFiscal];
    const [opensAfter, closesAfter] = [opens ?? 0, closes ?? 0];
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
