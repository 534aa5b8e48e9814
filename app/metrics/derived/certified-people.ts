import type { PartnerFact } from '../../facts/partner.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import type { PortalSettings } from '../../mapping/settings.ts';
import { type Rows, rowsOf, standing } from '../fold.ts';

/** Every enrolment up to the date. */
export const ENROLMENTS = rowsOf('training', { reach: standing });

/** People who hold at least one certificate at the end of `asOf`. A course without an expiry gives none. */
export function certifiedPeople(rows: Rows<'training'>, asOf: Day): number {
  const people = new Set<number>();
  rows.each(({ user, completed, expires, renewed }) => {
    const hasPassed = completed !== NEVER && completed <= asOf;
    const isRenewed = renewed !== NEVER && renewed <= asOf;
    if (hasPassed && expires !== NEVER && (expires >= asOf || isRenewed)) people.add(user);
  });
  return people.size;
}

/** Certified people that a partner of its tier must have; undefined where the account asks for none. */
export function requiredPeople({ tier }: PartnerFact, { certifiedPeople }: PortalSettings): number | undefined {
  const required = (tier === null ? undefined : certifiedPeople[tier]) ?? certifiedPeople.all;
  return required !== undefined && required > 0 ? required : undefined;
}
