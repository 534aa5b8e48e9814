/** Enrolments in training, as a person and a course; days later than the date asked for have not happened yet. */
import { type Day, FOREVER, NEVER } from '../../kit/days.ts';
import type { Rows } from '../fold.ts';
import type { Context } from '../metric.ts';
import { partnerOfRow, personKey } from './feed-people.ts';

export interface Enrolment {
  /** Index into `AccountFacts.partners`. */
  readonly partner: number | null;
  /** The person, unique within the account. */
  readonly person: string;
  readonly course: number;
  /** Of the course; -1 where nothing is said. */
  readonly module: number;
  readonly enrolledDay: Day;
  readonly dueDay: Day | null;
  readonly startedDay: Day | null;
  readonly completedDay: Day | null;
  readonly expiresDay: Day | null;
  readonly renewedDay: Day | null;
}

export function enrolmentsOf(
  rows: Rows<'training'>,
  { facts, hasCome }: Pick<Context, 'facts' | 'hasCome'>,
): Enrolment[] {
  const planned = (day: Day): Day | null => (day === NEVER ? null : day);
  const happened = (day: Day): Day | null => (day === NEVER || !hasCome(day) ? null : day);
  return rows.map((row) => ({
    partner: partnerOfRow(row, facts),
    person: personKey(row, facts),
    course: row.course,
    module: row.module,
    enrolledDay: row.enrolled,
    dueDay: planned(row.due),
    startedDay: happened(row.started),
    completedDay: happened(row.completed),
    expiresDay: planned(row.expires),
    renewedDay: happened(row.renewed),
  }));
}

/** One person in one course, however often enrolled. */
export const personCourse = ({ person, course }: Enrolment): string => `${person}/${course}`;

/** The earliest of some days; FOREVER where there is none. */
export const earliest = (days: readonly (Day | null)[]): Day =>
  days.reduce<Day>((least, day) => (day !== null && day < least ? day : least), FOREVER);
