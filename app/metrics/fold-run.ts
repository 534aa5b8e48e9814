/**
 * One fold of one subject at every date of a sweep. What enters and leaves is added to the dates' differences, and one
 * pass over the dates turns those into values: the cost grows with rows plus dates and not with their product.
 *
 * A value is kept for each date at which it differs from the one before. Values are never changed once made.
 */
import type { TableName, Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Excluded, Fold } from './fold.ts';
import type { BoundFold } from './interpret.ts';
import { type Selected, Selection, twice, type Workspace } from './selection.ts';

/** The values of a fold for the subject that was loaded last. */
export abstract class FoldRun {
  readonly fold: Fold;
  /** How often the value changes; the first value, at the first date, is a change. */
  changes = 0;
  /** Index of the date of each change, and behind the last one the number of dates. */
  readonly dates: Int32Array;
  /** The value from that date on. */
  readonly values: object[] = [];
  /** Whether nothing at all is in reach at any date: the only value is that of nothing. */
  isEmpty = true;
  protected readonly space: Workspace;
  readonly #tables: Tables;
  readonly #selection: Selection;
  readonly #reasons: readonly string[];
  /** By reason, how many more are left out at each date than at the one before; made when first needed. */
  #leftOut: Int32Array[] | undefined;
  #hasLeftOut = false;

  constructor(fold: Fold, tables: Tables, space: Workspace) {
    this.fold = fold;
    this.space = space;
    this.#tables = tables;
    this.dates = new Int32Array(space.grid.length + 1);
    this.#reasons = Object.keys((fold as BoundFold).excluding ?? {}); // any table's fold has them
    this.#selection = new Selection(fold, tables, space, (reason, enter, leave) => this.#countOut(reason, enter, leave));
  }

  load(subject: number): void {
    this.#clear();
    const selected = this.#selection.select(subject);
    this.isEmpty = selected.length === 0 && !this.#hasLeftOut;
    this.changes = 0;
    if (this.isEmpty) this.change(0, this.none);
    else this.fill(selected);
    this.dates[this.changes] = this.space.grid.length;
  }

  protected change(date: number, value: object): void {
    this.dates[this.changes] = date;
    this.values[this.changes] = value;
    this.changes++;
  }

  /** The value of nothing. */
  protected abstract readonly none: object;
  /** Tells `change` of each value, made from what was selected; asks `excludedAt` for each date in turn. */
  protected abstract fill(selected: Selected): void;

  protected get table(): Tables[TableName] {
    return this.#tables[this.fold.from];
  }

  /** What is left out at a date, the same object as at the date before when it is the same. */
  protected excludedAt(date: number, before: Excluded): Excluded {
    const leftOut = this.#leftOut;
    if (!this.#hasLeftOut || leftOut === undefined) return NOTHING_LEFT_OUT;
    if (!leftOut.some((differences) => differences[date] !== 0)) return before;
    const now: Record<string, number> = {};
    for (const [r, reason] of this.#reasons.entries()) {
      const count = (before[reason] ?? 0) + (leftOut[r]?.[date] ?? 0);
      if (count > 0) now[reason] = count;
    }
    return now;
  }

  #countOut(reason: number, enter: number, leave: number): void {
    this.#leftOut ??= this.#reasons.map(() => new Int32Array(this.space.grid.length + 1));
    this.#hasLeftOut = true;
    const differences = this.#leftOut[reason];
    if (differences) addBetween(differences, enter, leave, 1);
  }

  #clear(): void {
    if (!this.#hasLeftOut) return;
    for (const differences of this.#leftOut ?? []) differences.fill(0);
    this.#hasLeftOut = false;
  }
}

export const NOTHING_LEFT_OUT: Excluded = {};

function addBetween(differences: Int32Array | Float64Array, enter: number, leave: number, amount: number): void {
  differences[enter] = (differences[enter] as number) + amount;
  differences[leave] = (differences[leave] as number) - amount;
}

class CountRun extends FoldRun {
  protected readonly none = { count: 0, excluded: NOTHING_LEFT_OUT };
  readonly #counts = new Int32Array(this.space.grid.length + 1);

