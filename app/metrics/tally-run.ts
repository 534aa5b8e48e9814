import { type ByDate, byDate } from '../kit/by-date.ts';
import type { Excluded } from './fold.ts';
import { NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import { SelectingRun } from './selecting-run.ts';
import type { Selected } from './workspace.ts';

/** What comes and goes under each key, and when; one entry for every key of every row. */
class Entries {
  keys: Int32Array;
  amounts: Float64Array;
  enters: Int32Array;
  leaves: Int32Array;
  length = 0;
  /** One more than the largest key. */
  known = 0;

  /** @param room for rows of one key each */
  constructor(room: number) {
    this.keys = new Int32Array(room);
    this.amounts = new Float64Array(room);
    this.enters = new Int32Array(room);
    this.leaves = new Int32Array(room);
  }

  add(key: number, amount: number, enter: number, leave: number): void {
    if (key < 0) return; // nobody's
    if (this.length === this.keys.length) this.#grow();
    const at = this.length++;
    this.keys[at] = key;
    this.amounts[at] = amount;
    this.enters[at] = enter;
    this.leaves[at] = leave;
    if (key >= this.known) this.known = key + 1;
  }

  /** Places of what enters at each date. */
  enteringBy(dates: number): ByDate {
    return byDate(this.enters.subarray(0, this.length), dates);
  }

  leavingBy(dates: number): ByDate {
    return byDate(this.leaves.subarray(0, this.length), dates);
  }

  #grow(): void {
    const wider = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const room = 2 * this.length + 16;
    this.keys = wider(this.keys, new Int32Array(room));
    this.amounts = wider(this.amounts, new Float64Array(room));
    this.enters = wider(this.enters, new Int32Array(room));
    this.leaves = wider(this.leaves, new Int32Array(room));
  }
}

/** Sums of whole numbers by key: what enters is added and what leaves taken away, and a date keeps a copy of the sums. */
export class TallyRun extends SelectingRun {
  protected readonly none = new TallyAt(0, NOTHING_LEFT_OUT, new Float64Array(0));

  protected fill(selected: Selected): void {
    const dates = this.space.grid.length;
    const entries = this.#entriesOf(selected);
    const [entering, leaving] = [entries.enteringBy(dates), entries.leavingBy(dates)];
    const counts = this.#countChanges(selected);
    const sums = new Float64Array(entries.known);
    let value = this.none;
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const isMoved = add(entering, d, 1, entries, sums) + add(leaving, d, -1, entries, sums) > 0;
      const more = counts[d] as number;
      if (d > 0 && !isMoved && more === 0 && excluded === value.excluded) continue;
      value = new TallyAt(value.count + more, excluded, isMoved || d === 0 ? sums.slice() : value.sums);
      this.changes.add(d, value);
    }
  }

  #entriesOf({ length, rows, enters, leaves }: Selected): Entries {
    const { of, keys } = this.fold as BoundFold; // its readers accept the rows of its table
    const { reader, facts } = this.space;
    const entries = new Entries(length);
    for (let k = 0; k < length; k++) {
      const row = reader.at(rows[k] as number);
      const under = keys?.(row, facts) ?? [];
      const amount = of?.(row) ?? 1;
      const [enter, leave] = [enters[k] as number, leaves[k] as number];
      if (typeof under === 'number') entries.add(under, amount, enter, leave);
      else for (const key of under) entries.add(key, amount, enter, leave);
    }
    return entries;
  }

  /** By date, how many more rows are in reach than at the date before. */
  #countChanges({ length, enters, leaves }: Selected): Int32Array {
    const counts = new Int32Array(this.space.grid.length + 1);
    for (let k = 0; k < length; k++) {
      counts[enters[k] as number] = (counts[enters[k] as number] as number) + 1;
      counts[leaves[k] as number] = (counts[leaves[k] as number] as number) - 1;
    }
    return counts;
  }
}

/** @returns how many entries come or go at the date */
function add({ starts, places }: ByDate, d: number, sign: 1 | -1, { keys, amounts }: Entries, sums: Float64Array) {
  const [start, end] = [starts[d] as number, starts[d + 1] as number];
  for (let i = start; i < end; i++) {
    const place = places[i] as number;
    const key = keys[place] as number;
    sums[key] = (sums[key] as number) + sign * (amounts[place] as number);
  }
  return end - start;
}

/** The sums at one date; they are not changed afterwards. */
class TallyAt {
  readonly count: number;
  readonly excluded: Excluded;
  readonly sums: Float64Array;

  constructor(count: number, excluded: Excluded, sums: Float64Array) {
    this.count = count;
    this.excluded = excluded;
    this.sums = sums;
  }

  at(key: number): number {
    return this.sums[key] ?? 0;
  }
}
