import { describe, expect, it } from '@jest/globals';
import { NumberLists } from './number-lists.ts';

describe('lists of whole numbers', () => {
  it('count under each number of the list that is asked for, and of no other', () => {
    const lists = [[2], [], [0, 2, 2], [1]];
    const known = new NumberLists(lists.length, (i) => lists[i] ?? []);
    const counts = new Int32Array(3);
    for (const i of [0, 1, 2, 2]) known.countUnder(counts, i);
    expect([...counts]).toEqual([2, 0, 5]);
  });
});
