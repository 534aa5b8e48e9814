import type { TableName, Tables } from '../facts/tables.ts';
import type { Excluded, Fold } from './fold.ts';
import { countBetween, FoldRun, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import type { Reaches } from './reaches.ts';
import { Selection } from './selection.ts';
import type { Selected, Workspace } from './workspace.ts';

/** A fold whose rows are looked at one by one: what enters and leaves, and what is left out. */
export abstract class SelectingRun extends FoldRun {
  readonly #tables: Tables;
  readonly #selection: Selection;
  readonly #reasons: readonly string[];
  /** By reason, how many more are left out at each date than at the one before; made when first needed. */
  #leftOut: Int32Array[] | undefined;
  #hasLeftOut = false;

  constructor(fold: Fold, tables: Tables, reaches: Reaches, space: Workspace) {
    super(fold, space);
    this.#tables = tables;
    this.#reasons = Object.keys((fold as BoundFold).excluding ?? {}); // any table's fold has them
    this.#selection = new Selection(fold, reaches, space, (reason, enter, leave) =>
      this.#countOut(reason, enter, leave),
    );
  }

  override load(subject: number): void {
    this.#clear();
    const selected = this.#selection.select(subject);
    if (selected.length === 0 && !this.#hasLeftOut) {
      this.loadNothing();
      return;
    }
    this.changes.isEmpty = false;
    this.changes.count = 0;
    this.fill(selected);
    this.close();
  }

  override loadNothing(): void {
    this.#clear();
    super.loadNothing();
  }

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
