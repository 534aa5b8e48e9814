/** Partners that ended, against those that were partners before. */
import { isOnRoster, type PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { hasLeft, onRosterSince } from './tenure.ts';

export const ATTRITION_DAYS = 365;
/** Fewer partners at the start, and one that leaves is a large share. */
export const MIN_AT_START = 5;

export interface Attrition {
  readonly atStart: readonly PartnerFact[];
  /** Those of them that ended in the period. */
  readonly ended: readonly PartnerFact[];
  /** Signed and ended within the period: in neither number, so that the share stays one. */
  readonly passedThrough: number;
}

/** Over the 365 days that end with `asOf`. */
export function attritionOf(partners: readonly PartnerFact[], asOf: Day): Attrition {
  const before = asOf - ATTRITION_DAYS;
  const atStart = partners.filter((partner) => isOnRoster(partner, before));
  const passedThrough = partners.filter(
    (partner) => onRosterSince(partner) > before && onRosterSince(partner) <= asOf && hasLeft(partner, asOf),
  ).length;
  return { atStart, ended: atStart.filter((partner) => hasLeft(partner, asOf)), passedThrough };
}
