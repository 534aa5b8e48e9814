import type { AccountFacts } from '../facts/account-facts.ts';
import { TABLES } from '../facts/tables.ts';
import type { DateGrid } from '../kit/date-grid.ts';
import { type Day, fiscalYearStart, nextFiscalYearStart } from '../kit/days.ts';
import { RowReader } from '../kit/table.ts';

/** Rows in reach at some date: row `rows[k]` counts at dates `enters[k]` up to, and not at, `leaves[k]`. */
export class Selected {
  length = 0;
  rows: Int32Array = new Int32Array(256);
  enters: Int32Array = new Int32Array(256);
  leaves: Int32Array = new Int32Array(256);
  anchors: Int32Array = new Int32Array(256);

  /** Empties it, with room for so many rows. */
  clear(room: number): void {
    this.length = 0;
    if (this.rows.length < room) this.#makeRoom(Math.max(room, 2 * this.rows.length));
  }

  /** Takes over what another one holds, in no more room than it needs. */
  copy({ length, rows, enters, leaves, anchors }: Selected): void {
    this.length = length;
    this.rows = rows.slice(0, length);
    this.enters = enters.slice(0, length);
    this.leaves = leaves.slice(0, length);
    this.anchors = anchors.slice(0, length);
  }

  #makeRoom(room: number): void {
    this.rows = new Int32Array(room);
    this.enters = new Int32Array(room);
    this.leaves = new Int32Array(room);
    this.anchors = new Int32Array(room);
  }
}

export function twice(column: Int32Array): Int32Array {
  const wider = new Int32Array(column.length * 2);
  wider.set(column);
  return wider;
}

/** What all folds of a sweep share: the dates, the account's calendar, and the memory they work in. */
export class Workspace {
  readonly facts: AccountFacts;
  readonly grid: DateGrid;
  readonly reader = new RowReader(Object.values(TABLES));
  /** Of the selection made last; the next one overwrites it. */
  readonly selected = new Selected();
  /** For finding few among many rows: each reach of a programme would else keep room for all of them. */
  readonly scratch = new Selected();
  /** Starts of the fiscal years that hold one of the dates, and of the next one. */
  readonly fiscalYears: readonly Day[];

  constructor(grid: DateGrid, facts: AccountFacts) {
    const { fiscalYearStartMonth } = facts.settings;
    this.grid = grid;
    this.facts = facts;
    const starts = [fiscalYearStart(grid.first, fiscalYearStartMonth)];
    while ((starts.at(-1) as Day) <= grid.last) {
      starts.push(nextFiscalYearStart(starts.at(-1) as Day, fiscalYearStartMonth));
    }
    this.fiscalYears = starts;
  }
}
