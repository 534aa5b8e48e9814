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
});
