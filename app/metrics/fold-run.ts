/**
 * One fold of one subject at every date of a sweep. What enters and leaves is added to the dates' differences, and one
 * pass over the dates turns those into values: the cost grows with rows plus dates and not with their product.
 *
 * A value is kept for each date at which it differs from the one before. Values are never changed once made.
 */
import type { TableName, Tables } from '../facts/tables.ts';
import type { Excluded, Fold } from './fold.ts';
import type { BoundFold } from './interpret.ts';
import type { Reaches } from './reaches.ts';
import { Selection } from './selection.ts';
import type { Selected, Workspace } from './workspace.ts';

/**
 * The values of a fold for one subject. A class of its own and not part of the runs: those who read the changes of all
 * kinds of folds then meet one kind of object, and V8 need not ask which.
 */
export class Changes {
  /** How often the value changes; the first value, at the first date, is a change. */
  count = 0;
  /** Index of the date of each change, and behind the last one the number of dates. */
  readonly dates: Int32Array;
  /** The value from that date on. */
  readonly values: object[] = [];
  /** Whether nothing at all is in reach at any date: the only value is that of nothing. */
  isEmpty = true;

  constructor(dates: number) {
    this.dates = new Int32Array(dates + 1);
  }

  add(date: number, value: object): void {
    this.dates[this.count] = date;
    this.values[this.count] = value;
    this.count++;
  }
}

/** Works out the changes of a fold, for one subject after the other. */
export abstract class FoldRun {
  readonly fold: Fold;
  /** Those of the subject that was loaded last. */
  readonly changes: Changes;
  protected readonly space: Workspace;
  readonly #tables: Tables;
  readonly #selection: Selection;
  readonly #reasons: readonly string[];
  /** By reason, how many more are left out at each date than at the one before; made when first needed. */
  #leftOut: Int32Array[] | undefined;
  #hasLeftOut = false;

  constructor(fold: Fold, tables: Tables, reaches: Reaches, space: Workspace) {
    this.fold = fold;
    this.space = space;
    this.#tables = tables;
    this.changes = new Changes(space.grid.length);
    this.#reasons = Object.keys((fold as BoundFold).excluding ?? {}); // any table's fold has them
    this.#selection = new Selection(fold, reaches, space, (reason, enter, leave) =>
      this.#countOut(reason, enter, leave),
    );
  }

  load(subject: number): void {
    this.#clear();
    const selected = this.#selection.select(subject);
    if (selected.length === 0 && !this.#hasLeftOut) {
      this.loadNothing();
      return;
    }
    this.changes.isEmpty = false;
    this.changes.count = 0;
    this.fill(selected);
    this.#close();
  }

  /** What a subject without rows has. */
  loadNothing(): void {
    this.#clear();
    this.changes.isEmpty = true;
    this.changes.count = 0;
    this.changes.add(0, this.none);
    this.#close();
  }

  #close(): void {
    this.changes.dates[this.changes.count] = this.space.grid.length;
  }

  /** The value of nothing. */
  protected abstract readonly none: object;
  /** Adds each value to the changes, made from what was selected; asks `excludedAt` for each date in turn. */
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
    if (differences) countBetween(differences, enter, leave);
  }

  #clear(): void {
    if (!this.#hasLeftOut) return;
    for (const differences of this.#leftOut ?? []) differences.fill(0);
    this.#hasLeftOut = false;
  }
}

export const NOTHING_LEFT_OUT: Excluded = {};

/** Counts one more between two dates. Apart from amounts: a function that meets both kinds of arrays asks each time. */
export function countBetween(differences: Int32Array, enter: number, leave: number): void {
  differences[enter] = (differences[enter] as number) + 1;
  differences[leave] = (differences[leave] as number) - 1;
}

export function addBetween(differences: Float64Array, enter: number, leave: number, amount: number): void {
  differences[enter] = (differences[enter] as number) + amount;
  differences[leave] = (differences[leave] as number) - amount;
}
