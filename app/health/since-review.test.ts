import { describe, expect, it } from '@jest/globals';
import { type Result, value } from '../metrics/result.ts';
import { type Bars, type Score, scorePartner } from './score.ts';
import { type ReviewDay, type Seen, sinceReview } from './since-review.ts';

const bar = { low: 0, high: 100 };
const BARS: Bars = {
  registrations: bar,
  revenue: bar,
  pipeline: bar,
  'close-rate': bar,
  cycle: bar,
  engagement: bar,
};

/** A producing partner whose components stand at these points; weights are 20, 20, 15, 15, 10 and 20. */
const scoreWith = (registrations: number, rest = 50): Score => {
  const results = new Map<string, Result>([
    ['registration-velocity/per-30d', value(registrations)],
    ['sourced-revenue/revenue-365d', value(rest)],
    ['pipeline/sourced', value(rest)],
    ['close-rate/close-rate', value(rest)],
    ['sales-cycle/compared-median', value(rest)],
    ['sales-cycle/direct-median', value(1)],
    ['engagement-state/days-since', value(rest)],
  ]);
  return scorePartner(results, 'producing', 900, BARS);
};
const DEFINITION = { definitionVersion: '1.9', settingsVersion: 4 };
const seen = (score: number | null, more: Partial<Seen> = {}): Seen => ({
  ...{ asOf: 100, state: 'scored', score, band: 'watch', knownWeight: 1, components: [], ...DEFINITION },
  ...more,
});
const day = (more: Partial<ReviewDay>): ReviewDay => ({
  reviewId: 7,
  seen: seen(50),
  known: scoreWith(50),
  corrected: scoreWith(50),
  ...more,
});

describe('what moved since a review', () => {
  it('is what the partner did, where definition and data stand still', () => {
    // 20 % of the weight fell from 50 to 0 points: 10 points.
    const since = sinceReview(day({}), scoreWith(0), DEFINITION);
    expect(since).toMatchObject({ seen: 50, now: 40, split: { behaviour: -10, definition: 0, data: 0 } });
    expect(since.moved).toEqual([{ key: 'registrations', points: -10, from: 50, to: 0 }]);
    expect(since.corrected).toEqual([]);
  });

  it('is the definition, where the same facts of the same day give another score', () => {
    const since = sinceReview(day({ seen: seen(62, { definitionVersion: '1.8' }) }), scoreWith(50), DEFINITION);
    expect(since).toMatchObject({
      split: { behaviour: 0, definition: -12, data: 0 },
      isOtherDefinition: true,
      moved: [],
    });
    const settings = sinceReview(day({ seen: seen(62, { settingsVersion: 3 }) }), scoreWith(50), DEFINITION);
    expect(settings.split).toEqual({ behaviour: 0, definition: -12, data: 0 });
  });

  it('is data that came late, where more is known of the day than was known on it', () => {
    const since = sinceReview(day({ corrected: scoreWith(100) }), scoreWith(100), DEFINITION);
    expect(since).toMatchObject({ split: { behaviour: 0, definition: 0, data: 10 }, corrected: ['registrations'] });
  });

  it('is all three at once, and they add up to the whole', () => {
    const of = day({ seen: seen(62, { definitionVersion: '1.8' }), corrected: scoreWith(100) });
    const { split, seen: was, now } = sinceReview(of, scoreWith(25), DEFINITION);
    expect(split).toEqual({ definition: -12, data: 10, behaviour: -15 });
    expect((split?.definition ?? 0) + (split?.data ?? 0) + (split?.behaviour ?? 0)).toBe((now ?? 0) - (was ?? 0));
  });

  it('is what happened in the rest of the day, under the same definition', () => {
    const since = sinceReview(day({ seen: seen(48) }), scoreWith(50), DEFINITION);
    expect(since.split).toEqual({ behaviour: 2, definition: 0, data: 0 });
  });

  it('is not taken apart where there was no score, or is none', () => {
    expect(sinceReview(day({ seen: seen(null) }), scoreWith(50), DEFINITION)).toMatchObject({ split: null, moved: [] });
    expect(sinceReview(day({ known: undefined }), scoreWith(50), DEFINITION).split).toBeNull();
  });
});
