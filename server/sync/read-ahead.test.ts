import { describe, expect, it } from '@jest/globals';
import { readAhead } from './read-ahead.ts';

/** Numbers that come as soon as they may; `taken` tells how many were asked for. */
function numbers(count: number, failAfter = Number.POSITIVE_INFINITY) {
  const state = { taken: 0, isClosed: false };
  async function* source(): AsyncGenerator<number> {
    try {
      for (let at = 1; at <= count; at += 1) {
        if (at > failAfter) throw new Error('no more');
        state.taken = at;
        yield at;
      }
    } finally {
      state.isClosed = true;
    }
  }
  return { state, source: source() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('reading ahead', () => {
  it('hands over everything once and in order, however slow the work on it is', async () => {
    const seen: number[][] = [];
    for await (const items of readAhead(numbers(23).source, 4)) {
      seen.push(items);
      await turn();
    }
    expect(seen.flat()).toEqual(Array.from({ length: 23 }, (_, at) => at + 1));
    expect(Math.max(...seen.map(({ length }) => length))).toBe(4);
    expect(seen.length).toBeLessThan(12);
  });

  it('never lets more wait than it may', async () => {
    const { source, state } = numbers(100);
    let handed = 0;
    for await (const items of readAhead(source, 3)) {
      handed += items.length;
      await turn();
      expect(state.taken - handed).toBeLessThanOrEqual(3);
    }
    expect(handed).toBe(100);
  });

  it('hands over what came before a failure, and then fails', async () => {
    const seen: number[] = [];
    const work = async () => {
      for await (const items of readAhead(numbers(9, 6).source, 4)) seen.push(...items);
    };
    await expect(work()).rejects.toThrow('no more');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('stops the reading when nobody takes any more', async () => {
    const { source, state } = numbers(100);
    for await (const _items of readAhead(source, 2)) break;
    await turn();
    expect(state).toEqual({ taken: expect.any(Number), isClosed: true });
    expect(state.taken).toBeLessThan(5);
  });
});
