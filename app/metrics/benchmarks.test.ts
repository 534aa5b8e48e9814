import { describe, expect, it } from '@jest/globals';
import { benchmarksOf, externalBenchmarks, quartilesOf } from './benchmarks.ts';
import { notEnoughData, value } from './result.ts';
import { account, day } from './testing/facts.ts';

describe('benchmarks', () => {
  it('take quartiles of known numbers only, from five of them on', () => {
    const numbers = [1, 2, 3, 4, 5].map((one) => value(one));
    expect(quartilesOf([...numbers, notEnoughData(1, 3), undefined, value('text')])).toEqual({
      lower: 2,
      median: 3,
      upper: 4,
      count: 5,
    });
    expect(quartilesOf(numbers.slice(1))).toBeNull();
  });

  it('show what others claim with its source, never before it was published', () => {
    const facts = account({
      feeds: {
        benchmarks: [
          { date: '2024-01-01', metric: 'active-partners', measure: 'share', value: 0.3, source: 'Survey A' },
          { date: '2025-01-01', metric: 'active-partners', measure: 'share', value: 0.2, source: 'Survey B' },
          { date: '2025-01-01', metric: 'close-rate', measure: 'close-rate', value: 0.5, source: 'Survey B' },
        ],
      },
    });
    const claimed = (date: string) =>
      externalBenchmarks(facts, 'active-partners', 'share', day(date)).map(({ source }) => source);
    expect(claimed('2025-06-30')).toEqual(['Survey B', 'Survey A']);
    expect(claimed('2024-12-31')).toEqual(['Survey A']);
  });

  it('leave out what is not known instead of showing 0', () => {
    expect(benchmarksOf({ baseline: undefined, yearAgo: value(3), segment: [], external: [] })).toEqual({
      baseline: null,
      yearAgo: 3,
      segment: null,
      external: [],
    });
  });
});
