import type { Excluded, Numbers } from './fold.ts';
import { countBetween, NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import { SelectingRun } from './selecting-run.ts';
import { type DatedNumbers, pairIn, rankedIn, SortedGroup } from './sorted-group.ts';
import type { Selected } from './workspace.ts';

/** Numbers by group, each group sorted once for all dates, when it is first asked for. */
export class SortedRun extends SelectingRun {
  protected readonly none = new SortedAt(0, NOTHING_LEFT_OUT, new Groups(NO_ROWS, 0), 0);
  readonly #moves = new Int32Array(this.space.grid.length + 1);
  readonly #counts = new Int32Array(this.space.grid.length + 1);

  protected fill(selected: Selected): void {
    const dates = this.space.grid.length;
    const groups = this.#groupsOf(selected);
    const moves = this.#moves.fill(0);
    const counts = this.#counts.fill(0);
    for (let k = 0; k < selected.length; k++) {
      const [enter, leave] = [selected.enters[k] as number, selected.leaves[k] as number];
      countBetween(counts, enter, leave);
      moves[enter] = 1;
      moves[leave] = 1;
    }
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      if (d > 0 && moves[d] === 0 && excluded === value.excluded) continue;
      value = new SortedAt(value.count + (counts[d] as number), excluded, groups, d);
      this.changes.add(d, value);
    }
  }

  /** Read from the rows now: they are not those of this subject for long. */
  #groupsOf({ length, rows, enters, leaves }: Selected): Groups {
    const { of, by } = this.fold as BoundFold; // its readers accept the rows of its table
    const { reader, grid, facts } = this.space;
    const numbers = new Float64Array(length);
    const keys = new Float64Array(length);
    for (let k = 0; k < length; k++) {
      const row = reader.at(rows[k] as number);
      numbers[k] = of?.(row) ?? 0;
      keys[k] = by?.(row, facts) ?? 0;
    }
    return new Groups({ numbers, keys, enters: enters.slice(0, length), leaves: leaves.slice(0, length) }, grid.length);
  }
}

/** Numbers with the group of each, in the order of their rows. */
interface GroupedNumbers extends DatedNumbers {
  readonly keys: Float64Array;
}

const NO_ROWS: GroupedNumbers = {
  numbers: new Float64Array(0),
  keys: new Float64Array(0),
  enters: new Int32Array(0),
  leaves: new Int32Array(0),
};

/** The groups of some numbers, made when first asked for: many a subject has too few for anybody to ask. */
class Groups {
  readonly #rows: GroupedNumbers;
  readonly #dates: number;
  #byKey: ReadonlyMap<number, SortedGroup> | undefined;

  constructor(rows: GroupedNumbers, dates: number) {
    this.#rows = rows;
    this.#dates = dates;
  }

  /** In ascending order of the keys. */
  get byKey(): ReadonlyMap<number, SortedGroup> {
    this.#byKey ??= groupsOf(this.#rows, this.#dates);
    return this.#byKey;
  }
}

function groupsOf(rows: GroupedNumbers, dates: number): Map<number, SortedGroup> {
  const { numbers, keys, enters, leaves } = rows;
  const { known, groups, sizes } = numberedKeys(keys);
  if (known.length === 1) return new Map([[known[0] as number, new SortedGroup(rows, dates)]]);
  const parts = sizes.map(emptyGroup);
  for (let k = 0; k < keys.length; k++) {
    const part = parts[groups[k] as number] as (typeof parts)[number];
    part.numbers[part.filled] = numbers[k] as number;
    part.enters[part.filled] = enters[k] as number;
    part.leaves[part.filled] = leaves[k] as number;
    part.filled++;
  }
  const ascending = [...known.entries()].sort(([, a], [, b]) => a - b);
  return new Map(ascending.map(([group, key]) => [key, new SortedGroup(parts[group] as DatedNumbers, dates)]));
}

/** Numbers the keys as they come, so that each row looks its key up once. */
function numberedKeys(keys: Float64Array) {
  const numberOf = new Map<number, number>();
  const known: number[] = [];
  const sizes: number[] = [];
  const groups = new Int32Array(keys.length);
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k] as number;
    let group = numberOf.get(key);
    if (group === undefined) {
      group = known.push(key) - 1;
      sizes.push(0);
      numberOf.set(key, group);
    }
    groups[k] = group;
    sizes[group] = (sizes[group] as number) + 1;
  }
  return { known, groups, sizes };
}

const emptyGroup = (size: number) => ({
  numbers: new Float64Array(size),
  enters: new Int32Array(size),
  leaves: new Int32Array(size),
  filled: 0,
});

/** The numbers at one date. It rests on groups that are never changed, so it may be kept. */
class SortedAt {
  readonly count: number;
  readonly excluded: Excluded;
  readonly #groups: Groups;
  readonly #date: number;
  #everything: Numbers | undefined;

  constructor(count: number, excluded: Excluded, groups: Groups, date: number) {
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
    const keys: number[] = [];
    for (const [key, { counts }] of this.#groups.byKey) if (counts[this.#date] !== 0) keys.push(key);
    return keys;
  }

  over(keys: readonly number[]): Numbers {
    const groups: SortedGroup[] = [];
    for (const key of keys) {
      const group = this.#groups.byKey.get(key);
      if (group) groups.push(group);
    }
    return new Together(groups, this.#date);
  }

  #all(): Numbers {
    this.#everything ??= new Together([...this.#groups.byKey.values()], this.#date);
    return this.#everything;
  }
}

/** So many numbers are gone through in less time than halves of them are counted. */
const FEW = 256;

/** Numbers of one rank or two are found, never all of them put together. */
class Together implements Numbers {
  readonly count: number;
  readonly sum: number;
  readonly #groups: readonly SortedGroup[];
  readonly #date: number;

  constructor(groups: readonly SortedGroup[], date: number) {
    this.#groups = groups;
    this.#date = date;
    let [count, sum] = [0, 0];
    for (const group of groups) {
      count += group.counts[date] as number;
      sum += group.sums[date] as number;
    }
    this.count = count;
    this.sum = sum;
  }

  median(): number | undefined {
    const [low, next] = this.#around(Math.floor((this.count - 1) / 2));
    const high = this.count % 2 === 1 ? low : next;
    return low === undefined || high === undefined ? undefined : (low + high) / 2;
  }

  quantile(p: number): number | undefined {
    const at = (this.count - 1) * p;
    const [low, next] = this.#around(Math.floor(at));
    const high = Number.isInteger(at) ? low : next;
    return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
  }

  /** The number of a rank and the one after it. */
  #around(rank: number): readonly [number | undefined, number | undefined] {
    if (this.count === 0) return [undefined, undefined];
    const [only, another] = this.#groups;
    if (only && !another) return only.at(this.#date, rank);
    const all = this.#groups.reduce((sum, { length }) => sum + length, 0);
    if (all <= FEW) return pairIn(this.#groups, this.#date, rank);
    return [rankedIn(this.#groups, this.#date, rank), rankedIn(this.#groups, this.#date, rank + 1)];
  }
}
