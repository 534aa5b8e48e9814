import { describe, expect, it } from '@jest/globals';
import { createFormatter, valueText } from '@partner-pulse/words';

const f = createFormatter({ timeZone: 'UTC' });
const german = createFormatter({ locale: 'de-de', timeZone: 'UTC' });
/** A no-break space stands between code and amount. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const text = (unit: string, value: number | string, currency = 'USD') => plain(valueText(f, unit, value, currency));

describe('a value in words', () => {
  it('says what a unit of money costs as money, in the currency of the account, and never as a percent', () => {
    expect(text('per-money', 0.12)).toBe('USD 0.12 per USD 1');
    expect(text('per-money', 1.5, 'EUR')).toBe('EUR 1.50 per EUR 1');
    expect(plain(valueText(german, 'per-money', 0.272, 'EUR'))).toBe('0,27 EUR per 1 EUR');
  });

  it('keeps two decimals of a cost where the currency has none, and three where it has three', () => {
    expect(text('per-money', 0.123, 'JPY')).toBe('JPY 0.12 per JPY 1');
    expect(text('per-money', 0.1234, 'KWD')).toBe('KWD 0.123 per KWD 1');
    expect(text('per-money', 0)).toBe('USD 0.00 per USD 1');
  });

  it('tells the difference of two shares in points and a growth in percent, both with their sign', () => {
    expect(text('share-change', -0.052)).toBe('\u22125.2 pts');
    expect(text('share-change', 0.1)).toBe('+10 pts');
    expect(text('share-change', -0.0001)).toBe('0 pts');
    expect(text('growth', 0.17)).toBe('+17%');
    expect(text('growth', -0.25)).toBe('\u221225%');
    expect(text('growth', 0)).toBe('0%');
  });

  it('leaves a share a percent, a coefficient a number and a flag a word', () => {
    expect(text('ratio', 0.31)).toBe('31%');
    expect(text('index', 0.4321)).toBe('0.43');
    expect(text('flag', 1)).toBe('Yes');
    expect(text('flag', 0)).toBe('No');
    expect(text('multiple', 1.5)).toBe('1.5×');
    expect(text('hours', 3.26)).toBe('3.3 h');
  });

  it('leaves text as it is and counts whole', () => {
    expect(text('text', 'Dormant')).toBe('Dormant');
    expect(text('partners', 64)).toBe('64');
    expect(plain(valueText(f, undefined, 12, 'USD'))).toBe('12');
  });
});
