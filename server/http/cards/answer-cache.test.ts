import { describe, expect, it } from '@jest/globals';
import { createAnswerCache, type KeptAnswer } from './answer-cache.ts';

const answer = (text: string): KeptAnswer => ({ version: '1', syncedMs: 0, isStale: false, json: Buffer.from(text) });
const KIB = 1024;

describe('kept answers', () => {
  it('are given back as they were put in, and the newest under a key counts', () => {
    const cache = createAnswerCache(10 * KIB);
    cache.set('a', answer('first'));
    cache.set('a', answer('second'));
    expect(cache.get('a')?.json.toString()).toBe('second');
    expect(cache.get('b')).toBeUndefined();
  });

  it('stay within their bytes, whatever is asked for; those not asked for longest go first', () => {
    const cache = createAnswerCache(9 * KIB);
    for (const key of ['a', 'b', 'c']) cache.set(key, answer('x'.repeat(2 * KIB)));
    cache.get('a');
    cache.set('d', answer('x'.repeat(2 * KIB)));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
    for (let n = 0; n < 1000; n += 1) cache.set(`key ${n}`, answer('x'.repeat(n)));
    expect(cache.bytes).toBeLessThanOrEqual(9 * KIB);
  });

  it('count to nothing when replaced, so that the same record asked for ever again does not push others out', () => {
    const cache = createAnswerCache(10 * KIB);
    cache.set('other', answer('kept'));
    for (let n = 0; n < 100; n += 1) cache.set('same', answer('x'.repeat(KIB)));
    expect(cache.get('other')?.json.toString()).toBe('kept');
  });

  it('do not hold an answer that is larger than all room', () => {
    const cache = createAnswerCache(KIB);
    cache.set('small', answer('kept'));
    cache.set('large', answer('x'.repeat(2 * KIB)));
    expect(cache.get('large')).toBeUndefined();
    expect(cache.get('small')).toBeDefined();
  });
});
