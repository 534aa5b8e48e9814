const NONE = -1;
const SEVERAL = -2;

/**
 * Lists of whole numbers from 0, nearly all of them of one number: those stand in a column, since a list for each would be
 * an object to find, and they are looked up a million times.
 */
export class NumberLists {
  /** By list, its only number. */
  readonly #only: Int32Array;
  readonly #several = new Map<number, readonly number[]>();

  constructor(length: number, listOf: (i: number) => readonly number[]) {
    this.#only = new Int32Array(length).fill(NONE);
    for (let i = 0; i < length; i++) {
      const list = listOf(i);
      if (list.length > 1) this.#several.set(i, list);
      this.#only[i] = list.length > 1 ? SEVERAL : (list[0] ?? NONE);
    }
  }

  /** Counts one more under each number of a list. */
  countUnder(counts: Int32Array, i: number): void {
    const only = this.#only[i] as number;
    if (only >= 0) counts[only] = (counts[only] as number) + 1;
    else if (only === SEVERAL) {
      for (const number of this.#several.get(i) ?? []) counts[number] = (counts[number] as number) + 1;
    }
  }
}
