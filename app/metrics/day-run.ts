import type { Tables } from '../facts/tables.ts';
import type { Day } from '../kit/days.ts';
import type { Excluded, Fold } from './fold.ts';
import { countBetween, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { Reaches } from './reaches.ts';
import { SelectingRun } from './selecting-run.ts';
import type { Selected, Workspace } from './workspace.ts';

interface DayValue {
  readonly count: number;
  readonly excluded: Excluded;
  readonly day: Day | null;
}

/** The earliest or the latest anchor in reach. */
export class DayRun extends SelectingRun {
  protected readonly none: DayValue = { count: 0, excluded: NOTHING_LEFT_OUT, day: null };
  readonly #counts = new Int32Array(this.space.grid.length + 1);
  /** The best anchor by date, NO_DAY where there is none; latest days are kept negated, so that lower is better. */
  readonly #best = new Float64Array(this.space.grid.length);
  readonly #sign: 1 | -1;

  constructor(fold: Fold, tables: Tables, reaches: Reaches, space: Workspace) {
    super(fold, tables, reaches, space);
    this.#sign = fold.take === 'first' ? 1 : -1;
  }

  protected fill(selected: Selected): void {
    const { length, enters, leaves } = selected;
    const counts = this.#counts.fill(0);
    for (let k = 0; k < length; k++) countBetween(counts, enters[k] as number, leaves[k] as number);
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
      this.changes.add(d, value);
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
