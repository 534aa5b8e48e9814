import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auc } from './auc.ts';
import { shrinkRates } from './empirical-bayes.ts';
import { fishersExact } from './fishers-exact.ts';
import { midRankAmong, midRanks, percentiles, terciles } from './ranks.ts';
import { spearman } from './spearman.ts';
import { choose, ratio } from './testing/rational.ts';
import { RUNS, reordered } from './testing/runs.ts';

const scores = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 25 });

describe("Fisher's exact test", () => {
  const table = (traitHit: number, traitMiss: number, otherHit: number, otherMiss: number) => ({
    traitHit,
    traitMiss,
    otherHit,
    otherMiss,
  });

  it('gives the lady tasting tea (Fisher 1935) 1 in 70 for all cups and 17 in 70 for three of four', () => {
    expect(fishersExact(table(4, 0, 0, 4)).greater).toBeCloseTo(1 / 70, 14);
    expect(fishersExact(table(3, 1, 1, 3)).greater).toBeCloseTo(17 / 70, 14);
    expect(fishersExact(table(3, 1, 1, 3)).twoSided).toBeCloseTo(34 / 70, 14);
  });

  it("gives .000465 one-sided and .000537 two-sided for Fisher's criminal twins", () => {
    // 10 of 13 identical and 2 of 17 other twins of convicts were convicted too (Fisher, Statistical Methods for
    // Research Workers); the digits are those of R's manual and of scipy 1.17.
    const twins = fishersExact(table(10, 3, 2, 15));
    expect(twins.greater).toBeCloseTo(0.000465, 6);
    expect(twins.twoSided).toBeCloseTo(0.000537, 6);
  });

  it('says 1 where nothing can differ', () => {
    expect(fishersExact(table(0, 0, 0, 0))).toEqual({ greater: 1, twoSided: 1 });
    expect(fishersExact(table(0, 0, 3, 4))).toEqual({ greater: 1, twoSided: 1 });
  });

  it('agrees with exact whole numbers, whichever way the table is turned', () => {
    const cell = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const { greater, twoSided } = fishersExact(table(a, b, c, d));
        const ways = (k: number): bigint => choose(a + b, k) * choose(c + d, a + c - k);
        const all = choose(a + b + c + d, a + c);
        let [above, rare] = [0n, 0n];
        for (let k = 0; k <= a + b; k++) {
          if (k >= a) above += ways(k);
          if (ways(k) <= ways(a)) rare += ways(k);
        }
        expect(Math.abs(greater / ratio(above, all) - 1)).toBeLessThan(1e-12);
        expect(Math.abs(twoSided / ratio(rare, all) - 1)).toBeLessThan(1e-12);
        expect(fishersExact(table(d, c, b, a)).greater).toBeCloseTo(greater, 12);
      }),
      RUNS,
    );
  });
});

describe("Spearman's rank correlation", () => {
  // Siegel, Nonparametric Statistics (1956), chapter 9: authoritarianism, yielding and social status of twelve students.
  const authoritarianism = [82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117];
  const yielding = [0, 0, 1, 1, 3, 4, 5, 6, 7, 8, 8, 12];
  const status = [42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81];
  const zip = (a: readonly number[], b: readonly number[]) => a.map((one, i) => [one, b[i] ?? 0] as const);

  it('gives the published .82 without ties, and corrects for ties', () => {
    expect(spearman(zip(authoritarianism, status))).toBeCloseTo(1 - (6 * 52) / (12 * 143), 12);
    expect(spearman(zip(authoritarianism, status))).toBeCloseTo(0.82, 2);
    // By hand with three ties: (141.5 + 143 - 109.5) / (2 x root of 141.5 x 143).
    expect(spearman(zip(yielding, status))).toBeCloseTo(175 / (2 * Math.sqrt(141.5 * 143)), 12);
  });

  it('says nothing of fewer than two pairs, or of a side all alike', () => {
    expect(spearman([[1, 2]])).toBeUndefined();
    expect(spearman(zip([3, 3, 3], [1, 2, 3]))).toBeUndefined();
  });

  it('is symmetric, bounded, the same in any order, and 1 for any rising curve', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })));
    fc.assert(
      fc.property(reordered(pairs), ([given, other]) => {
        const rho = spearman(given);
        expect(spearman(other)).toBe(rho);
        expect(spearman(given.map(([x, y]) => [y, x]))).toBe(rho);
        if (rho !== undefined) expect(Math.abs(rho)).toBeLessThanOrEqual(1);
        const curve = spearman(given.map(([x]) => [x, x ** 3]));
        if (curve !== undefined) expect(curve).toBe(1);
      }),
      RUNS,
    );
  });
});

