/** Who is a partner from when until when, and of which type, in columns: looked through for all partners at every date. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { type Day, FOREVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { onRosterSince } from './tenure.ts';

export interface Roster {
  readonly since: Int32Array;
  /** The first day on which it is one no longer. */
  readonly until: Int32Array;
  /** The number of its type, -1 where that is not known. */
  readonly type: Int32Array;
  /** How many types there are. */
  readonly types: number;
}

export const rosterOf = memo(({ partners }: AccountFacts): Roster => {
  const types = new Map<string | null, number>([[null, -1]]);
  const numberOf = (type: string | null): number => {
    const number = types.get(type) ?? types.size - 1;
    types.set(type, number);
    return number;
  };
  return {
    since: Int32Array.from(partners, onRosterSince),
    until: Int32Array.from(partners, ({ end }) => end?.day ?? FOREVER),
    type: Int32Array.from(partners, ({ type }) => numberOf(type)),
    types: types.size - 1,
  };
});

/** The same as `isOnRoster`, by index of the partner. */
export const isHere = ({ since, until }: Roster, partner: number, day: Day): boolean =>
  (since[partner] as number) <= day && (until[partner] as number) > day;
