/** What a fold selects: of the rows in its reach those that pass its condition and are not left out. */
import type { Fold } from './fold.ts';
import type { BoundFold } from './interpret.ts';
import type { InReach, Reaches } from './reaches.ts';
import { COUNTS, FAILS, LEFT_OUT, UNTOLD, type Verdicts } from './verdicts.ts';
import type { Selected, Workspace } from './workspace.ts';

/** Called for a row that is in reach and left out, with the number of the reason in the order of the fold. */
export type LeaveOut = (reason: number, enter: number, leave: number) => void;

/** What a fold selects, prepared for many subjects. */
export class Selection {
  readonly #inReach: InReach;
  readonly #space: Workspace;
  readonly #verdicts: Verdicts;
  readonly #leaveOut: LeaveOut;

  constructor(fold: Fold, reaches: Reaches, space: Workspace, leaveOut: LeaveOut) {
    const bound = fold as BoundFold; // `from` names the table of its readers
    this.#inReach = reaches.of(bound);
    this.#verdicts = reaches.verdictsOf(bound);
    this.#space = space;
    this.#leaveOut = leaveOut;
  }

  /** The rows of `subject` that count at some date. They are read before the next ones are asked for, and not changed. */
  select(subject: number): Selected {
    const { reader, selected } = this.#space;
    const verdicts = this.#verdicts;
    reader.bind(this.#inReach.table);
    const inReach = this.#inReach.of(subject);
    if (verdicts.isOfAll) return inReach;
    const { at } = reader;
    const { length, rows, enters, leaves, anchors } = inReach;
    selected.clear(length);
    // Called for every row of every fold: written to places, without a look at the object for each.
    const { isShared } = verdicts;
    const [told, first] = [verdicts.of(subject), verdicts.first];
    const { rows: toRows, enters: toEnters, leaves: toLeaves, anchors: toAnchors } = selected;
    let count = 0;
    for (let k = 0; k < length; k++) {
      const i = rows[k] as number;
      let verdict = isShared ? (told[i - first] as number) : UNTOLD;
      if (verdict === UNTOLD) {
        verdict = verdicts.on(at(i));
        if (isShared) told[i - first] = verdict;
      }
      if (verdict === FAILS) continue;
      if (verdict !== COUNTS) {
        this.#leaveOut(verdict - LEFT_OUT, enters[k] as number, leaves[k] as number);
        continue;
      }
      toRows[count] = i;
      toEnters[count] = enters[k] as number;
      toLeaves[count] = leaves[k] as number;
      toAnchors[count] = anchors[k] as number;
      count++;
    }
    selected.length = count;
    return selected;
  }
}