describe('ranks, percentiles and thirds', () => {
  it('ranks a count among those at some places, whether counts are small or large', () => {
    for (const factor of [1, 1_000_000]) {
      const counts = Int32Array.of(3, 0, 1, 0, 99, 1).map((count) => count * factor);
      const rankOf = midRankAmong(counts, [0, 1, 2, 3, 5]);
      expect([0, 1, 3].map((count) => rankOf(count * factor))).toEqual([1.5, 3.5, 5]);
    }
  });

  it('shares ranks among those alike', () => {
    expect(midRanks([30, 10, 20, 20])).toEqual([4, 1, 2.5, 2.5]);
    expect(percentiles([30, 10, 20, 20])).toEqual([0.875, 0.125, 0.5, 0.5]);
    expect(percentiles([7])).toEqual([0.5]);
    expect(percentiles([])).toEqual([]);
  });

  it('gives one of a group the same percentile singly and with all', () => {
    fc.assert(
      fc.property(scores, (group) => {
        const all = percentiles(group);
        for (const [i, value] of group.entries()) {
          const below = group.reduce((sum, one) => sum + (one < value ? 1 : one === value ? 0.5 : 0), 0);
          expect(all[i]).toBeCloseTo(below / group.length, 12);
        }
      }),
      RUNS,
    );
  });

  it('splits into thirds without tearing those alike apart', () => {
    const split = (group: number[]) => terciles(group, (one) => one);
    expect(split([5, 1, 9])).toEqual({ low: [1], middle: [5], high: [9] });
    expect(split([1, 2, 3, 4])).toEqual({ low: [1], middle: [2, 3], high: [4] });
    expect(split([7, 7, 7])).toEqual({ low: [], middle: [7, 7, 7], high: [] });
    fc.assert(
      fc.property(scores, (group) => {
        const { low, middle, high } = split(group);
        expect(low.length + middle.length + high.length).toBe(group.length);
        expect(Math.max(...low)).toBeLessThan(Math.min(...middle, ...high));
        expect(Math.min(...high)).toBeGreaterThan(Math.max(...middle, ...low));
      }),
      RUNS,
    );
  });
});

describe('area under the curve', () => {
  /** Counts of ratings 1 to 5 as the ratings themselves. */
  const ratings = (counts: readonly number[]) => counts.flatMap((count, i) => new Array<number>(count).fill(i + 1));

  it('gives .893 for the CT readings of Hanley and McNeil (1982), table I, with a standard error of .032', () => {
    const result = auc(ratings([3, 2, 2, 11, 33]), ratings([33, 6, 6, 11, 2]));
    expect(result?.auc).toBeCloseTo(0.893, 3);
    // The paper's .032 takes its two middle quantities from the data; from the area alone, by hand, it is .0325.
    expect(result?.standardError).toBeCloseTo(0.0325, 4);
  });

  it('is 1 when apart, one half when alike, and nothing without both groups', () => {
    expect(auc([3, 4], [1, 2])).toEqual({ auc: 1, standardError: 0 });
    expect(auc([1, 1], [1])?.auc).toBe(0.5);
    expect(auc([], [1])).toBeUndefined();
  });

  it('equals the share of pairs in the right order, ties half, and turns with the groups', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0) as number));
        const { auc: area, standardError } = auc(positives, negatives) ?? { auc: -1, standardError: -1 };
        expect(area).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / pairs.length, 12);
        expect(auc(negatives, positives)?.auc).toBeCloseTo(1 - area, 12);
        expect(standardError).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });
});

describe('shrunk rates', () => {
  it('pulls 2 of 10 and 8 of 10 to 23/108 and 85/108', () => {
    // By hand: S = .09, chance .25 x .05, correlation (.09 - .0125) / (.25 x .45) = 31/45, weight 45/31 - 1 = 14/31.
    const shrunk = shrinkRates([
      { hits: 2, of: 10 },
      { hits: 8, of: 10 },
    ]);
    expect(shrunk?.weight).toBeCloseTo(14 / 31, 12);
    expect(shrunk?.rates).toEqual([expect.closeTo(23 / 108, 12), expect.closeTo(85 / 108, 12)]);
  });

  it('gives all the pooled rate where they vary no more than chance', () => {
    const alike = shrinkRates([
      { hits: 5, of: 10 },
      { hits: 4, of: 10 },
      { hits: 0, of: 0 },
    ]);
    expect(alike).toEqual({ pooled: 0.45, weight: Number.POSITIVE_INFINITY, rates: [0.45, 0.45, 0.45] });
    expect(shrinkRates([{ hits: 1, of: 1 }])?.rates).toEqual([1]);
    expect(shrinkRates([{ hits: 0, of: 0 }])).toBeUndefined();
  });

  it('does not let 1 of 1 lead over 45 of 50', () => {
    const tallies = [
      { hits: 1, of: 1 },
      { hits: 45, of: 50 },
      { hits: 5, of: 50 },
      { hits: 25, of: 50 },
    ];
    const [one = 0, many = 0] = shrinkRates(tallies)?.rates ?? [];
    expect(one).toBeLessThan(many);
  });

  it('keeps every rate between its own and the pooled one, in any order', () => {
    const tally = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
      .map(([a, b]) => ({ hits: Math.min(a, b), of: Math.max(a, b) }));
    fc.assert(
      fc.property(reordered(fc.array(tally)), ([given, other]) => {
        const shrunk = shrinkRates(given);
        expect(shrinkRates(other)?.weight).toBe(shrunk?.weight);
        for (const [i, rate] of (shrunk?.rates ?? []).entries()) {
          const { hits, of } = given[i] ?? { hits: 0, of: 0 };
          const pooled = shrunk?.pooled ?? Number.NaN;
          const own = of === 0 ? pooled : hits / of;
          expect(rate).toBeGreaterThanOrEqual(Math.min(own, pooled) - 1e-12);
          expect(rate).toBeLessThanOrEqual(Math.max(own, pooled) + 1e-12);
        }
      }),
      RUNS,
    );
  });
});
