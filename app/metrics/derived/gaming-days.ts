/** How much on one day is worth a look. Defaults of ours: no source gives numbers. */
import type { Day } from '../../kit/days.ts';

/** Registrations of one partner on one day, from which they look like a list and not like deals. */
export const BULK_FROM = 5;

/** Downloads of one person on one day, from which nobody can have read them. */
export const SESSION_FROM = 20;

/** Answers of one wave, from which it is told that one person alone gave them. */
export const LONE_FROM = 3;

/** Things of one day, where there are at least so many of them. */
export function crowdedDays<T extends { readonly day: Day }>(things: readonly T[], from: number): readonly T[] {
  const counts = new Map<Day, number>();
  let most = 0;
  for (const { day } of things) {
    const count = (counts.get(day) ?? 0) + 1;
    counts.set(day, count);
    if (count > most) most = count;
  }
  // Nearly always there is no such day, which is told without putting the things of each together.
  if (most < from) return [];
  return [...Map.groupBy(things, ({ day }) => day).values()].filter((same) => same.length >= from).flat();
}

/** Days are counted by their remainder, so that those of a quarter of a year all have a place of their own. */
const PLACES = 128;

/** Counts by day of one thing or several, never too low: that no day holds many is told without a look at each by itself. */
export class DayCounts {
  readonly #counts: Uint32Array;

  constructor(things: number) {
    this.#counts = new Uint32Array(things * PLACES);
  }

  /** @returns how many, at most, the thing now has on the day */
  add(thing: number, day: Day, by: 1 | -1 = 1): number {
    const place = thing * PLACES + (day & (PLACES - 1));
    const count = (this.#counts[place] as number) + by;
    this.#counts[place] = count;
    return count;
  }

  clear(): this {
    this.#counts.fill(0);
    return this;
  }
}

const ofOne = new DayCounts(1);

/** False where surely no day has so many rows, as for nearly every partner. */
export function mayBeCrowded(
  rows: { readonly count: number; each(read: (row: { readonly day: Day }) => void): void },
  from: number,
): boolean {
  if (rows.count < from) return false;
  const counts = ofOne.clear();
  let most = 0;
  rows.each(({ day }) => {
    most = Math.max(most, counts.add(0, day));
  });
  return most >= from;
}
