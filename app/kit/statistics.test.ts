import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mean, meanOfFew, median } from './average.ts';
import { countHolding, effectiveNumber, gini, hhi, topShare, topSum } from './concentration.ts';
import { exactBinomial } from './exact-binomial.ts';
import { quantile } from './quantile.ts';
import { choose, ratio } from './testing/rational.ts';
import { RUNS, reordered } from './testing/runs.ts';
import { wilson } from './wilson.ts';

describe('averages', () => {
  it('takes the mean of the two middle values for an even number', () => {
    expect(median([7, 1, 3, 100])).toBe(5);
    expect(median([7, 1, 3])).toBe(3);
    expect(mean([1, 2, 6])).toBe(3);
  });

  it('says nothing of no values', () => {
    expect([median([]), mean([]), quantile([], 0.5)]).toEqual([undefined, undefined, undefined]);
  });

  it('takes the mean of a few numbers alike to its last digit, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), (numbers) => {
        const sorted = mean(numbers.toSorted((a, b) => a - b));
        expect(meanOfFew(Float64Array.from(numbers))).toBe(sorted);
        expect(meanOfFew(Float64Array.from(numbers.toReversed()))).toBe(sorted);
      }),
      RUNS,
    );
    expect(meanOfFew(new Float64Array(0))).toBe(0);
  });

  it('interpolates quantiles as type 7 of Hyndman and Fan: 1.75 is the first quartile of 1, 2, 3, 4', () => {
    expect(quantile([4, 2, 1, 3], 0.25)).toBe(1.75);
    expect(quantile([4, 2, 1, 3], 0.5)).toBe(median([4, 2, 1, 3]));
  });
});

describe('exact binomial test', () => {
  it('equals the tail counted by hand', () => {
    // 9 against 1: 2 x (1 + 10) / 2^10 = 22/1024. 8 against 2: 2 x (1 + 10 + 45) / 1024 = 112/1024.
    expect(exactBinomial(9, 1)).toBeCloseTo(22 / 1024, 12);
    expect(exactBinomial(2, 8)).toBeCloseTo(112 / 1024, 12);
    expect(exactBinomial(0, 8)).toBeCloseTo(2 / 256, 12);
  });

  // Siegel, Nonparametric Statistics (1956), table D: one-sided, three digits.
  it.each([
    [2, 12, 0.019],
    [3, 15, 0.018],
    [5, 20, 0.021],
    [7, 25, 0.022],
  ])('agrees with the published sign test table: %d of %d', (few, of, oneSided) => {
    expect(exactBinomial(few, of - few) / 2).toBeCloseTo(oneSided, 3);
  });

  it('agrees with exact whole numbers, either way round', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        let tail = 0n;
        for (let k = 0; k <= Math.min(a, b); k++) tail += choose(a + b, k);
        const exact = Math.min(1, 2 * ratio(tail, 2n ** BigInt(a + b)));
        expect(Math.abs(exactBinomial(a, b) / exact - 1)).toBeLessThan(1e-11);
        expect(exactBinomial(b, a)).toBe(exactBinomial(a, b));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('is certain of nothing when both are alike, and holds for thousands', () => {
    expect(exactBinomial(4, 4)).toBe(1);
    expect(exactBinomial(0, 0)).toBe(1);
    expect(exactBinomial(3000, 3000)).toBe(1);
    expect(exactBinomial(2900, 3100)).toBeCloseTo(0.0102, 3); // normal approximation: z = 199/sqrt(6000) = 2.569
  });
});

describe('wilson interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('agrees with the published interval of %d of %d', (successes, of, low, high) => {
    expect(wilson(successes, of).low).toBeCloseTo(low, 4);
    expect(wilson(successes, of).high).toBeCloseTo(high, 4);
  });
});

describe('concentration', () => {
  it('gives 2,600 for shares of 30, 30, 20 and 20 %, the example of the 1992 merger guidelines', () => {
    expect(hhi([30, 30, 20, 20])).toBeCloseTo(2600, 9);
    expect(hhi([5])).toBe(10_000);
  });

  it('gives a Gini of 0 for equals, and of 1 - 1/n when one has all', () => {
    expect(gini([4, 4, 4])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 0, 9])).toBeCloseTo(0.75, 12);
    // 1, 2, 3, 4: 2 x (1 + 4 + 9 + 16) / (4 x 10) - 5/4 = 0.25
    expect(gini([4, 1, 3, 2])).toBeCloseTo(0.25, 12);
  });

  it('says what the top holds and how many hold a share', () => {
    expect(topSum([10, 60, 30], 2)).toBe(90);
    expect(countHolding([10, 60, 30], 0.8)).toBe(2);
    expect([hhi([]), gini([0]), countHolding([], 0.8)]).toEqual([undefined, undefined, undefined]);
    expect(topSum([], 1)).toBe(0);
  });

  it('tells how many equal holders are as concentrated, and the share of the largest', () => {
    expect(effectiveNumber([5, 5, 5, 5])).toBeCloseTo(4, 12);
    expect(effectiveNumber([30, 30, 20, 20])).toBeCloseTo(10_000 / 2600, 12);
    expect(topShare([10, 60, 30], 2)).toBeCloseTo(0.9, 12);
    expect(topShare([10, 60, 30], 9)).toBe(1);
    expect([effectiveNumber([]), topShare([0], 1)]).toEqual([undefined, undefined]);
  });

  it('counts one below zero as holding nothing, and zeros as holders', () => {
    expect(hhi([30, -10, 70])).toBe(hhi([30, 0, 70]));
    expect(gini([30, -10, 70])).toBe(gini([30, 0, 70]));
    expect(topShare([-10, 70], 1)).toBe(1);
    expect(countHolding([30, -40, 70], 1)).toBe(2);
    expect(hhi([-5, -5])).toBeUndefined();
  });

  it('stays within bounds, and depends neither on order nor on the currency', () => {
    const held = fc.array(fc.integer({ min: -9, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(reordered(held), ([values, other]) => {
        const [index, unequal] = [hhi(values), gini(values)];
        expect([hhi(other), gini(other)]).toEqual([index, unequal]);
        if (index === undefined || unequal === undefined) return;
        expect(index).toBeGreaterThanOrEqual(10_000 / values.length - 1e-9);
        expect(index).toBeLessThanOrEqual(10_000 + 1e-9);
        expect(unequal).toBeGreaterThanOrEqual(0);
        expect(unequal).toBeLessThanOrEqual(1 - 1 / values.length + 1e-12);
        expect(hhi(values.map((value) => 8 * value))).toBeCloseTo(index, 9);
        const count = countHolding(values, 0.8) ?? 0;
        expect(topShare(values, count)).toBeGreaterThanOrEqual(0.8 - 1e-9);
        expect(topShare(values, count - 1)).toBeLessThan(0.8);
      }),
      RUNS,
    );
  });
});
