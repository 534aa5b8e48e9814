import { describe, expect, it } from '@jest/globals';
import { memo, memoByDay, memoByPair, memoOn } from './memo.ts';

describe('what is remembered of an object', () => {
  it('is worked out once for each object', () => {
    let times = 0;
    const sum = memo((list: readonly number[]) => {
      times++;
      return list.reduce((a, b) => a + b, 0);
    });
    const list = [1, 2, 3];
    expect([sum(list), sum(list), sum([4])]).toEqual([6, 6, 4]);
    expect(times).toBe(2);
  });

  it('is kept apart by day where it depends on one, in whatever order days are asked for', () => {
    let times = 0;
    const later = memoByDay((list: readonly number[], day: number) => {
      times++;
      return list.filter((one) => one > day).length;
    });
    const list = [10, 20, 30];
    expect([later(list, 5), later(list, 25), later(list, 5), later(list, 25)]).toEqual([3, 1, 3, 1]);
    expect(times).toBe(2);
  });

  it('is kept on the object itself, for as long as that lives', () => {
    let times = 0;
    const size = memoOn((list: readonly number[]) => {
      times++;
      return list.length;
    });
    const [one, other] = [[1], [1, 2]];
    expect([size(one), size(one), size(other), size(one), size(one)]).toEqual([1, 1, 2, 1, 1]);
    expect(times).toBe(2);
  });

  it('is kept for two counts in their order, and worked out anew for counts too large to keep', () => {
    let times = 0;
    const difference = memoByPair((a: number, b: number) => {
      times++;
      return a - b;
    });
    expect([difference(3, 1), difference(1, 3), difference(3, 1), difference(1, 3)]).toEqual([2, -2, 2, -2]);
    expect(times).toBe(2);
    expect([difference(0, 2 ** 15), difference(1, 0), difference(2 ** 20, 2 ** 15)]).toEqual([
      -(2 ** 15),
      1,
      2 ** 20 - 2 ** 15,
    ]);
    for (let count = 0; count < 20_000; count++) expect(difference(count, 1)).toBe(count - 1);
  });
});
