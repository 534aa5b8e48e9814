import { type Band, HEALTH_MODEL } from '../health/model.ts';

/** What the list looks at, of one partner that has not left. Money in minor units; null where not known. */
export interface AttentionFacts {
  readonly id: string;
  readonly band: Band | null;
  /** Thirteen week-ends ago. */
  readonly bandBefore: Band | null;
  /** Without a qualifying event since; null while the partner is active. */
  readonly daysInactive: number | null;
  readonly sourced: number | null;
  /** What it sourced in the year before it fell silent. */
  readonly sourcedBefore: number | null;
  readonly pipeline: number | null;
}

export interface AttentionEntry {
  readonly id: string;
  readonly why: 'dormant' | 'band-fell' | 'at-risk';
  /** Revenue of a year and open pipeline together: what may be lost. */
  readonly worth: number;
}

const ORDER: readonly Band[] = ['healthy', 'watch', 'at-risk'];

/**
 * Partners whose loss would be felt, dearest first: those that brought revenue and fell silent, those whose band fell, and
 * those at risk. A partner with nothing behind it is not on the list, however low its score: its place is in the table.
 */
export function attentionList(partners: readonly AttentionFacts[]): AttentionEntry[] {
  return partners
    .flatMap((partner): AttentionEntry[] => {
      const why = reasonOf(partner);
      const worth = worthOf(partner);
      return why !== null && worth > 0 ? [{ id: partner.id, why, worth }] : [];
    })
    .toSorted((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1));
}

/** The plainest reason counts: silence says more than a band, and a fall more than a level. */
function reasonOf({ band, bandBefore, daysInactive, sourced, sourcedBefore }: AttentionFacts) {
  const brought = Math.max(sourced ?? 0, sourcedBefore ?? 0) > 0;
  if (daysInactive !== null && brought) return 'dormant';
  if (band !== null && bandBefore !== null && ORDER.indexOf(band) > ORDER.indexOf(bandBefore)) return 'band-fell';
  return band === 'at-risk' ? 'at-risk' : null;
}

/** A silent partner is worth what it brought before, not what its silence has made of it. */
const worthOf = ({ sourced, sourcedBefore, pipeline }: AttentionFacts): number =>
  Math.max(sourced ?? 0, sourcedBefore ?? 0) + Math.max(0, pipeline ?? 0);

/** What moved, of one partner. */
export interface Movement {
  readonly id: string;
  /** Score points against thirteen week-ends ago; null where there is none to compare with. */
  readonly points: number | null;
}

/** The largest rises and falls, beyond what counts as steady; ties by id. */
export function largestMovers<T extends Movement>(
  partners: readonly T[],
  count: number,
): { readonly up: readonly T[]; readonly down: readonly T[] } {
  const moved = partners
    .filter(({ points }) => points !== null && Math.abs(points) > HEALTH_MODEL.direction.steadyWithinPoints)
    .toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0) || (a.id < b.id ? -1 : 1));
  return {
    up: moved.filter(({ points }) => (points ?? 0) > 0).slice(0, count),
    down: moved
      .filter(({ points }) => (points ?? 0) < 0)
      .toReversed()
      .slice(0, count),
  };
}
