import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mannKendall } from './mann-kendall.ts';
import { normalUpperTail } from './normal.ts';
import { RUNS, reordered } from './testing/runs.ts';
import { theilSen } from './theil-sen.ts';
import { trend } from './trend.ts';

const points = (values: readonly number[]) => values.map((value, at) => ({ at, value }));
const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 30 });

/** `n` values of which exactly `falling` pairs fall: each goes in front of as many smaller ones as are left to spend. */
function withFallingPairs(n: number, falling: number): number[] {
  const values: number[] = [];
  let left = falling;
  for (let value = 0; value < n; value++) {
    const places = Math.min(value, left);
    values.splice(value - places, 0, value);
    left -= places;
  }
  return values;
}

describe('normal tail', () => {
  it('is right far into the tail', () => {
    // Abramowitz and Stegun (1964), tables 26.1 and 26.2, and the familiar 5 %, 1 % points.
    expect(normalUpperTail(0)).toBe(0.5);
    expect(normalUpperTail(1.959963984540054)).toBeCloseTo(0.025, 14);
    expect(normalUpperTail(2.5758293035489004)).toBeCloseTo(0.005, 14);
    expect(normalUpperTail(3) / 0.001349898031630095).toBeCloseTo(1, 12);
    expect(normalUpperTail(5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(normalUpperTail(-1)).toBeCloseTo(0.8413447460685429, 14);
  });

  it('joins its two formulas without a step', () => {
    expect(normalUpperTail(2.5 - 1e-12) / normalUpperTail(2.5)).toBeCloseTo(1, 10);
  });
});

describe('Mann-Kendall', () => {
  // One-sided probabilities of Kendall's exact table (Rank Correlation Methods 1975, table 1; Gilbert 1987, table A18).
  it.each([
    [4, 4, 0.167],
    [4, 6, 0.042],
    [5, 6, 0.117],
    [5, 8, 0.042],
    [6, 9, 0.068],
    [6, 11, 0.028],
    [8, 14, 0.054],
    [8, 16, 0.031],
    [8, 18, 0.016],
  ])('agrees with the published exact table: n = %d, S = %d', (n, s, oneSided) => {
    const result = mannKendall(withFallingPairs(n, ((n * (n - 1)) / 2 - s) / 2));
    expect(result.s).toBe(s);
    expect(Math.abs(result.p / 2 - oneSided)).toBeLessThan(0.00051);
  });

  it('needs |S| of 30 with 12 points: 30 gives .0447, 28 gives .0629', () => {
    expect(mannKendall(withFallingPairs(12, 18))).toMatchObject({ s: 30, p: expect.closeTo(0.0447, 4) });
    expect(mannKendall(withFallingPairs(12, 19))).toMatchObject({ s: 28, p: expect.closeTo(0.0629, 4) });
  });

  it('corrects the variance for ties and S for continuity', () => {
    // By hand: 1 2 2 3 4. S = 9 of 10 pairs, one tied. Variance (5x4x15 - 2x1x9) / 18 = 47/3; z = 8 / 3.9582 = 2.0212.
    const { s, tau, p } = mannKendall([1, 2, 2, 3, 4]);
    expect(s).toBe(9);
    expect(tau).toBeCloseTo(9 / Math.sqrt(90), 12);
    expect(p).toBeCloseTo(2 * normalUpperTail(8 / Math.sqrt(47 / 3)), 12);
    expect(p).toBeCloseTo(0.0433, 4);
  });

  it('says nothing of a flat or empty series', () => {
    expect(mannKendall([3, 3, 3])).toEqual({ s: 0, tau: undefined, p: 1 });
    expect(mannKendall([])).toEqual({ s: 0, tau: undefined, p: 1 });
  });

  it('turns its sign with the series, keeps within bounds, and asks only for order', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { s, tau, p } = mannKendall(values);
        const mirrored = mannKendall(values.map((value) => -value));
        expect(mirrored.s + s).toBe(0);
        expect(mirrored.p).toBe(p);
        expect(p > 0 && p <= 1).toBe(true);
        if (tau !== undefined) expect(Math.abs(tau)).toBeLessThanOrEqual(1);
        expect(mannKendall(values.map((value) => value ** 3))).toEqual({ s, tau, p });
      }),
      RUNS,
    );
  });

  it('counts every order of six values as the exact table does', () => {
    const orders = permutations([1, 2, 3, 4, 5, 6]).map(mannKendall);
    for (const { s, p } of orders) {
      expect(p).toBeCloseTo(orders.filter((other) => Math.abs(other.s) >= Math.abs(s)).length / orders.length, 12);
    }
  });
});

function permutations(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((first) => permutations(values.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

describe('Theil-Sen', () => {
  it('finds a slope of 4 in the example of Sen (1968)', () => {
    const times = [1, 2, 3, 4, 10, 12, 18];
    const values = [9, 15, 19, 20, 45, 55, 78];
    // Intercept by hand: residuals 5 7 7 4 5 7 6, of which 6 is the middle.
    expect(theilSen(times.map((at, i) => ({ at, value: values[i] ?? 0 })))).toEqual({ slope: 4, intercept: 6 });
  });

  it('is not bent by one outlier, and has no line through a single time', () => {
    expect(theilSen(points([0, 2, 4, 600, 8, 10, 12]))).toEqual({ slope: 2, intercept: 0 });
    expect(theilSen([{ at: 3, value: 1 }])).toBeUndefined();
    expect(
      theilSen([
        { at: 3, value: 1 },
        { at: 3, value: 9 },
      ]),
    ).toBeUndefined();
  });

  it('moves with the values: scaled, lifted, and in any order', () => {
    fc.assert(
      fc.property(reordered(series.map(points)), fc.integer({ min: -9, max: 9 }), ([given, other], lift) => {
        const line = theilSen(given);
        expect(theilSen(other)).toEqual(line);
        const lifted = theilSen(given.map(({ at, value }) => ({ at, value: 2 * value + lift })));
        expect(lifted?.slope).toBeCloseTo(2 * (line?.slope ?? Number.NaN), 9);
        expect(lifted?.intercept).toBeCloseTo(2 * (line?.intercept ?? Number.NaN) + lift, 9);
      }),
      RUNS,
    );
  });
});

describe('trend', () => {
  it('tells rising, falling, no trend and too few apart', () => {
    expect(trend(points([1, 2, 4, 5, 7, 8]), 4)).toMatchObject({ direction: 'rising' });
    expect(trend(points([9, 7, 6, 5, 2, 1]), 4)).toMatchObject({ direction: 'falling' });
    expect(trend(points([3, 5, 2, 6, 1, 4]), 4)).toMatchObject({ direction: 'no trend' });
    expect(trend(points([1, 2, 3, 4, 5]), 6)).toEqual({ direction: 'too few', points: 5, needed: 6 });
  });

  it('never claims a trend, nor its absence, from four points, which cannot show one', () => {
    expect(mannKendall([1, 2, 3, 4]).p).toBeGreaterThan(0.05);
    expect(trend(points([1, 2, 3, 4]), 3)).toEqual({ direction: 'too few', points: 4, needed: 5 });
  });

  it('counts values at one time as their median, in whatever order they come', () => {
    const twice = [...points([1, 2, 3, 4, 5, 6]), { at: 0, value: -1 }];
    expect(trend(twice, 5)).toEqual(trend(points([0, 2, 3, 4, 5, 6]), 5));
    expect(trend(twice.toReversed(), 5)).toEqual(trend(twice, 5));
  });
});
