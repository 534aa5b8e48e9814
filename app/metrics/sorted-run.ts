import { median } from '../kit/average.ts';
import { quantile } from '../kit/quantile.ts';
import type { Excluded, Numbers } from './fold.ts';
import { addBetween, FoldRun, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import type { Selected } from './selection.ts';
import { SortedGroup } from './sorted-group.ts';

/** Numbers by group, each group sorted once for all dates. */
export class SortedRun extends FoldRun {
  protected readonly none = new SortedAt(0, NOTHING_LEFT_OUT, new Map(), 0);
  readonly #moves = new Int32Array(this.space.grid.length + 1);
  readonly #counts = new Int32Array(this.space.grid.length + 1);

  protected fill(selected: Selected): void {
    const dates = this.space.grid.length;
    const groups = this.#groupsOf(selected);
    const moves = this.#moves.fill(0);
    const counts = this.#counts.fill(0);
    for (let k = 0; k < selected.length; k++) {
      const [enter, leave] = [selected.enters[k] as number, selected.leaves[k] as number];
      addBetween(counts, enter, leave, 1);
      moves[enter] = 1;
      moves[leave] = 1;
    }
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      if (d > 0 && moves[d] === 0 && excluded === value.excluded) continue;
      value = new SortedAt(value.count + (counts[d] as number), excluded, groups, d);
      this.change(d, value);
    }
  }

  #groupsOf({ length, rows, enters, leaves }: Selected): ReadonlyMap<number, SortedGroup> {
    const { of, by } = this.fold as BoundFold; // its readers accept the rows of its table
    const { reader, grid } = this.space;
    const members = new Map<number, number[]>();
    const numbers = new Float64Array(length);
    for (let k = 0; k < length; k++) {
      const row = reader.at(rows[k] as number);
      numbers[k] = of?.(row) ?? 0;
      const key = by?.(row) ?? 0;
      const group = members.get(key);
      if (group) group.push(k);
      else members.set(key, [k]);
    }
    const sorted = [...members].map(([key, group]): [number, SortedGroup] => [
      key,
      new SortedGroup(
        {
          numbers: Float64Array.from(group, (k) => numbers[k] as number),
          enters: Int32Array.from(group, (k) => enters[k] as number),
          leaves: Int32Array.from(group, (k) => leaves[k] as number),
        },
        grid.length,
      ),
    ]);
    return new Map(sorted.sort(([a], [b]) => a - b));
  }
}

/** The numbers at one date. It rests on groups that are never changed, so it may be kept. */
class SortedAt {
  readonly count: number;
  readonly excluded: Excluded;
  readonly #groups: ReadonlyMap<number, SortedGroup>;
  readonly #date: number;

  constructor(count: number, excluded: Excluded, groups: ReadonlyMap<number, SortedGroup>, date: number) {
    this.count = count;
    this.excluded = excluded;
    this.#groups = groups;
    this.#date = date;
  }

  get sum(): number {
    return this.#all().sum;
  }

  median(): number | undefined {
    return this.#all().median();
  }

  quantile(p: number): number | undefined {
    return this.#all().quantile(p);
  }

  groups(): number[] {
    return [...this.#groups].flatMap(([key, { counts }]) => (counts[this.#date] ? [key] : []));
  }

  over(keys: readonly number[]): Numbers {
    const groups = keys.flatMap((key) => this.#groups.get(key) ?? []);
    const date = this.#date;
    const [only] = groups;
    return groups.length === 1 && only ? new OneGroup(only, date) : new ManyGroups(groups, date);
  }

  #all(): Numbers {
    return this.over([...this.#groups.keys()]);
  }
}

class OneGroup implements Numbers {
  readonly count: number;
  readonly sum: number;
  readonly #group: SortedGroup;
  readonly #date: number;

  constructor(group: SortedGroup, date: number) {
    this.#group = group;
    this.#date = date;
    this.count = group.counts[date] as number;
    this.sum = group.sums[date] as number;
  }

  median(): number | undefined {
    if (this.count === 0) return undefined;
    const [low, high] = this.#group.at(this.#date, Math.floor((this.count - 1) / 2));
    const upper = this.count % 2 === 1 ? low : high;
    return low === undefined || upper === undefined ? undefined : (low + upper) / 2;
  }

  quantile(p: number): number | undefined {
    if (this.count === 0) return undefined;
    const at = (this.count - 1) * p;
    const [low, next] = this.#group.at(this.#date, Math.floor(at));
    const high = Number.isInteger(at) ? low : next;
    return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
  }
}

/** Several groups together are seldom asked for: they are put together when they are. */
class ManyGroups implements Numbers {
  readonly count: number;
  readonly sum: number;
  readonly #groups: readonly SortedGroup[];
  readonly #date: number;

  constructor(groups: readonly SortedGroup[], date: number) {
    this.#groups = groups;
    this.#date = date;
    this.count = groups.reduce((count, { counts }) => count + (counts[date] as number), 0);
    this.sum = groups.reduce((sum, { sums }) => sum + (sums[date] as number), 0);
  }

  median(): number | undefined {
    return median(this.#numbers());
  }

  quantile(p: number): number | undefined {
    return quantile(this.#numbers(), p);
  }

  #numbers(): number[] {
    const numbers: number[] = [];
    for (const group of this.#groups) group.collect(this.#date, numbers);
    return numbers;
  }
}
