import type { Day } from '../kit/days.ts';
import type { Excluded } from './fold.ts';
import { NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import { Rolling } from './rolling.ts';
import { SelectingRun } from './selecting-run.ts';
import type { Selected } from './workspace.ts';

/** Rows by the date at which they enter. Those of a subject stay readable until the next one is loaded. */
export class RowsRun extends SelectingRun {
  protected readonly none = new RowsAt(0, NOTHING_LEFT_OUT, this, 0, 0, 0);
  rows: Int32Array = new Int32Array(64);
  leaves: Int32Array = new Int32Array(64);
  readonly #entering = new Int32Array(this.space.grid.length + 1);
  readonly #leaving = new Int32Array(this.space.grid.length + 1);
  #length = 0;
  #rolling: Rolling | undefined;

  protected fill({ length, rows, enters, leaves }: Selected): void {
    if (this.rows.length < length) {
      const room = Math.max(length, 2 * this.rows.length);
      [this.rows, this.leaves] = [new Int32Array(room), new Int32Array(room)];
    }
    const entering = this.#entering.fill(0);
    const leaving = this.#leaving.fill(0);
    for (let k = 0; k < length; k++) {
      entering[enters[k] as number] = (entering[enters[k] as number] as number) + 1;
      leaving[leaves[k] as number] = (leaving[leaves[k] as number] as number) + 1;
    }
    const place = startsOf(entering);
    for (let k = 0; k < length; k++) {
      const at = place[enters[k] as number] as number;
      place[enters[k] as number] = at + 1;
      this.rows[at] = rows[k] as number;
      this.leaves[at] = leaves[k] as number;
    }
    this.#length = length;
    this.#rolling = undefined;
    const dates = this.space.grid.length;
    let value = this.none;
    let [alive, entered] = [0, 0];
    for (let d = 0; d < dates; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      const [more, fewer] = [entering[d] as number, leaving[d] as number];
      entered += more;
      // Rows before this one have all left, so a window never looks at its own past again.
      while (alive < entered && (this.leaves[alive] as number) <= d) alive++;
      if (d > 0 && more === 0 && fewer === 0 && excluded === value.excluded) continue;
      value = new RowsAt(value.count + more - fewer, excluded, this, d, alive, entered);
      this.changes.add(d, value);
    }
  }

  /** The view of a row. */
  readonly at: (row: number) => object = this.table.at;
  readonly days: Int32Array = this.table.columns.day;

  /** What is kept of the rows in reach at a date. */
  rolledAt(date: number): object {
    const { roll } = this.fold as BoundFold; // its reader accepts the rows of its table
    const { facts } = this.space;
    if (roll === undefined || this.changes.isEmpty) return roll?.start(facts) ?? [];
    if (this.#rolling === undefined) {
      const [rows, leaves] = [this.rows.subarray(0, this.#length), this.leaves.subarray(0, this.#length)];
      this.#rolling = new Rolling(roll, { rows, entering: startsOf(this.#entering), leaves }, this.at, facts);
    }
    return this.#rolling.stateAt(date);
  }
}

function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length);
  for (let d = 1; d < counts.length; d++) starts[d] = (starts[d - 1] as number) + (counts[d - 1] as number);
  return starts;
}

/** The rows in reach at one date, found when they are asked for. */
class RowsAt {
  readonly count: number;
  readonly excluded: Excluded;
  readonly #run: RowsRun;
  readonly #date: number;
  readonly #from: number;
  readonly #to: number;

  constructor(count: number, excluded: Excluded, run: RowsRun, date: number, from: number, to: number) {
    this.count = count;
    this.excluded = excluded;
    this.#run = run;
    this.#date = date;
    this.#from = from;
    this.#to = to;
  }

  each(read: (row: object) => void): void {
    const { rows, leaves, at } = this.#run;
    for (let k = this.#from; k < this.#to; k++) {
      if ((leaves[k] as number) > this.#date) read(at(rows[k] as number));
    }
  }

  since(day: Day, read: (row: object) => void): void {
    const { rows, leaves, days, at } = this.#run;
    for (let k = this.#from; k < this.#to; k++) {
      const row = rows[k] as number;
      if ((days[row] as number) >= day && (leaves[k] as number) > this.#date) read(at(row));
    }
  }

  rolled(): object {
    return this.#run.rolledAt(this.#date);
  }

  map<T>(read: (row: object) => T): T[] {
    const all: T[] = [];
    this.each((row) => all.push(read(row)));
    return all;
  }
}
