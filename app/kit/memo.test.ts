import { describe, expect, it } from '@jest/globals';
import { memo, memoByDay, memoLast } from './memo.ts';

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

  it('is kept of the last object alone where each is asked for in turn', () => {
    let times = 0;
    const size = memoLast((list: readonly number[]) => {
      times++;
      return list.length;
    });
    const [one, other] = [[1], [1, 2]];
    expect([size(one), size(one), size(other), size(one), size(one)]).toEqual([1, 1, 2, 1, 1]);
    expect(times).toBe(3);
  });
});
