import { placesInOrder } from '../kit/rank.ts';

/** Numbers with the dates between which each counts, in the order they came. */
export interface DatedNumbers {
  readonly numbers: Float64Array;
  readonly enters: Int32Array;
  readonly leaves: Int32Array;
}

/** So many numbers are counted together, so that finding one of a rank skips most of the others. */
const BLOCK = 256;

/**
 * The numbers of one group, sorted once for all dates. A date's median is found by counting up to the middle those that are
 * there at that date: whole blocks first, then one by one.
 */
export class SortedGroup {
  readonly counts: Int32Array;
  readonly sums: Float64Array;
  readonly #numbers: Float64Array;
  readonly #enters: Int32Array;
  readonly #leaves: Int32Array;
  readonly #dates: number;
  /** By block and date, how many of the block are there; none for a group of one block. */
  readonly #inBlock: Int32Array | undefined;

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
    const blocks = Math.ceil(length / BLOCK);
    this.#inBlock = blocks > 1 ? Int32Array.from(runningTotals(blocks, dates, this.#enters, this.#leaves)) : undefined;
    this.counts = Int32Array.from(runningTotals(1, dates, this.#enters, this.#leaves));
  }

  /** The number of a rank from 0 among those there at a date, and the one after it. */
  at(date: number, rank: number): readonly [number | undefined, number | undefined] {
    let left = rank;
    let i = 0;
    if (this.#inBlock) {
      for (let at = date; i + BLOCK < this.#numbers.length; i += BLOCK, at += this.#dates) {
        const inBlock = this.#inBlock[at] as number;
        if (inBlock > left) break;
        left -= inBlock;
      }
    }
    const found = this.#next(date, i, left);
    return [this.#numbers[found], this.#numbers[this.#next(date, found + 1, 0)]];
  }

  /** Adds those there at a date to a list. */
  collect(date: number, into: number[]): void {
    for (let i = this.#next(date, 0, 0); i < this.#numbers.length; i = this.#next(date, i + 1, 0)) {
      into.push(this.#numbers[i] as number);
    }
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
