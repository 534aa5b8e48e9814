import { describe, expect, it } from '@jest/globals';
import { type Override, overrideAt, overrideOf, shownBand, shownScore } from './override.ts';

const healthy: Override = overrideOf({ band: 'healthy' }, 100, 110);
const point = { score: 21, band: 'at-risk' as const };

describe('an override', () => {
  it('is in force on its first and its last day, and on none before or after', () => {
    expect([99, 100, 110, 111].map((day) => overrideAt([healthy], day) !== null)).toEqual([false, true, true, false]);
  });

  it('is followed by the next word, also when that one has run out or ended it', () => {
    const shorter = overrideOf({ band: 'watch' }, 101, 102);
    expect(overrideAt([healthy, shorter], 102)).toBe(shorter);
    expect(overrideAt([healthy, shorter], 103)).toBeNull();
    expect(overrideAt([healthy, null], 105)).toBeNull();
    expect(overrideAt([null, healthy], 105)).toBe(healthy);
    expect(overrideAt([], 105)).toBeNull();
  });

  it('of a score has the band that the score falls into', () => {
    expect([32, 33, 65, 66].map((score) => overrideOf({ score }, 1, 2).band)).toEqual([
      'at-risk',
      'watch',
      'watch',
      'healthy',
    ]);
  });

  it('stands in for the computed band, and for the score only where a score was given', () => {
    expect([shownBand({ point, override: healthy }), shownScore({ point, override: healthy })]).toEqual([
      'healthy',
      21,
    ]);
    const scored = overrideOf({ score: 0 }, 100, 110);
    expect([shownBand({ point, override: scored }), shownScore({ point, override: scored })]).toEqual(['at-risk', 0]);
    expect([shownBand({ point }), shownScore({ point })]).toEqual(['at-risk', 21]);
  });

  it('gives a band to a partner of which too little is known, and never a score that nobody named', () => {
    const unknown = { score: null, band: null };
    expect([
      shownBand({ point: unknown, override: healthy }),
      shownScore({ point: unknown, override: healthy }),
    ]).toEqual(['healthy', null]);
  });
});
