import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import type { Context } from '../metric.ts';
import { notApplicable, type Result } from '../result.ts';

type Now = Pick<Context, 'hasCome'>;

/** Whether the partner signed at least `days` ago; undefined where no start date is known, which is not "new". */
export const isOnRosterFor = ({ start }: PartnerFact, { hasCome }: Now, days: number): boolean | undefined =>
  start === null ? undefined : hasCome(start.day + days);

/** First day from which the partner counts as one: its start, else the day HubSpot knew the company. */
export const onRosterSince = (partner: PartnerFact): Day => partner.start?.day ?? partner.createdDay;

export const hasLeft = (partner: PartnerFact, asOf: Day): boolean => partner.end !== null && partner.end.day <= asOf;

/** What to say of a partner that had not signed yet, or had left, by the end of `asOf`; undefined while it is one. */
export function offRoster(partner: PartnerFact, { hasCome }: Now): Result | undefined {
  if (!hasCome(onRosterSince(partner))) return NOT_SIGNED;
  return partner.end !== null && hasCome(partner.end.day) ? HAS_LEFT : undefined;
}
const NOT_SIGNED = notApplicable('Had not signed yet');
const HAS_LEFT = notApplicable('Has left the programme');
