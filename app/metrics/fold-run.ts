/**
 * One fold of one subject at every date of a sweep. What enters and leaves is added to the dates' differences, and one
 * pass over the dates turns those into values: the cost grows with rows plus dates and not with their product.
 *
 * A value is kept for each date at which it differs from the one before. Values are never changed once made.
 */
import type { Excluded, Fold } from './fold.ts';
import type { Workspace } from './workspace.ts';

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

  constructor(fold: Fold, space: Workspace) {
    this.fold = fold;
    this.space = space;
    this.changes = new Changes(space.grid.length);
  }

  abstract load(subject: number): void;

  /** What a subject without rows has. */
  loadNothing(): void {
    this.changes.isEmpty = true;
    this.changes.count = 0;
    this.changes.add(0, this.none);
    this.close();
  }

  /** After the last change. */
  protected close(): void {
    this.changes.dates[this.changes.count] = this.space.grid.length;
  }

  /** The value of nothing. */
  protected abstract readonly none: object;
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