  protected fill({ length, enters, leaves }: Selected): void {
    const counts = this.#counts.fill(0);
    for (let k = 0; k < length; k++) addBetween(counts, enters[k] as number, leaves[k] as number, 1);
    const dates = this.space.grid.length;
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const more = counts[d] as number;
      if (d > 0 && more === 0 && excluded === value.excluded) continue;
      value = { count: value.count + more, excluded };
      this.change(d, value);
    }
  }
}

/** Sums of whole numbers are exact, in whatever order they are added. */
class SumRun extends FoldRun {
  protected readonly none = { count: 0, excluded: NOTHING_LEFT_OUT, sum: 0 };
  readonly #counts = new Int32Array(this.space.grid.length + 1);
  readonly #sums = new Float64Array(this.space.grid.length + 1);

  protected fill({ length, rows, enters, leaves }: Selected): void {
    const counts = this.#counts.fill(0);
    const sums = this.#sums.fill(0);
    const { of } = this.fold as BoundFold; // its readers accept the rows of its table
    const { reader } = this.space;
    for (let k = 0; k < length; k++) {
      const [enter, leave] = [enters[k] as number, leaves[k] as number];
      addBetween(counts, enter, leave, 1);
      addBetween(sums, enter, leave, of?.(reader.at(rows[k] as number)) ?? 0);
    }
    const dates = this.space.grid.length;
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const [more, amount] = [counts[d] as number, sums[d] as number];
      if (d > 0 && more === 0 && amount === 0 && excluded === value.excluded) continue;
      value = { count: value.count + more, excluded, sum: value.sum + amount };
      this.change(d, value);
    }
  }
}

interface DayValue {
  readonly count: number;
  readonly excluded: Excluded;
  readonly day: Day | null;
}

class DayRun extends FoldRun {
  protected readonly none: DayValue = { count: 0, excluded: NOTHING_LEFT_OUT, day: null };
  readonly #counts = new Int32Array(this.space.grid.length + 1);
  /** The best anchor by date, NO_DAY where there is none; latest days are kept negated, so that lower is better. */
  readonly #best = new Float64Array(this.space.grid.length);
  readonly #sign: 1 | -1;

  constructor(fold: Fold, tables: Tables, space: Workspace) {
    super(fold, tables, space);
    this.#sign = fold.take === 'first' ? 1 : -1;
  }

  protected fill(selected: Selected): void {
    const { length, enters, leaves } = selected;
    const counts = this.#counts.fill(0);
    for (let k = 0; k < length; k++) addBetween(counts, enters[k] as number, leaves[k] as number, 1);
    this.#findBest(selected);
    const dates = this.space.grid.length;
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const more = counts[d] as number;
      const best = this.#best[d] as number;
      const day = best === NO_DAY ? null : this.#sign * best;
      if (d > 0 && more === 0 && day === value.day && excluded === value.excluded) continue;
      value = { count: value.count + more, excluded, day };
      this.change(d, value);
    }
  }

  /** What never leaves is a running minimum. What does leave is put, best first, on those of its dates still free. */
  #findBest({ length, enters, leaves, anchors }: Selected): void {
    const best = this.#best.fill(NO_DAY);
    const leaving: number[] = [];
    for (let k = 0; k < length; k++) {
      const anchor = this.#sign * (anchors[k] as number);
      if ((leaves[k] as number) < best.length) leaving.push(k);
      else if (anchor < (best[enters[k] as number] as number)) best[enters[k] as number] = anchor;
    }
    for (let d = 1; d < best.length; d++) best[d] = Math.min(best[d] as number, best[d - 1] as number);
    if (leaving.length === 0) return;
    leaving.sort((a, b) => this.#sign * ((anchors[a] as number) - (anchors[b] as number)));
    // nextFree[d]: the first date from d on that no better one has taken.
    const nextFree = Int32Array.from({ length: best.length + 1 }, (_, d) => d);
    for (const k of leaving) {
      const anchor = this.#sign * (anchors[k] as number);
      const leave = leaves[k] as number;
      for (let d = findFree(nextFree, enters[k] as number); d < leave; d = findFree(nextFree, d)) {
        if (anchor < (best[d] as number)) best[d] = anchor;
        nextFree[d] = d + 1;
      }
    }
  }
}

