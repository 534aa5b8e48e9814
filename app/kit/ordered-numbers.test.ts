import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median } from './average.ts';
import { OrderedNumbers } from './ordered-numbers.ts';
import { RUNS } from './testing/runs.ts';

describe('numbers kept in order', () => {
  it('have the median of those that are there, whichever came and went', () => {
    const numbers = fc.array(fc.record({ number: fc.integer({ min: 0, max: 20 }), goes: fc.boolean() }));
    fc.assert(
      fc.property(numbers, (all) => {
        const ordered = new OrderedNumbers();
        const there: number[] = [];
        for (const { number, goes } of all) {
          ordered.add(number);
          there.push(number);
          if (goes) ordered.remove(there.splice((7 * number) % there.length, 1)[0] as number);
          expect([ordered.count, ordered.median()]).toEqual([there.length, median(there)]);
        }
      }),
      RUNS,
    );
    expect(new OrderedNumbers().median()).toBeUndefined();
  });

  it('stay in order when there are thousands, and when all of those have gone again', () => {
    const ordered = new OrderedNumbers();
    const all = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 1250);
    for (const number of all) ordered.add(number);
    expect([ordered.count, ordered.median()]).toEqual([5000, median(all)]);
    for (const number of all.slice(0, 4000)) ordered.remove(number);
    expect([ordered.count, ordered.median()]).toEqual([1000, median(all.slice(4000))]);
    for (const number of all.slice(4000)) ordered.remove(number);
    expect([ordered.count, ordered.median()]).toEqual([0, undefined]);
  });
});
