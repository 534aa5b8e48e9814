import { describe, expect, it } from '@jest/globals';
import { FOREVER } from '../kit/days.ts';
import { firstWinIntervals } from './first-wins.ts';

const win = (id: string, on: number, from = on, until = FOREVER) => ({ id, deal: Number(id), day: on, from, until });

describe('first wins', () => {
  it('gives the customer to the earliest close date', () => {
    expect(firstWinIntervals([win('2', 20), win('1', 10)])).toMatchObject([{ deal: 1, from: 10, until: FOREVER }]);
  });

  it('gives it to the next win while the first is reopened, and back again', () => {
    const wins = [win('1', 10, 10, 30), win('1', 10, 40), win('2', 20)];
    expect(firstWinIntervals(wins).map(({ deal, from, until }) => [deal, from, until])).toEqual([
      [1, 10, 30],
      [1, 40, FOREVER],
      [2, 30, 40],
    ]);
  });

  it('settles wins of one day by the lower record id, whatever the order', () => {
    const [a, b] = [win('9', 10), win('10', 10)];
    expect(firstWinIntervals([a, b])).toEqual(firstWinIntervals([b, a]));
    expect(firstWinIntervals([b, a])).toMatchObject([{ id: '9' }]);
  });
});
