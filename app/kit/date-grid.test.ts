import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateGrid } from './date-grid.ts';

describe('a grid of dates', () => {
  it('finds the first date on or after any day', () => {
    const dates = fc.uniqueArray(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(dates, fc.integer({ min: -500, max: 500 }), (unsorted, day) => {
        const ascending = unsorted.toSorted((a, b) => a - b);
        const found = ascending.findIndex((date) => date >= day);
        expect(new DateGrid(ascending).indexFrom(day)).toBe(found === -1 ? ascending.length : found);
      }),
    );
  });
});
