import { type PartnerFact, tenureDays } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';

/** Whether the partner signed at least `days` ago; undefined where no start date is known, which is not "new". */
export function isOnRosterFor(partner: PartnerFact, asOf: Day, days: number): boolean | undefined {
  const tenure = tenureDays(partner, asOf);
  return tenure === null ? undefined : tenure >= days;
}
