import { describe, expect, it } from '@jest/globals';
import { mean, median } from './average.ts';
import { countHolding, gini, hhi, topSum } from './concentration.ts';
import { exactBinomial } from './exact-binomial.ts';
import { kaplanMeierMedian, type Waiting } from './kaplan-meier.ts';
import { quantile } from './quantile.ts';
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

describe('Kaplan-Meier median', () => {
  const at = (days: readonly number[], event = true): Waiting[] => days.map((day) => ({ days: day, event }));

  it('finds 23 weeks and 8 weeks in the leukaemia trial of Freireich and others (1963)', () => {
    const treated = [
      ...at([6, 6, 6, 7, 10, 13, 16, 22, 23]),
      ...at([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], false),
    ];
    const placebo = at([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);
    expect(kaplanMeierMedian(treated)).toBe(23);
    expect(kaplanMeierMedian(placebo)).toBe(8);
  });

  it('is the ordinary median when nobody is waiting', () => {
    expect(kaplanMeierMedian(at([10, 20, 30, 40]))).toBe(median([10, 20, 30, 40]));
    expect(kaplanMeierMedian(at([10, 20, 30]))).toBe(20);
  });

  it('has none while more than half wait', () => {
    expect(kaplanMeierMedian([...at([10]), ...at([50, 60], false)])).toBeUndefined();
    expect(kaplanMeierMedian([])).toBeUndefined();
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
});
