/** Which partners are comparable at a date, so that each can be told where it stands among its like. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { isHere, rosterOf } from './roster.ts';

/** Fewer comparable partners than this, and standing among them says nothing. */
export const MIN_SEGMENT = 5;

/** Partners that are compared with each other: those of each type, and all. */
export interface Segments {
  /** By index of partner, its segment; -1 for one that was not on the roster. */
  readonly of: Int32Array;
  /** By segment, the indexes of the partners that those of it are compared with; none where it has nobody. */
  readonly among: readonly (readonly number[])[];
}

/** Partners on the roster at `date` by type; those whose type is unknown or small are compared with all. */
export function segmentsAt(facts: AccountFacts, date: Day): Segments {
  const roster = rosterOf(facts);
  const all: number[] = [];
  const byType = Array.from({ length: roster.types }, (): number[] => []);
  for (let index = 0; index < facts.partners.length; index++) {
    if (!isHere(roster, index, date)) continue;
    all.push(index);
    byType[roster.type[index] as number]?.push(index);
  }
  const large = byType.map((same) => (same.length < MIN_SEGMENT ? [] : same));
  const of = new Int32Array(facts.partners.length).fill(-1);
  for (const index of all) of[index] = roster.types;
  for (const [type, same] of large.entries()) for (const index of same) of[index] = type;
  return { of, among: [...large, of.includes(roster.types) ? all : []] };
}

/** By index of partner, with how many it is compared; 0 for one that was not on the roster. */
export const sizesOf = ({ of, among }: Segments): Int32Array =>
  of.map((segment) => (segment < 0 ? 0 : (among[segment]?.length ?? 0)));

/** By index of partner, whether it had enough others to stand among at `date`. */
export const isComparedAt = memoByDay(
  (facts: AccountFacts, date: Day): Uint8Array =>
    Uint8Array.from(sizesOf(segmentsAt(facts, date)), (size) => (size < MIN_SEGMENT ? 0 : 1)),
);
