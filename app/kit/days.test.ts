import { describe, expect, it } from '@jest/globals';
import {
  fiscalYearStart,
  formatDay,
  fromCivil,
  monthEnd,
  monthEndBack,
  monthStart,
  monthsBetween,
  monthsLater,
  nextFiscalYearStart,
  parseDay,
  previousMonthEnds,
  quarterName,
  quarterStart,
  weekEnd,
} from './days.ts';

const day = (text: string) => parseDay(text) ?? Number.NaN;

describe('calendar days', () => {
  it('reads and writes dates, and refuses what is not on the calendar', () => {
    expect(formatDay(day('2024-02-29'))).toBe('2024-02-29');
    expect(parseDay('2025-02-29')).toBeNull();
    expect(parseDay('2025-2-9')).toBeNull();
    expect(fromCivil(2026, 13, 1)).toBe(day('2027-01-01'));
  });

  it('tells year, month and date as the calendar has them, on every day of eight centuries', () => {
    for (let one = day('1600-01-01'); one < day('2400-03-02'); one++) {
      const at = new Date(one * 86_400_000);
      const first = fromCivil(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
      if (monthStart(one) !== first || monthEndBack(one, 1) !== first - 1) expect(formatDay(one)).toBe('told rightly');
    }
    expect(formatDay(monthStart(day('2400-02-29')))).toBe('2400-02-01');
  });

  it('finds the ends of weeks and months', () => {
    expect(formatDay(weekEnd(day('2025-07-05')))).toBe('2025-06-29');
    expect(formatDay(weekEnd(day('2025-06-29')))).toBe('2025-06-29');
    expect(formatDay(monthEnd(day('2024-02-10')))).toBe('2024-02-29');
    expect(previousMonthEnds(day('2025-01-31'), 2).map(formatDay)).toEqual(['2024-11-30', '2024-12-31']);
  });

  it('counts whole months: a month begun on the 31st is full at the end of a shorter one', () => {
    expect(monthsBetween(day('2025-01-15'), day('2025-04-14'))).toBe(2);
    expect(monthsBetween(day('2025-01-15'), day('2025-04-15'))).toBe(3);
    expect(monthsBetween(day('2025-01-31'), day('2025-02-28'))).toBe(1);
    expect(monthsBetween(day('2025-01-31'), day('2025-02-27'))).toBe(0);
  });

  it('adds months, ending with a shorter one', () => {
    expect(formatDay(monthsLater(day('2025-07-15'), 3))).toBe('2025-10-15');
    expect(formatDay(monthsLater(day('2025-11-30'), 3))).toBe('2026-02-28');
    expect(formatDay(monthsLater(day('2025-01-31'), 12))).toBe('2026-01-31');
  });

  it('finds quarters and fiscal years', () => {
    expect(formatDay(quarterStart(day('2025-02-10')))).toBe('2025-01-01');
    expect(formatDay(quarterStart(day('2025-02-10'), 1))).toBe('2024-10-01');
    expect(formatDay(quarterStart(day('2025-12-31'), 4))).toBe('2024-10-01');
    expect(quarterName(day('2025-09-30'))).toBe('2025-Q3');
    expect(formatDay(fiscalYearStart(day('2025-03-31'), 4))).toBe('2024-04-01');
    expect(formatDay(nextFiscalYearStart(day('2025-03-31'), 4))).toBe('2025-04-01');
  });
});
