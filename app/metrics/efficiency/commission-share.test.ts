import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account } from '../testing/facts.ts';
import { commissionShare } from './commission-share.ts';

const words: AccountWords = {
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { sourced: 'Acme', created: '2024-01-01', won: '2025-06-10', amount: 1000 },
    { created: '2024-01-01', won: '2025-06-10', amount: 3000 },
    { sourced: 'Acme', created: '2024-01-01', won: '2024-07-01', amount: 500 },
  ],
  feeds: {
    commissions: [
      { partner: 'Acme', paid: '2025-06-01', amount: 100 },
      { partner: 'Acme', paid: '2025-06-30', amount: 50 },
      { partner: 'Acme', paid: '2025-05-31', amount: 30 },
      { partner: 'Acme', paid: '2024-06-30', amount: 7000 },
    ],
  },
};
const ask = (more: AccountWords = {}, date = '2025-07-15') =>
  answers(commissionShare, account({ ...words, ...more }), date);

describe('commissions against turnover', () => {
  it('divides what was paid in June by all that was won in June: 150 / 4,000, and by what partners sourced: 150 / 1,000', () => {
    expect(ask().program).toMatchObject({
      paid: { value: 15_000, sample: 2 },
      'of-turnover': { value: 150 / 4000, reason: 'Turnover is the revenue won in HubSpot' },
      'of-partner-revenue': { value: 0.15 },
    });
  });

  it('does the same over the 12 months: 180 / 4,500 and 180 / 1,500', () => {
    expect(ask().program).toMatchObject({
      'of-turnover-12m': { value: 0.04 },
      'of-partner-revenue-12m': { value: 0.12 },
    });
  });

  it('takes the turnover that was supplied where it has every month', () => {
    const feeds = { ...words.feeds, turnover: [{ month: '2025-06-01', amount: 6000 }] };
    expect(ask({ feeds }).program).toMatchObject({
      'of-turnover': { value: 0.025, reason: 'Turnover as supplied' },
      // One of the 12 months is no year.
      'of-turnover-12m': { value: 0.04, reason: 'Turnover is the revenue won in HubSpot' },
    });
  });

  it('counts nothing paid as 0 where the feed covers the month, and as unknown where it does not', () => {
    expect(ask().partner('Bolt')).toMatchObject({
      paid: { value: 0 },
      'of-partner-revenue': { state: 'not-enough-data' },
    });
    const coverage = { commissions: { from: '2025-06-15', to: '2025-07-15' } };
    expect(ask({ coverage }).program.paid).toMatchObject({ state: 'not-enough-data', have: 31, need: 45 });
  });

  it('reads the month that ends on the date itself', () => {
    expect(ask({}, '2025-06-30').program.paid).toMatchObject({ value: 15_000 });
    expect(ask({}, '2025-06-29').program.paid).toMatchObject({ value: 3000 });
  });
});
