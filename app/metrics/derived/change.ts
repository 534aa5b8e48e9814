import { exactBinomial } from '../../kit/exact-binomial.ts';
import { memoByPair } from '../../kit/memo.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

/** Fewer than this in both periods together, and no change can be told from chance. */
const MIN_BOTH_PERIODS = 8;
const SIGNIFICANT_BELOW = 0.05;

const chanceOf = memoByPair(exactBinomial);

/** Whether two counts over equal lengths differ by more than chance, by the exact binomial test. */
export const isChange = (recent: number, previous: number): boolean =>
  recent + previous >= MIN_BOTH_PERIODS && chanceOf(recent, previous) < SIGNIFICANT_BELOW;

/** recent / previous - 1 for counts over equal lengths; qualified "too few to tell" unless the test finds a change. */
export const changeOfCounts = memoByPair((recent: number, previous: number): Result => {
  const both = recent + previous;
  const counts = { numerator: recent, denominator: previous, sample: both };
  if (both < MIN_BOTH_PERIODS) {
    return notEnoughData(both, MIN_BOTH_PERIODS, { ...counts, qualifier: 'too-few-to-tell' });
  }
  const reason = `Exact binomial test, p = ${chanceOf(recent, previous).toPrecision(2)}`;
  if (previous === 0) return notApplicable('None in the period before, so there is no rate to compare with', counts);
  const qualifier = isChange(recent, previous) ? undefined : ('too-few-to-tell' as const);
  return value(recent / previous - 1, { ...counts, reason, qualifier });
});
