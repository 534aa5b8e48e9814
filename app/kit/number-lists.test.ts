import { describe, expect, it } from '@jest/globals';
import { NumberLists } from './number-lists.ts';

describe('lists of whole numbers in one column', () => {
  it('count under each number of the list that is asked for, and of no other', () => {
    const lists = new NumberLists([[2], [], [0, 2, 2], [1]]);
    const counts = new Int32Array(3);
    for (const i of [0, 1, 2, 2]) lists.countUnder(counts, i);
    expect([...counts]).toEqual([2, 0, 5]);
  });
});
