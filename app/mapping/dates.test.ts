import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../kit/days.ts';
import { zone } from '../kit/zone.ts';
import { readDay } from './dates.ts';

const inNewYork = (text: string): string | null => {
  const day = readDay(text, zone('America/New_York'));
  return typeof day === 'number' ? formatDay(day) : day;
};

describe('a date as HubSpot holds it', () => {
  it('is an instant where it says so, on the calendar of the account', () => {
    expect(inNewYork('2026-07-01T03:59:59.999Z')).toBe('2026-06-30');
    expect(inNewYork('2026-07-01T04:00:00Z')).toBe('2026-07-01');
    expect(inNewYork('2026-07-01T02:00:00+02:00')).toBe('2026-06-30');
  });

  it('is never shifted where it is a bare date, or the UTC midnight of a date property', () => {
    expect(inNewYork('2026-07-01')).toBe('2026-07-01');
    expect(inNewYork(String(Date.UTC(2026, 6, 1)))).toBe('2026-07-01');
  });

  it('does not depend on the time zone of the machine where the text names none', () => {
    expect(inNewYork('2026-07-01T00:30')).toBe('2026-07-01');
    expect(inNewYork('2026-07-01T23:30:00')).toBe('2026-07-01');
  });

  it('is impossible where no calendar has it', () => {
    for (const text of [
      '2026-02-30',
      '2026-02-30T10:00:00Z',
      '2026-07-01T25:00:00Z',
      '2026-07-01Tnoon',
      'soon',
      '0001-01-01',
    ]) {
      expect([text, inNewYork(text)]).toEqual([text, 'impossible']);
    }
  });
});
