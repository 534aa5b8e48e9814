import { describe, expect, it } from '@jest/globals';
import { memo } from './memo.ts';

describe('memo', () => {
  it('derives once for each object and what follows it', () => {
    let derived = 0;
    const sum = memo((numbers: readonly number[], more: number) => {
      derived++;
      return numbers.reduce((total, one) => total + one, more);
    });
    const numbers = [1, 2];
    expect([sum(numbers, 10), sum(numbers, 20), sum(numbers, 10), sum([1, 2], 10)]).toEqual([13, 23, 13, 13]);
    expect(derived).toBe(3);
  });

  it('remembers that there was nothing', () => {
    let derived = 0;
    const none = memo((_: object): number | undefined => {
      derived++;
      return undefined;
    });
    const key = {};
    expect([none(key), none(key)]).toEqual([undefined, undefined]);
    expect(derived).toBe(1);
  });
});
