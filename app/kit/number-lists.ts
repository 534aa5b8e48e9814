/** Lists of whole numbers in one column, for what is looked up a million times: a list of its own for each would be an object. */
export class NumberLists {
  /** Those of `i` stand at `starts[i]` up to `starts[i + 1]`. */
  readonly #starts: Int32Array;
  readonly #numbers: Int32Array;

  constructor(lists: readonly (readonly number[])[]) {
    this.#starts = new Int32Array(lists.length + 1);
    for (const [i, list] of lists.entries()) this.#starts[i + 1] = (this.#starts[i] as number) + list.length;
    this.#numbers = Int32Array.from(lists.flat());
  }

  /** Counts one more, or one less, under each number of a list. */
  countUnder(counts: Int32Array, i: number, by: 1 | -1 = 1): void {
    const end = this.#starts[i + 1] as number;
    for (let k = this.#starts[i] as number; k < end; k++) {
      const number = this.#numbers[k] as number;
      counts[number] = (counts[number] as number) + by;
    }
  }
}
