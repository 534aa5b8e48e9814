import { describe, expect, it } from '@jest/globals';
import {
  BAND_KEYS,
  BAND_TONES,
  BAND_WORDS,
  createFormatter,
  DIRECTION_KEYS,
  DIRECTION_TONES,
  directionText,
  ROLE_KEYS,
  ROLE_WORDS,
  stateText,
  tooNewText,
} from '@partner-pulse/words';

const f = createFormatter({ timeZone: 'UTC' });

describe('words', () => {
  it('has four bands, told apart without colour', () => {
    expect(BAND_KEYS.map((key) => BAND_WORDS[key])).toEqual(['Healthy', 'Watch', 'At risk', 'Not enough data']);
    expect(new Set(ROLE_KEYS.map((key) => ROLE_WORDS[key])).size).toBe(ROLE_KEYS.length);
  });

  it('never alarms about what is unknown', () => {
    expect(BAND_TONES['not-enough-data']).toBe('neutral');
    expect(DIRECTION_TONES.unknown).toBe('neutral');
  });

  it('says how much of what is missing', () => {
    expect(stateText.notEnoughData(f, 3, 5, 'decided deal')).toBe('Not enough data (3 of 5 decided deals)');
    expect(stateText.stale(f, Date.UTC(2026, 10, 20))).toBe('Stale since Nov 20, 2026');
  });

  it('names a direction with its size and period', () => {
    expect(directionText(f, 'down', -8)).toBe('Falling, \u22128 in 13 weeks');
    expect(directionText(f, 'steady', 0)).toBe('Steady');
    expect(DIRECTION_KEYS.map((key) => directionText(f, key, null))).toEqual([
      'Rising',
      'Steady',
      'Falling',
      'No earlier score',
    ]);
  });

  it('calls a young partner unscored by design', () => {
    expect(tooNewText(f, 23)).toBe('23 days in, no score yet by design');
  });
});
