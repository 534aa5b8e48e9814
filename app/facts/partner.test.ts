import { describe, expect, it } from '@jest/globals';
import { account, day } from '../metrics/testing/facts.ts';
import { isOnRoster, tenureDays } from './partner.ts';

const [dated, undated] = account({
  partners: [
    { name: 'Acme', signed: '2025-01-10', left: '2025-03-01' },
    { name: 'Bolt', signed: null, created: '2025-02-01' },
  ],
}).partners;

describe('partners', () => {
  it('are on the roster from the day they sign up to the day before they leave', () => {
    if (!dated) throw new Error('the account has two partners');
    const dates = ['2025-01-09', '2025-01-10', '2025-02-28', '2025-03-01'];
    expect(dates.map((date) => isOnRoster(dated, day(date)))).toEqual([false, true, true, false]);
    expect(tenureDays(dated, day('2025-01-31'))).toBe(21);
  });

  it('count from their creation where no start is known, and then have no tenure', () => {
    if (!undated) throw new Error('the account has two partners');
    expect(isOnRoster(undated, day('2025-01-31'))).toBe(false);
    expect(isOnRoster(undated, day('2025-02-01'))).toBe(true);
    expect(tenureDays(undated, day('2025-03-01'))).toBeNull();
  });
});
