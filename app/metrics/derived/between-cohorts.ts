import { fishersExact } from '../../kit/fishers-exact.ts';
import { notEnoughData, type Result, value } from '../result.ts';

/** A difference this unlikely to be chance is one. */
const MOST_P = 0.1;

/**
 * The latest two cohorts whose share is known, held against each other; smaller ones between them are passed over.
 * @param shares of cohorts, the latest first
 */
export function betweenCohorts(shares: readonly (Result | undefined)[]): { change: Result; direction: Result } {
  const known = shares.flatMap((said) =>
    said?.state === 'value' ? [{ done: said.numerator ?? 0, of: said.denominator ?? 0, reason: said.reason }] : [],
  );
  const [later, earlier] = known;
  if (!later || !earlier) {
    const none = notEnoughData(known.length, 2, { reason: 'Two cohorts of enough partners are needed' });
    return { change: none, direction: none };
  }
  const change = later.done / later.of - earlier.done / earlier.of;
  const { twoSided } = fishersExact({
    traitHit: later.done,
    traitMiss: later.of - later.done,
    otherHit: earlier.done,
    otherMiss: earlier.of - earlier.done,
  });
  const isClear = twoSided < MOST_P;
  const shared = {
    sample: later.of + earlier.of,
    reason: `${later.reason}, against: ${earlier.reason}`,
    qualifier: isClear ? undefined : ('too-few-to-tell' as const),
  };
  return {
    change: value(change, shared),
    direction: value(isClear ? (change > 0 ? 'improving' : 'worsening') : 'no-clear-change', shared),
  };
}
