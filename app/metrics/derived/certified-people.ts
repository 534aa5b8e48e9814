import type { PartnerFact } from '../../facts/partner.ts';
import { NEVER } from '../../kit/days.ts';
import type { PortalSettings } from '../../mapping/settings.ts';
import { type Rows, rowsOf, standing } from '../fold.ts';
import type { Context } from '../metric.ts';

/** Every enrolment up to the date. */
export const ENROLMENTS = rowsOf('training', { reach: standing });

/** People who hold at least one certificate at the end of the date. A course without an expiry gives none. */
export function certifiedPeople(rows: Rows<'training'>, { hasCome }: Pick<Context, 'hasCome'>): number {
  const people = new Set<number>();
  rows.each(({ user, completed, expires, renewed }) => {
    const hasPassed = completed !== NEVER && hasCome(completed);
    const isRenewed = renewed !== NEVER && hasCome(renewed);
    if (hasPassed && expires !== NEVER && (isRenewed || !hasCome(expires + 1))) people.add(user);
  });
  return people.size;
}

/** Certified people that a partner of its tier must have; undefined where the account asks for none. */
export function requiredPeople({ tier }: PartnerFact, { certifiedPeople }: PortalSettings): number | undefined {
  const required = (tier === null ? undefined : certifiedPeople[tier]) ?? certifiedPeople.all;
  return required !== undefined && required > 0 ? required : undefined;
}
