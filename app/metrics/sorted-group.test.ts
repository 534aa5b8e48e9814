import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SortedGroup } from './sorted-group.ts';

const DATES = 6;
const one = fc.record({
  number: fc.integer({ min: -50, max: 50 }),
  enter: fc.integer({ min: 0, max: DATES - 1 }),
  stays: fc.integer({ min: 1, max: DATES }),
});

describe('a sorted group', () => {
  it('finds the number of every rank at every date, in groups of many blocks too', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 300, maxLength: 900, size: 'max' }), fc.nat(), (all, seed) => {
        const leave = ({ enter, stays }: { enter: number; stays: number }) => Math.min(DATES, enter + stays);
        const group = new SortedGroup(
          {
            numbers: Float64Array.from(all, ({ number }) => number),
            enters: Int32Array.from(all, ({ enter }) => enter),
            leaves: Int32Array.from(all, leave),
          },
          DATES,
        );
        for (let date = 0; date < DATES; date++) {
          const there = all.filter((item) => item.enter <= date && leave(item) > date).map(({ number }) => number);
          there.sort((a, b) => a - b);
          expect([group.counts[date], group.sums[date]]).toEqual([there.length, there.reduce((a, b) => a + b, 0)]);
          for (const rank of [0, seed % Math.max(1, there.length), there.length - 1]) {
            if (rank >= 0) expect(group.at(date, rank)).toEqual([there[rank], there[rank + 1]]);
          }
          const collected: number[] = [];
          group.collect(date, collected);
          expect(collected).toEqual(there);
        }
      }),
      { numRuns: 20 },
    );
  });
});
