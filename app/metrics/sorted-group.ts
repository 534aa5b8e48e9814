import { placesInOrder } from '../kit/rank.ts';

/** Numbers with the dates between which each counts, in the order they came. */
export interface DatedNumbers {
  readonly numbers: Float64Array;
  readonly enters: Int32Array;
  readonly leaves: Int32Array;
}

/** So many numbers are counted together, so that finding one of a rank looks at few of the others. */
const BLOCK = 256;

/**
 * The numbers of one group, sorted once for all dates. A date's median is found by counting those that are there at that
 * date: whole blocks are known, what is left is counted one by one.
 */
export class SortedGroup {
  /** By date. */
  readonly counts: Int32Array;
  readonly sums: Float64Array;
  readonly #numbers: Float64Array;
  readonly #enters: Int32Array;
  readonly #leaves: Int32Array;
  readonly #dates: number;
  readonly #blocks: number;
  /** By block and date, how many numbers before the block are there. */
  readonly #before: Int32Array;

  constructor(group: DatedNumbers, dates: number) {
    const { length } = group.numbers;
    this.#dates = dates;
    this.#numbers = new Float64Array(length);
    this.#enters = new Int32Array(length);
    this.#leaves = new Int32Array(length);
    const places = placesInOrder(group.numbers);
    for (let i = 0; i < length; i++) {
      const place = places[i] as number;
      this.#numbers[place] = group.numbers[i] as number;
      this.#enters[place] = group.enters[i] as number;
      this.#leaves[place] = group.leaves[i] as number;
    }
    this.sums = runningTotals(1, dates, this.#enters, this.#leaves, this.#numbers);
    this.#blocks = Math.max(1, Math.ceil(length / BLOCK));
    this.#before = new Int32Array((this.#blocks + 1) * dates);
    const inBlock = runningTotals(this.#blocks, dates, this.#enters, this.#leaves);
    for (let at = 0; at < inBlock.length; at++) {
      this.#before[at + dates] = (this.#before[at] as number) + (inBlock[at] as number);
    }
    this.counts = this.#before.subarray(this.#blocks * dates);
  }

  get length(): number {
    return this.#numbers.length;
  }

  /** Number at a position, whenever it is there. */
  number(position: number): number {
    return this.#numbers[position] as number;
  }

  /** Whether the number at a position is there at a date. */
  isThere(position: number, date: number): boolean {
    return (this.#enters[position] as number) <= date && (this.#leaves[position] as number) > date;
  }

  /** The number of a rank from 0 among those there at a date, and the one after it. */
  at(date: number, rank: number): readonly [number | undefined, number | undefined] {
    let [low, high] = [0, this.#blocks - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#before[middle * this.#dates + date] as number) <= rank) low = middle;
      else high = middle - 1;
    }
    const skipped = this.#before[low * this.#dates + date] as number;
    const found = this.#next(date, low * BLOCK, rank - skipped);
    return [this.#numbers[found], this.#numbers[this.#next(date, found + 1, 0)]];
  }

  /** Position behind the last number not above `number`. */
  positionAfter(number: number): number {
    let [low, high] = [0, this.#numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] as number) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many numbers before a position are there at a date. */
  countBefore(date: number, position: number): number {
    const block = Math.floor(position / BLOCK);
    let count = this.#before[block * this.#dates + date] as number;
    for (let i = block * BLOCK; i < position; i++) {
      if ((this.#enters[i] as number) <= date && (this.#leaves[i] as number) > date) count++;
    }
    return count;
  }

  /** Position, from `i` on, of the number behind `skipped` others that are there at the date. */
  #next(date: number, from: number, skipped: number): number {
    let left = skipped;
    let i = from;
    for (; i < this.#numbers.length; i++) {
      if ((this.#enters[i] as number) <= date && (this.#leaves[i] as number) > date && left-- === 0) break;
    }
    return i;
  }
}

/** Totals at each date, block by block, of what has entered and not left; 1 each without `amounts`. */
function runningTotals(
  blocks: number,
  dates: number,
  enters: Int32Array,
  leaves: Int32Array,
  amounts?: Float64Array,
): Float64Array {
  const totals = new Float64Array(blocks * dates);
  const size = blocks === 1 ? enters.length : BLOCK;
  for (let block = 0; block < blocks; block++) {
    const row = block * dates;
    const end = Math.min(enters.length, (block + 1) * size);
    for (let i = block * size; i < end; i++) {
      const amount = amounts === undefined ? 1 : (amounts[i] as number);
      const [enter, leave] = [row + (enters[i] as number), row + (leaves[i] as number)];
      totals[enter] = (totals[enter] as number) + amount;
      if (leave < row + dates) totals[leave] = (totals[leave] as number) - amount;
    }
    for (let d = row + 1; d < row + dates; d++) totals[d] = (totals[d] as number) + (totals[d - 1] as number);
  }
  return totals;
}

/** The number of a rank among those there at a date in any of some groups, and the one after it: goes through them in order. */
export function pairIn(
  groups: readonly SortedGroup[],
  date: number,
  rank: number,
): readonly [number | undefined, number | undefined] {
  const places = new Int32Array(groups.length);
  let found: number | undefined;
  for (let passed = 0; ; passed++) {
    let next: number | undefined;
    let of = -1;
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g] as SortedGroup;
      let place = places[g] as number;
      while (place < group.length && !group.isThere(place, date)) place++;
      places[g] = place;
      if (place === group.length || (next !== undefined && group.number(place) >= next)) continue;
      next = group.number(place);
      of = g;
    }
    if (next === undefined || passed > rank) return [found, next];
    places[of] = (places[of] as number) + 1;
    if (passed === rank) found = next;
  }
}

/** The number of a rank among those there at a date in any of some groups: halves what may be it until one is left. */
export function rankedIn(groups: readonly SortedGroup[], date: number, rank: number): number | undefined {
  const low = groups.map(() => 0);
  const high = groups.map(({ length }) => length);
  let found: number | undefined;
  for (;;) {
    const widths = groups.map((_, g) => (high[g] as number) - (low[g] as number));
    const widest = widths.indexOf(Math.max(...widths));
    const group = groups[widest];
    if (group === undefined || (widths[widest] as number) <= 0) return found;
    const middle = ((low[widest] as number) + (high[widest] as number)) >> 1;
    const pivot = group.number(middle);
    const after = groups.map((one) => one.positionAfter(pivot));
    const upTo = groups.reduce((count, one, g) => count + one.countBefore(date, after[g] as number), 0);
    if (upTo > rank) {
      found = pivot;
      for (const g of groups.keys()) high[g] = Math.min(high[g] as number, after[g] as number);
      high[widest] = middle;
    } else {
      for (const g of groups.keys()) low[g] = Math.max(low[g] as number, after[g] as number);
    }
  }
}
