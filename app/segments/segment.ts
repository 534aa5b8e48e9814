import type { AccountFacts } from '../facts/account-facts.ts';
import { isOnRoster, type PartnerFact, tenureDays } from '../facts/partner.ts';
import type { Day } from '../kit/days.ts';
import type { SegmentDimension } from '../mapping/settings.ts';

/** Partners that share a value of one dimension at a date. */
export interface SegmentCell {
  readonly dimension: SegmentDimension;
  readonly value: string;
  /** Indexes into `AccountFacts.partners`. */
  readonly partners: readonly number[];
}

/** Fewer partners than this, and a cell says nothing: it would speak of single partners. */
export const SEGMENT_MINIMUM = 5;

/** Upper ends of the bands of tenure in days, as the catalogue has them: 3, 12 and 36 months. */
const TENURE_BANDS = [
  ['0-3 months', 91],
  ['3-12 months', 365],
  ['12-36 months', 1_096],
] as const;

/** Value of a dimension for a partner at a date; null where it is not known. */
export function segmentValue(
  partner: Pick<PartnerFact, 'start' | Exclude<SegmentDimension, 'tenure'>>,
  dimension: SegmentDimension,
  asOf: Day,
): string | null {
  if (dimension !== 'tenure') return partner[dimension];
  const tenure = tenureDays(partner, asOf);
  if (tenure === null || tenure < 0) return null;
  return TENURE_BANDS.find(([, end]) => tenure < end)?.[0] ?? 'over 36 months';
}

/** The cells of the account's dimensions at a date, by dimension and value. Partners that had left are in none. */
export function segmentCells(facts: AccountFacts, asOf: Day): SegmentCell[] {
  return facts.settings.segments.flatMap((dimension) => {
    const cells = new Map<string, number[]>();
    for (const [index, partner] of facts.partners.entries()) {
      const value = isOnRoster(partner, asOf) ? segmentValue(partner, dimension, asOf) : null;
      if (value === null) continue;
      const cell = cells.get(value);
      if (cell) cell.push(index);
      else cells.set(value, [index]);
    }
    return [...cells]
      .map(([value, partners]) => ({ dimension, value, partners }))
      .sort((a, b) => (a.value < b.value ? -1 : 1));
  });
}
