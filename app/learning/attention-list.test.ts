import { describe, expect, it } from '@jest/globals';
import { type AttentionFacts, attentionList, largestMovers } from './attention-list.ts';

const partner = (id: string, more: Partial<AttentionFacts>): AttentionFacts => ({
  ...{ id, band: null, bandBefore: null, daysInactive: null, sourced: null, sourcedBefore: null, pipeline: null },
  ...more,
});

describe('the attention list', () => {
  it('has the dearest first, by a year of revenue and what is open', () => {
    const list = attentionList([
      partner('small', { band: 'at-risk', sourced: 100, pipeline: 50 }),
      partner('large', { band: 'watch', bandBefore: 'healthy', sourced: 500 }),
      partner('silent', { daysInactive: 200, sourced: 0, sourcedBefore: 900, pipeline: 20 }),
    ]);
    expect(list).toEqual([
      { id: 'silent', why: 'dormant', worth: 920 },
      { id: 'large', why: 'band-fell', worth: 500 },
      { id: 'small', why: 'at-risk', worth: 150 },
    ]);
  });

  it('leaves out who has nothing behind it, who is well, and who rose', () => {
    expect(
      attentionList([
        partner('nothing', { band: 'at-risk', daysInactive: 300 }),
        partner('well', { band: 'healthy', bandBefore: 'watch', sourced: 900 }),
        partner('steady', { band: 'watch', bandBefore: 'watch', sourced: 900 }),
        partner('new', { band: null, bandBefore: 'watch', sourced: 900 }),
      ]),
    ).toEqual([]);
  });

  it('counts negative pipeline as none, not against the revenue', () => {
    expect(attentionList([partner('a', { band: 'at-risk', sourced: 100, pipeline: -400 })])[0]?.worth).toBe(100);
  });
});

describe('the largest movers', () => {
  it('are the furthest from steady, each way, and none that cannot be compared', () => {
    const partners = [5, -30, null, 12, -4, 3, -12, 40].map((points, index) => ({ id: String(index), points }));
    const { up, down } = largestMovers(partners, 2);
    expect(up.map(({ points }) => points)).toEqual([40, 12]);
    expect(down.map(({ points }) => points)).toEqual([-30, -12]);
  });

  it('are nobody where all are steady', () => {
    const { up, down } = largestMovers(
      [
        { id: 'a', points: 1 },
        { id: 'b', points: 0 },
      ],
      5,
    );
    expect([up, down]).toEqual([[], []]);
  });
});
