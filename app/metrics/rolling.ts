import type { AccountFacts } from '../facts/account-facts.ts';
import { byDate } from '../kit/by-date.ts';
import type { BoundFold } from './interpret.ts';

/** Rows in the order in which they enter, with the dates at which they do and at which they leave. */
interface Moving {
  readonly rows: Int32Array;
  /** By date, the place of the first row that enters at it; behind the last one, how many there are. */
  readonly entering: Int32Array;
  readonly leaves: Int32Array;
}

/** What is kept of rows from date to date. It is rolled on, or back, to the date asked for: dates are asked in order. */
export class Rolling {
  readonly #roll: NonNullable<BoundFold['roll']>;
  readonly #facts: AccountFacts;
  readonly #at: (row: number) => object;
  readonly #state: object;
  /** Rows by the date at which they enter, and by that at which they leave. */
  readonly #entering: Runs;
  readonly #leaving: Runs;
  /** The state is that of this date; before the first one nothing is in reach. */
  #date = -1;

  constructor(
    roll: NonNullable<BoundFold['roll']>,
    { rows, entering, leaves }: Moving,
    at: (row: number) => object,
    facts: AccountFacts,
  ) {
    this.#roll = roll;
    this.#facts = facts;
    this.#at = at;
    this.#state = roll.start(facts);
    this.#entering = { starts: entering, rows };
    const { starts, places } = byDate(leaves, entering.length - 1);
    this.#leaving = { starts, rows: places.map((place) => rows[place] as number) };
  }

  stateAt(date: number): object {
    while (this.#date < date) {
      this.#date++;
      this.#move(this.#entering, 1);
      this.#move(this.#leaving, -1);
    }
    while (this.#date > date) {
      this.#move(this.#leaving, 1);
      this.#move(this.#entering, -1);
      this.#date--;
    }
    return this.#state;
  }

  #move({ starts, rows }: Runs, by: 1 | -1): void {
    const end = starts[this.#date + 1] as number;
    for (let i = starts[this.#date] as number; i < end; i++) {
      this.#roll.change(this.#state, this.#at(rows[i] as number), by, this.#facts);
    }
  }
}

interface Runs {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}
