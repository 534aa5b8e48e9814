import type { Day } from '../kit/days.ts';
import type { Excluded, Gap } from './fold.ts';
import { NOTHING_LEFT_OUT } from './fold-run.ts';
import type { BoundFold } from './interpret.ts';
import { SelectingRun } from './selecting-run.ts';
import type { Selected } from './workspace.ts';

interface GapsValue {
  readonly count: number;
  readonly excluded: Excluded;
  readonly first: Day | null;
  readonly last: Day | null;
  readonly gaps: readonly Gap[];
}

/** The long times between one anchor and the next. Values are made of days alone, so they may be kept. */
export class GapsRun extends SelectingRun {
  protected readonly none: GapsValue = { count: 0, excluded: NOTHING_LEFT_OUT, first: null, last: null, gaps: [] };
  readonly #longer = (this.fold as BoundFold).longer ?? 0;
  /** By date, whether anything comes or goes. */
  readonly #moves = new Uint8Array(this.space.grid.length + 1);

  protected fill(selected: Selected): void {
    const moves = this.#moves.fill(0);
    for (let k = 0; k < selected.length; k++) {
      moves[selected.enters[k] as number] = 1;
      moves[selected.leaves[k] as number] = 1;
    }
    const order = byAnchor(selected);
    const isGrowing = onlyGrows(selected, order, this.space.grid.length);
    let value = this.none;
    let next = 0;
    for (let d = 0; d < this.space.grid.length; d++) {
      const excluded = this.excludedAt(d, value.excluded);
      if (d > 0 && moves[d] === 0 && excluded === value.excluded) continue;
      // What has only grown goes on from the value before; else everything that is there is looked at again.
      const from = isGrowing ? value : this.none;
      if (!isGrowing) next = 0;
      const found = { count: from.count, first: from.first, last: from.last, gaps: from.gaps };
      for (; next < order.length && (!isGrowing || (selected.enters[order[next] as number] as number) <= d); next++) {
        const k = order[next] as number;
        if ((selected.enters[k] as number) > d || (selected.leaves[k] as number) <= d) continue;
        const day = selected.anchors[k] as number;
        found.count++;
        found.first ??= day;
        if (found.last !== null && day - found.last > this.#longer) {
          found.gaps = [...found.gaps, { from: found.last, to: day }];
        }
        found.last = day;
      }
      value = { ...found, excluded };
      this.changes.add(d, value);
    }
  }
}

/** Places of what was selected, in order of their anchors: as a rule they stand so already. */
function byAnchor({ length, anchors }: Selected): Int32Array {
  const order = new Int32Array(length);
  for (let k = 0; k < length; k++) order[k] = k;
  for (let k = 1; k < length; k++) {
    if ((anchors[k] as number) >= (anchors[k - 1] as number)) continue;
    return order.sort((a, b) => (anchors[a] as number) - (anchors[b] as number));
  }
  return order;
}

/** Nothing leaves before the last date, and what comes later lies later. */
function onlyGrows({ enters, leaves }: Selected, order: Int32Array, dates: number): boolean {
  for (let i = 0; i < order.length; i++) {
    const k = order[i] as number;
    if ((leaves[k] as number) < dates) return false;
    if (i > 0 && (enters[k] as number) < (enters[order[i - 1] as number] as number)) return false;
  }
  return true;
}
