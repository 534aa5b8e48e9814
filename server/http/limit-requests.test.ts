import { describe, expect, it } from '@jest/globals';
import { createTokenBuckets } from './limit-requests.ts';

describe('the limits on callers', () => {
  it('let a burst through, then the pace, and forgive with time', () => {
    let now = 0;
    const buckets = createTokenBuckets({ burst: 3, perSecond: 2 }, () => now);
    const take = () => buckets.take('a');
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
    now = 500;
    expect([take(), take()]).toEqual([true, false]);
    now = 60_000;
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  });

  it('count every caller alone', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, () => 0);
    expect([buckets.take('a'), buckets.take('a'), buckets.take('b')]).toEqual([true, false, true]);
    expect([buckets.isEmpty('a'), buckets.isEmpty('c')]).toEqual([true, false]);
  });

  it('remember so many callers and no more, whoever knocks', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 0.001 }, () => 0);
    buckets.take('first');
    for (let n = 0; n < 20_000; n++) buckets.take(`caller ${n}`);
    expect(buckets.take('first')).toBe(true);
    expect(buckets.take('caller 19999')).toBe(false);
  });
});
