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
