import { addBetween, countBetween, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import { SelectingRun } from './selecting-run.ts';
import type { Selected } from './workspace.ts';

export class CountRun extends SelectingRun {
  protected readonly none = { count: 0, excluded: NOTHING_LEFT_OUT };
  readonly #counts = new Int32Array(this.space.grid.length + 1);

  protected fill({ length, enters, leaves }: Selected): void {
    const counts = this.#counts.fill(0);
    for (let k = 0; k < length; k++) countBetween(counts, enters[k] as number, leaves[k] as number);
    const dates = this.space.grid.length;
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const more = counts[d] as number;
      if (d > 0 && more === 0 && excluded === value.excluded) continue;
      value = { count: value.count + more, excluded };
      this.changes.add(d, value);
    }
  }
}

/** Sums of whole numbers are exact, in whatever order they are added. */
export class SumRun extends SelectingRun {
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
      countBetween(counts, enter, leave);
      addBetween(sums, enter, leave, of?.(reader.at(rows[k] as number)) ?? 0);
    }
    const dates = this.space.grid.length;
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const [more, amount] = [counts[d] as number, sums[d] as number];
      if (d > 0 && more === 0 && amount === 0 && excluded === value.excluded) continue;
      value = { count: value.count + more, excluded, sum: value.sum + amount };
      this.changes.add(d, value);
    }
  }
}
