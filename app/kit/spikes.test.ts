import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { fences } from './fences.ts';
import { logFactorial } from './log-factorial.ts';
import { MODIFIED_Z_LIMIT, modifiedZ } from './modified-z.ts';
import { poissonUpperTail } from './poisson-upper-tail.ts';
import { ratio } from './testing/rational.ts';
import { RUNS, reordered } from './testing/runs.ts';

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });

describe('modified z-score', () => {
  it('measures from the median in median deviations', () => {
    // By hand: median 5, deviations 4 2 0 1 15, of which 2 is the middle: 0.6745 x 15 / 2.
    expect(modifiedZ(20, [1, 3, 5, 6, 20])).toBeCloseTo(5.05875, 12);
    expect(modifiedZ(20, [1, 3, 5, 6, 20])).toBeGreaterThan(MODIFIED_Z_LIMIT);
    expect(modifiedZ(1, [1, 3, 5, 6, 20])).toBeCloseTo(-1.349, 12);
  });

  it('falls back on the mean deviation where more than half are alike', () => {
    // By hand: median 2, median deviation 0, mean deviation 8/5; 8 / (1.2533 x 1.6).
    expect(modifiedZ(10, [2, 2, 2, 2, 10])).toBeCloseTo(8 / (1.2533141373 * 1.6), 9);
  });

  it('has no measure for a value unlike a group all alike', () => {
    expect(modifiedZ(3, [2, 2, 2])).toBeUndefined();
    expect(modifiedZ(2, [2, 2, 2])).toBe(0);
    expect(modifiedZ(2, [])).toBeUndefined();
  });

  it('does not depend on order, nor on the unit', () => {
    fc.assert(
      fc.property(reordered(values), fc.integer({ min: -99, max: 99 }), ([group, other], value) => {
        const z = modifiedZ(value, group);
        expect(modifiedZ(value, other)).toBe(z);
        const scaled = modifiedZ(
          4 * value,
          group.map((one) => 4 * one),
        );
        if (z === undefined) expect(scaled).toBeUndefined();
        else expect(scaled).toBeCloseTo(z, 9);
      }),
      RUNS,
    );
  });
});

describe('logarithm of the factorial', () => {
  it('agrees with the product of whole numbers to the last digits', () => {
    let product = 1n;
    for (let n = 1; n <= 170; n++) {
      product *= BigInt(n);
      expect(Math.abs(logFactorial(n) - Math.log(Number(product)))).toBeLessThan(4e-16 * Math.max(1, logFactorial(n)));
    }
    expect(logFactorial(0)).toBe(0);
  });
});

describe('Poisson upper tail', () => {
  /** P(X >= count | expected / 4) from whole numbers: the part of e^mean's series from `count` on. */
  function exact(count: number, quarters: number): number {
    const last = Math.ceil(quarters / 4) + count + 400;
    let term = 10n ** 400n;
    let [all, tail] = [0n, 0n];
    for (let k = 0; k <= last; k++) {
      all += term;
      if (k >= count) tail += term;
      term = (term * BigInt(quarters)) / BigInt(4 * (k + 1));
    }
    return ratio(tail, all);
  }

  it.each([
    [10, 20],
    [3, 1],
    [40, 8],
    [100, 400],
    [120, 400],
    [80, 400],
    [900, 3000],
  ])('agrees with exact whole numbers: %d or more where %d quarters are usual', (count, quarters) => {
    expect(poissonUpperTail(count, quarters / 4) / exact(count, quarters)).toBeCloseTo(1, 11);
  });

  it('is 1 for none or more, 0 for any where none are usual', () => {
    expect(poissonUpperTail(0, 3)).toBe(1);
    expect(poissonUpperTail(1, 0)).toBe(0);
    expect(poissonUpperTail(1, 2)).toBeCloseTo(1 - Math.exp(-2), 14);
  });

  it('falls with the count, rises with what is usual, and stays within 0..1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 200, noNaN: true }), (count, expected) => {
        const p = poissonUpperTail(count, expected);
        expect(p >= 0 && p <= 1).toBe(true);
        expect(poissonUpperTail(count + 1, expected)).toBeLessThanOrEqual(p + 1e-12);
        expect(poissonUpperTail(count, expected + 1)).toBeGreaterThanOrEqual(p - 1e-12);
      }),
      RUNS,
    );
  });
});

describe('Benjamini-Hochberg', () => {
  // The 15 p-values of Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995).
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  it('rejects the 4 hypotheses that the published example rejects at .05', () => {
    const rejected = benjaminiHochberg(published).filter((q) => q <= 0.05);
    expect(rejected).toHaveLength(4);
    expect(benjaminiHochberg(published)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it('answers in the order asked, never below the p-value, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
        const adjusted = benjaminiHochberg(ps);
        expect(adjusted).toHaveLength(ps.length);
        for (const [i, p] of ps.entries()) {
          const q = adjusted[i] ?? Number.NaN;
          expect(q >= p * (1 - 1e-12) && q <= 1).toBe(true);
          for (const [j, other] of ps.entries()) if (other >= p) expect(adjusted[j]).toBeGreaterThanOrEqual(q);
        }
        expect(benjaminiHochberg(ps.toReversed())).toEqual(adjusted.toReversed());
      }),
      RUNS,
    );
  });
});

describe('outlier fences', () => {
  it('stand one and a half quartile distances outside the quartiles', () => {
    // By hand, type 7: quartiles of 1, 2, 3, 4 are 1.75 and 3.25.
    expect(fences([4, 2, 1, 3])).toEqual({ low: -0.5, high: 5.5 });
    expect(fences([7])).toEqual({ low: 7, high: 7 });
    expect(fences([])).toBeUndefined();
  });

  it('hold the middle half of any group, in any order', () => {
    fc.assert(
      fc.property(reordered(values), ([group, other]) => {
        const { low, high } = fences(group) ?? { low: Number.NaN, high: Number.NaN };
        expect(fences(other)).toEqual({ low, high });
        expect(group.filter((one) => one >= low && one <= high).length * 2).toBeGreaterThanOrEqual(group.length);
      }),
      RUNS,
    );
  });
});
