import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pairIn, rankedIn, SortedGroup } from './sorted-group.ts';

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
        const groupOf = (some: typeof all) =>
          new SortedGroup(
            {
              numbers: Float64Array.from(some, ({ number }) => number),
              enters: Int32Array.from(some, ({ enter }) => enter),
              leaves: Int32Array.from(some, leave),
            },
            DATES,
          );
        const group = groupOf(all);
        const halves = [groupOf(all.slice(0, 120)), groupOf(all.slice(120))];
        for (let date = 0; date < DATES; date++) {
          const there = all.filter((item) => item.enter <= date && leave(item) > date).map(({ number }) => number);
          there.sort((a, b) => a - b);
          expect([group.counts[date], group.sums[date]]).toEqual([there.length, there.reduce((a, b) => a + b, 0)]);
          for (const rank of [0, seed % Math.max(1, there.length), there.length - 1]) {
            if (rank >= 0) expect(group.at(date, rank)).toEqual([there[rank], there[rank + 1]]);
          }
          // In halves, each a group of its own, the ranks are the same.
          const ranks = [0, Math.floor(there.length / 2), there.length - 1].filter((rank) => rank >= 0);
          expect(ranks.map((rank) => rankedIn(halves, date, rank))).toEqual(ranks.map((rank) => there[rank]));
          const pairs = ranks.map((rank) => [there[rank], there[rank + 1]]);
          expect(ranks.map((rank) => pairIn(halves, date, rank))).toEqual(pairs);
        }
      }),
      { numRuns: 20 },
    );
  });
});
