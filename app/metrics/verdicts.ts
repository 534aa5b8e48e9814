import type { AccountFacts } from '../facts/account-facts.ts';
import type { Tables } from '../facts/tables.ts';
import type { BoundFold } from './interpret.ts';

/** What is said of a row; from `LEFT_OUT` on it is the number of a reason. */
export const UNTOLD = 0;
export const FAILS = 1;
export const COUNTS = 2;
export const LEFT_OUT = 3;

/**
 * What a condition, and what leaves rows out, say of the rows of one subject: asked of each row once, by whichever fold
 * comes first, whatever the reach of the others.
 */
export class Verdicts {
  /** Nothing is asked of rows. */
  readonly isOfAll: boolean;
  /** Whether several folds ask: what only one asks need not be kept. */
  isShared = false;
  /** The subject's first row. */
  first = 0;
  readonly #starts: Int32Array;
  readonly #facts: AccountFacts;
  readonly #where: BoundFold['where'];
  readonly #tests: readonly ((row: object) => boolean)[];
  #told = new Uint8Array(0);
  #subject = -1;

  constructor({ from, where, excluding }: BoundFold, tables: Tables, facts: AccountFacts) {
    this.#starts = tables[from].starts;
    this.#facts = facts;
    this.#where = where;
    this.#tests = Object.values(excluding ?? {});
    this.isOfAll = where === undefined && this.#tests.length === 0;
  }

  /** By row from `first` on, what was said so far; the next subject overwrites it. */
  of(subject: number): Uint8Array {
    if (this.isShared && subject !== this.#subject) this.#forget(subject);
    return this.#told;
  }

  on(row: object): number {
    if (this.#where !== undefined && !this.#where(row, this.#facts)) return FAILS;
    const tests = this.#tests;
    for (let t = 0; t < tests.length; t++) if (tests[t]?.(row)) return LEFT_OUT + t;
    return COUNTS;
  }

  #forget(subject: number): void {
    this.#subject = subject;
    this.first = this.#starts[subject] as number;
    const rows = (this.#starts[subject + 1] as number) - this.first;
    if (rows > this.#told.length) this.#told = new Uint8Array(rows);
    else this.#told.fill(UNTOLD, 0, rows);
  }
}
