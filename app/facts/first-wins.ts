import type { Day } from '../kit/days.ts';

/** A deal that counts as won with business date `day` while from <= as-of < until. */
export interface WonInterval {
  readonly day: Day;
  readonly from: Day;
  readonly until: Day;
  readonly deal: number;
  /** Record id of the deal: decides between wins of one day, whatever order the records came in. */
  readonly id: string;
}

/**
 * Which of a customer's won deals is its first, and between which as-of dates. A win that is later reopened hands the
 * place to the next one, so the answer for a past date never depends on what came after it.
 */
export function firstWinIntervals(wins: readonly WonInterval[]): WonInterval[] {
  const ordered = wins.toSorted((a, b) => a.day - b.day || byId(a.id, b.id) || a.from - b.from);
  const taken: { from: Day; until: Day }[] = [];
  const first: WonInterval[] = [];
  for (const win of ordered) {
    for (const free of subtract(win, taken)) first.push({ ...win, ...free });
    taken.push({ from: win.from, until: win.until });
  }
  return first;
}

/** Shorter first, so that numbers written as text stand in their own order. */
const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

function subtract(whole: { from: Day; until: Day }, taken: readonly { from: Day; until: Day }[]) {
  let free = [{ from: whole.from, until: whole.until }];
  for (const hole of taken) {
    free = free.flatMap((piece) =>
      [
        { from: piece.from, until: Math.min(piece.until, hole.from) },
        { from: Math.max(piece.from, hole.until), until: piece.until },
      ].filter((part) => part.from < part.until),
    );
  }
  return free;
}
