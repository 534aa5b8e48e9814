import { describe, expect, it } from '@jest/globals';
import { parseDay } from './days.ts';
import { workingClock, workingMinutesThrough } from './working-time.ts';
import { zone } from './zone.ts';

const OFFICE = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const berlin = workingClock(OFFICE, zone('Europe/Berlin'));
const hours = (from: string, to: string, clock = berlin) => (clock(Date.parse(to)) - clock(Date.parse(from))) / 60;

describe('working time', () => {
  it('runs during office hours', () => expect(hours('2025-03-03T09:00Z', '2025-03-03T11:30Z')).toBe(2.5));

  it('stands still over night and at the weekend', () => {
    // Friday 16:00 to Monday 10:00 in Berlin: an hour on each side.
    expect(hours('2025-03-07T15:00Z', '2025-03-10T09:00Z')).toBe(2);
    expect(hours('2025-03-08T09:00Z', '2025-03-09T09:00Z')).toBe(0);
  });

  it('is a whole week of five days from any day to the same a week later', () => {
    for (const day of ['03', '04', '05', '06', '07', '08', '09']) {
      expect(
        hours(`2025-02-${day}T12:00Z`, `2025-02-${Number(day) + 7 < 10 ? '0' : ''}${Number(day) + 7}T12:00Z`),
      ).toBe(40);
    }
  });

  it('keeps local hours when clocks change', () => {
    // 28 March is Friday, clocks go forward on 30 March: 16:00 local is 15:00 UTC before and 14:00 after.
    expect(hours('2025-03-28T15:00Z', '2025-03-31T14:00Z')).toBe(8);
  });

  it('follows the account’s own days', () => {
    const gulf = workingClock({ days: [7, 1, 2, 3, 4], from: '08:00', to: '16:00' }, zone('Asia/Dubai'));
    // Thursday 12:00 to Sunday 12:00 local: four hours and four.
    expect(hours('2025-03-06T08:00Z', '2025-03-09T08:00Z', gulf)).toBe(8);
  });

  it('at the end of a day is what the clock says at midnight', () => {
    for (const day of ['2025-03-07', '2025-03-09', '2025-03-10', '1969-12-30']) {
      const midnight = Date.parse(`${day}T22:59Z`);
      expect(workingMinutesThrough(parseDay(day) ?? 0, OFFICE)).toBe(berlin(midnight));
    }
  });
});
