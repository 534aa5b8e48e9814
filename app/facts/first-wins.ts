import type { Day } from '../kit/days.ts';

/** A deal that counts as won with business date `day` while from <= as-of < until. */
export interface WonInterval {
  readonly day: Day;
  readonly from: Day;
  readonly until: Day;
  readonly deal: number;
}

/**
 * Which of a customer's won deals is its first, and between which as-of dates. A win that is later reopened hands the
 * place to the next one, so the answer for a past date never depends on what came after it.
 */
export function firstWinIntervals(wins: readonly WonInterval[]): WonInterval[] {
  const ordered = wins.toSorted((a, b) => a.day - b.day || a.deal - b.deal || a.from - b.from);
  const taken: { from: Day; until: Day }[] = [];
  const first: WonInterval[] = [];
  for (const win of ordered) {
    for (const free of subtract(win, taken)) first.push({ ...win, ...free });
    taken.push({ from: win.from, until: win.until });
  }
  return first;
}

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
