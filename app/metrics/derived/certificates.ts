/** Certificates: completed courses of a kind that gives a certificate which expires. */
import type { Day } from '../../kit/days.ts';
import type { Context } from '../metric.ts';
import { type Enrolment, personCourse } from './training.ts';

type Now = Pick<Context, 'hasCome'>;

/** Courses of which a completed enrolment has an expiry; the others give no certificate. */
export const certifyingCourses = (enrolments: readonly Enrolment[]): ReadonlySet<number> =>
  new Set(enrolments.filter(isCertificate).map(({ course }) => course));

type Certificate = Enrolment & { readonly completedDay: Day; readonly expiresDay: Day };

export const isCertificate = (one: Enrolment): one is Certificate =>
  one.completedDay !== null && one.expiresDay !== null;

/** The last day on which it holds: a renewed certificate for its first term once more, from the renewal. */
function validUntil({ completedDay, expiresDay, renewedDay }: Certificate): Day {
  return renewedDay === null ? expiresDay : Math.max(expiresDay, renewedDay + (expiresDay - completedDay));
}

/** People that hold at least one certificate at the end of the date. */
export const certifiedPeople = (enrolments: readonly Enrolment[], { hasCome }: Now): ReadonlySet<string> =>
  new Set(enrolments.filter((one) => isCertificate(one) && !hasCome(validUntil(one))).map(({ person }) => person));

export interface Renewals {
  readonly due: number;
  readonly onTime: number;
}

/**
 * Certificates that expired in the `days` days ending with the date, and those of them that were renewed in time: by a date
 * of renewal, or because the same person completed the same course again. A certificate that a newer one had replaced
 * before is the same one.
 */
export function renewalsDue(enrolments: readonly Enrolment[], { hasCome }: Now, days: number): Renewals {
  const byPersonCourse = Map.groupBy(enrolments.filter(isCertificate), personCourse);
  let due = 0;
  let onTime = 0;
  for (const held of byPersonCourse.values()) {
    for (const one of held) {
      if (!hasCome(one.expiresDay) || hasCome(one.expiresDay + days)) continue;
      due++;
      const isAgain = held.some((o) => o.completedDay > one.completedDay && o.completedDay <= one.expiresDay);
      if (isAgain || (one.renewedDay !== null && one.renewedDay <= one.expiresDay)) onTime++;
    }
  }
  return { due, onTime };
}
