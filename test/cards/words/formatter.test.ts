import { describe, expect, it } from '@jest/globals';
import { createFormatter } from '@partner-pulse/words';

/** Intl separates with no-break spaces; the tests say them as plain ones. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const en = createFormatter({ locale: 'en-us', timeZone: 'Europe/Madrid' });
const de = createFormatter({ locale: 'de', timeZone: 'Europe/Madrid' });

describe('money', () => {
  it('carries its currency code and drops a fraction that does not matter', () => {
    expect(plain(en.money(41_200_050, 'USD'))).toBe('USD 412,001');
    expect(plain(de.money(41_200_000, 'EUR'))).toBe('412.000 EUR');
  });

  it('keeps the cents of a small amount', () => {
    expect(plain(en.money(1_250, 'USD'))).toBe('USD 12.50');
    expect(plain(en.money(1_200, 'USD'))).toBe('USD 12');
  });

  it.each([
    ['JPY', 1_234, 'JPY 1,234'],
    ['ISK', 1_234, 'ISK 1,234'],
    ['KWD', 1_234, 'KWD 1.234'],
    ['IQD', 1_234_567, 'IQD 1,235'],
  ])('reads minor units of %s by ISO 4217', (currency, minorUnits, expected) => {
    expect(plain(en.money(minorUnits, currency))).toBe(expected);
  });

  it('shortens thousands and millions and never a small amount', () => {
    expect(plain(en.moneyShort(41_250_000, 'USD'))).toBe('USD 412.5K');
    expect(plain(en.moneyShort(162_000_000, 'USD'))).toBe('USD 1.6M');
    expect(plain(en.moneyShort(95_000, 'USD'))).toBe('USD 950');
  });

  it('writes a negative amount with its sign and no negative zero', () => {
    expect(plain(en.money(-123_400, 'USD'))).toBe('-USD 1,234');
    expect(plain(en.money(-0, 'USD'))).toBe('USD 0');
  });
});

describe('ratios, counts and points', () => {
  it('writes a small share with one decimal and a larger one without', () => {
    expect([0.025, 0.314, 1, 0, 0.0996].map(en.percent)).toEqual(['2.5%', '31%', '100%', '0%', '10%']);
    expect(plain(de.percent(0.314))).toBe('31 %');
  });

  it('chooses the plural by the number that is shown', () => {
    expect([0, 1, 0.9, 2, 1204].map((n) => en.count(n, 'company'))).toEqual([
      '0 companies',
      '1 company',
      '1 company',
      '2 companies',
      '1,204 companies',
    ]);
    expect(en.days(1)).toBe('1 day');
  });

  it('signs points with a true minus and leaves zero bare', () => {
    expect([6, -11, 0, -0.4].map(en.signedPoints)).toEqual(['+6', '\u221211', '0', '0']);
  });

  it('joins a list as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(en.list)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});

describe('dates', () => {
  const lateEvening = Date.UTC(2026, 10, 19, 23, 30);

  it('shows an instant as the account sees it', () => {
    expect(en.date(lateEvening)).toBe('Nov 20, 2026');
    expect(plain(en.dateTime(lateEvening))).toBe('Nov 20, 2026, 00:30');
    expect(createFormatter({ locale: 'en', timeZone: 'America/New_York' }).date(lateEvening)).toBe('Nov 19, 2026');
  });

  it('never shifts a calendar day, whatever the zone', () => {
    const day = Date.UTC(2026, 10, 20) / 86_400_000;
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      expect(createFormatter({ timeZone }).day(day)).toBe('Nov 20, 2026');
    }
    expect(en.month(day)).toBe('Nov 2026');
  });

  it('refuses an unknown zone', () => {
    expect(() => createFormatter({ timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

describe('locale', () => {
  it.each([undefined, '', 'not a locale', 'xx-invalid-tag-too-long-part', '\u0000'])('falls back for %p', (locale) => {
    expect(createFormatter({ locale, timeZone: 'UTC' }).number(1234)).toBe('1,234');
  });

  it('reads HubSpot\u2019s spelling', () => {
    expect(plain(createFormatter({ locale: 'pt_br', timeZone: 'UTC' }).number(1234))).toBe('1.234');
  });
});
