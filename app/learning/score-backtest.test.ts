import { describe, expect, it } from '@jest/globals';
import { MIN_PARTNER_QUARTERS } from './leading-lagging.ts';
import { type PastScore, scoreBacktest } from './score-backtest.ts';

/** Scores 1, 2, 3 ...; revenue as the function of the score says. */
const partners = (revenueOf: (score: number) => number | null, count = 60): PastScore[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    asOf: 100,
    score: at + 1,
    revenueMinor: revenueOf(at + 1),
  }));

describe('the score of a year ago', () => {
  it('works where those with more points brought more since', () => {
    const { relation, verdict } = scoreBacktest(partners((score) => 100 * score));
    expect(verdict).toBe('clearly');
    // Top third 41..60 against bottom third 1..20: 50.5 / 10.5.
    expect(relation).toMatchObject({ pairs: 60, correlation: 1, topToBottom: expect.closeTo(50.5 / 10.5) });
  });

  it('does not work where it says nothing, or the opposite', () => {
    expect(scoreBacktest(partners((score) => (score * 37) % 61)).verdict).toBe('no');
    expect(scoreBacktest(partners((score) => 100 - score)).verdict).toBe('no');
  });

  it('is not judged on fewer partners than show anything; unknown ones do not count as 0', () => {
    const few = scoreBacktest(partners((score) => score, MIN_PARTNER_QUARTERS - 1));
    expect(few).toEqual({ relation: expect.objectContaining({ kind: 'not-enough-history' }), verdict: null });
    const unknown = scoreBacktest(partners((score) => (score % 2 === 0 ? null : score), 2 * MIN_PARTNER_QUARTERS - 2));
    expect(unknown.verdict).toBeNull();
    expect(scoreBacktest(partners(() => 5).map((one) => ({ ...one, score: null }))).verdict).toBeNull();
  });
});