const NO_DAY = Number.POSITIVE_INFINITY;

/** Follows the chain to the first free date, shortening it on the way. */
function findFree(nextFree: Int32Array, from: number): number {
  let free = from;
  while (nextFree[free] !== free) free = nextFree[free] as number;
  for (let d = from; d !== free; ) {
    const next = nextFree[d] as number;
    nextFree[d] = free;
    d = next;
  }
  return free;
}

/** Rows by the date at which they enter. Those of a subject stay readable until the next one is loaded. */
class RowsRun extends FoldRun {
  protected readonly none = new RowsAt(0, NOTHING_LEFT_OUT, this, 0, 0, 0);
  rows: Int32Array = new Int32Array(64);
  leaves: Int32Array = new Int32Array(64);
  readonly #entering = new Int32Array(this.space.grid.length + 1);
  readonly #leaving = new Int32Array(this.space.grid.length + 1);

  protected fill({ length, rows, enters, leaves }: Selected): void {
    while (this.rows.length < length) [this.rows, this.leaves] = [twice(this.rows), twice(this.leaves)];
    const entering = this.#entering.fill(0);
    const leaving = this.#leaving.fill(0);
    for (let k = 0; k < length; k++) {
      entering[enters[k] as number] = (entering[enters[k] as number] as number) + 1;
      leaving[leaves[k] as number] = (leaving[leaves[k] as number] as number) + 1;
    }
    const place = startsOf(entering);
    for (let k = 0; k < length; k++) {
      const at = place[enters[k] as number] as number;
      place[enters[k] as number] = at + 1;
      this.rows[at] = rows[k] as number;
      this.leaves[at] = leaves[k] as number;
    }
    const dates = this.space.grid.length;
    let value = this.none;
    let [alive, entered] = [0, 0];
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const [more, fewer] = [entering[d] as number, leaving[d] as number];
      entered += more;
      // Rows before this one have all left, so a window never looks at its own past again.
      while (alive < entered && (this.leaves[alive] as number) <= d) alive++;
      if (d > 0 && more === 0 && fewer === 0 && excluded === value.excluded) continue;
      value = new RowsAt(value.count + more - fewer, excluded, this, d, alive, entered);
      this.change(d, value);
    }
  }

  rowView(row: number): object {
    return this.table.at(row);
  }
}

function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let d = 1; d < counts.length; d++) starts[d] = (starts[d - 1] as number) + (counts[d - 1] as number);
  return starts;
}

/** The rows in reach at one date, found when they are asked for. */
class RowsAt {
  readonly count: number;
  readonly excluded: Excluded;
  readonly #run: RowsRun;
  readonly #date: number;
  readonly #from: number;
  readonly #to: number;

  constructor(count: number, excluded: Excluded, run: RowsRun, date: number, from: number, to: number) {
    this.count = count;
    this.excluded = excluded;
    this.#run = run;
    this.#date = date;
    this.#from = from;
    this.#to = to;
  }

  each(read: (row: object) => void): void {
    const { rows, leaves } = this.#run;
    for (let k = this.#from; k < this.#to; k++) {
      if ((leaves[k] as number) > this.#date) read(this.#run.rowView(rows[k] as number));
    }
  }

  map<T>(read: (row: object) => T): T[] {
    const all: T[] = [];
    this.each((row) => all.push(read(row)));
    return all;
  }
}

export function foldRun(fold: Fold, tables: Tables, space: Workspace): FoldRun {
  switch (fold.take) {
    case 'count':
      return new CountRun(fold, tables, space);
    case 'sum':
      return new SumRun(fold, tables, space);
    case 'rows':
      return new RowsRun(fold, tables, space);
    case 'first':
    case 'last':
      return new DayRun(fold, tables, space);
  }
}
