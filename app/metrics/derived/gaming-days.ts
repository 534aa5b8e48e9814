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
  if (things.length < from) return [];
  return [...Map.groupBy(things, ({ day }) => day).values()].filter((same) => same.length >= from).flat();
}
