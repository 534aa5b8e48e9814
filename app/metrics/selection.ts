/** What a fold selects: of the rows in its reach those that pass its condition and are not left out. */
import type { AccountFacts } from '../facts/account-facts.ts';
import type { Fold } from './fold.ts';
import type { BoundFold } from './interpret.ts';
import type { InReach, Reaches } from './reaches.ts';
import type { Selected, Workspace } from './workspace.ts';

/** Called for a row that is in reach and left out, with the number of the reason in the order of the fold. */
export type LeaveOut = (reason: number, enter: number, leave: number) => void;

type Test = (row: object) => boolean;
type Condition = (row: object, facts: AccountFacts) => boolean;

/** What a fold selects, prepared for many subjects. */
export class Selection {
  readonly #inReach: InReach;
  readonly #space: Workspace;
  readonly #where: Condition | undefined;
  readonly #tests: readonly Test[];
  readonly #leaveOut: LeaveOut;

  constructor(fold: Fold, reaches: Reaches, space: Workspace, leaveOut: LeaveOut) {
    const bound = fold as BoundFold; // `from` names the table of its readers
    this.#inReach = reaches.of(bound);
    this.#space = space;
    this.#where = bound.where;
    this.#tests = Object.values(bound.excluding ?? {});
    this.#leaveOut = leaveOut;
  }

  /** The rows of `subject` that count at some date. They are read before the next ones are asked for, and not changed. */
  select(subject: number): Selected {
    const { reader, selected, facts } = this.#space;
    const [where, tests] = [this.#where, this.#tests];
    reader.bind(this.#inReach.table);
    const inReach = this.#inReach.of(subject);
    if (where === undefined && tests.length === 0) return inReach;
    const { at } = reader;
    const { length, rows, enters, leaves, anchors } = inReach;
    selected.clear(length);
    let count = 0;
    for (let k = 0; k < length; k++) {
      const row = at(rows[k] as number);
      if (where !== undefined && !where(row, facts)) continue;
      const [enter, leave] = [enters[k] as number, leaves[k] as number];
      const reason = tests.length === 0 ? -1 : firstOf(tests, row);
      if (reason !== -1) {
        this.#leaveOut(reason, enter, leave);
        continue;
      }
      selected.rows[count] = rows[k] as number;
      selected.enters[count] = enter;
      selected.leaves[count] = leave;
      selected.anchors[count] = anchors[k] as number;
      count++;
    }
    selected.length = count;
    return selected;
  }
}

function firstOf(tests: readonly ((row: object) => boolean)[], row: object): number {
  for (let t = 0; t < tests.length; t++) if (tests[t]?.(row)) return t;
  return -1;
}
