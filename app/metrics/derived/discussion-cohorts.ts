import { type Day, formatDay, fromCivil, monthEnd } from '../../kit/days.ts';

/** A talk about a partnership: when it was opened, and what became of it. */
export interface Talk {
  readonly openedDay: Day;
  readonly signedDay: Day | null;
  readonly lostDay: Day | null;
}

export interface DiscussionCohort {
  /** `YYYY-MM` in which the talks were opened. */
  readonly month: string;
  readonly opened: number;
  readonly signed: number;
  readonly lost: number;
  /** Every talk has had its days: its share will still move, but no longer for being young. */
  readonly isMature: boolean;
}

/** Days a talk is given before its month is judged. */
export const MATURE_AFTER_DAYS = 90;

export const hasSigned = ({ signedDay }: Talk, asOf: Day): boolean => signedDay !== null && signedDay <= asOf;
export const isUndecided = (talk: Talk, asOf: Day): boolean =>
  !hasSigned(talk, asOf) && (talk.lostDay === null || talk.lostDay > asOf);

/** Talks by the month they were opened in, with what was known by the end of `asOf`; oldest first. */
export function discussionCohorts(talks: readonly Talk[], asOf: Day): DiscussionCohort[] {
  const known = talks.filter(({ openedDay }) => openedDay <= asOf);
  const byMonth = Map.groupBy(known, ({ openedDay }) => formatDay(openedDay).slice(0, 7));
  return [...byMonth]
    .map(([month, cohort]) => {
      const signed = cohort.filter((talk) => hasSigned(talk, asOf)).length;
      const open = cohort.filter((talk) => isUndecided(talk, asOf)).length;
      const isMature = endOf(month) + MATURE_AFTER_DAYS <= asOf;
      return { month, opened: cohort.length, signed, lost: cohort.length - signed - open, isMature };
    })
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

const endOf = (month: string): Day => monthEnd(fromCivil(Number(month.slice(0, 4)), Number(month.slice(5)), 1));
