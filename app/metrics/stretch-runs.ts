/**
 * Folds for which the days of their rows decide alone. Those in reach at a date are a stretch of rows in order of their
 * days, whose two ends only move on: nothing is asked of any row.
 */
import type { Day } from '../kit/days.ts';
import type { Excluded, Fold } from './fold.ts';
import { FoldRun, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { Stretch } from './reaches.ts';
import type { Workspace } from './workspace.ts';

abstract class StretchRun extends FoldRun {
  readonly #stretch: Stretch;
  readonly #beginnings: Int32Array;

  constructor(fold: Fold, space: Workspace, stretch: Stretch) {
    super(fold, space);
    this.#stretch = stretch;
    this.#beginnings = new Int32Array(space.grid.length);
  }

  override load(subject: number): void {
    const { table, start, end } = this.#stretch;
    const ends = end.of(subject);
    const starts = start === undefined ? this.#beginnings.fill(table.starts[subject] as number) : start.of(subject);
    this.changes.isEmpty = true;
    this.changes.count = 0;
    this.follow(starts, ends, table.columns.day);
    this.close();
  }

  /** Adds the value of each date at which the stretch has moved; says so where there is one at all. */
  protected abstract follow(starts: Int32Array, ends: Int32Array, days: Int32Array): void;
}

export class StretchCountRun extends StretchRun {
  protected readonly none = { count: 0, excluded: NOTHING_LEFT_OUT };

  protected override follow(starts: Int32Array, ends: Int32Array): void {
    const { changes } = this;
    let before = -1;
    for (let d = 0; d < ends.length; d++) {
      const count = (ends[d] as number) - (starts[d] as number);
      if (count === before) continue;
      if (count > 0) changes.isEmpty = false;
      changes.add(d, count === 0 ? this.none : { count, excluded: NOTHING_LEFT_OUT });
      before = count;
    }
  }
}

/** The earliest or the latest day of the stretch. */
export class StretchDayRun extends StretchRun {
  protected readonly none: { readonly count: number; readonly excluded: Excluded; readonly day: Day | null } = {
    count: 0,
    excluded: NOTHING_LEFT_OUT,
    day: null,
  };

  protected override follow(starts: Int32Array, ends: Int32Array, days: Int32Array): void {
    const { changes } = this;
    const isFirst = this.fold.take === 'first';
    let value = this.none;
    for (let d = 0; d < ends.length; d++) {
      const [start, end] = [starts[d] as number, ends[d] as number];
      const count = end - start;
      const day = count === 0 ? null : (days[isFirst ? start : end - 1] as number);
      if (d > 0 && count === value.count && day === value.day) continue;
      if (count > 0) changes.isEmpty = false;
      value = count === 0 ? this.none : { count, excluded: NOTHING_LEFT_OUT, day };
      changes.add(d, value);
    }
  }
}
