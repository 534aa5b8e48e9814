import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account, DEALS_ONLY, type DealWords } from '../testing/facts.ts';
import { targetOutlook } from './target-outlook.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
const target = (amount: number) => ({
  settings: { targets: [{ partnerId: null, from: '2025-04-01', to: '2025-08-29', amount }] },
});

// As of 2025-06-30, 60 days are left. Acme: 10 registered and decided on 2025-03-01 to 2025-03-31, 30 days, half won at
// 100 each, so close rate 0.5, size 100, 30 days to close; 30 of its 60 days left can still bring a deal. It registered 9
// in the last 90 days: 0.1 a day, so 3 more, which bring 3 x 0.5 x 100 = 150. Bolt has been silent.
const words: AccountWords = {
  mapped: DEALS_ONLY,
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    ...times(4, { sourced: 'Acme', registered: '2025-03-01', won: '2025-03-31', amount: 100 }),
    { sourced: 'Acme', registered: '2025-03-02', won: '2025-04-01', amount: 100 },
    ...times(5, { sourced: 'Acme', registered: '2025-03-01', lost: '2025-03-31' }),
    ...times(9, { sourced: 'Acme', registered: '2025-05-01' }),
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-08-29', amount: 400 },
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-08-30', amount: 7000 },
    { sourced: 'Bolt', created: '2025-01-01', closes: '2025-08-01', amount: 7000 },
  ],
};
const ask = (amount: number, more: AccountWords = {}) =>
  answers(targetOutlook, account({ ...words, ...target(amount), ...more }), '2025-06-30').program;

describe('the outlook for the target', () => {
  it('adds what is won, 100, half of what is open, 200, and what should still be registered, 150', () => {
    expect(ask(900)).toMatchObject({
      won: { value: 10_000, sample: 1 },
      'from-open': { value: 20_000, sample: 1, excluded: { 'open deal of a partner that is not active': 1 } },
      'from-registrations': { value: 15_000, numerator: 3 },
      coverage: { value: 0.5, numerator: 45_000, denominator: 90_000 },
    });
  });

  it('sets three remedies of the gap of 450 side by side', () => {
    expect(ask(900)).toMatchObject({
      gap: { value: 45_000 },
      // 450 / (0.5 x 100).
      'gap-registrations': { value: 9 },
      // An active partner brings 150; half of the partners are active, so of six recruits three are.
      'partners-to-wake': { value: 3, denominator: 1, reason: 'Partners that are not active: 1' },
      'partners-to-recruit': { value: 6 },
      'target-in-reach': { value: 45_000 },
    });
  });

  it('has no gap where the target is in reach', () => {
    expect(ask(450)).toMatchObject({ coverage: { value: 1 }, gap: { value: 0 }, 'partners-to-wake': { value: 0 } });
  });

  it('does not count on registrations that would close too late', () => {
    const { settings } = {
      settings: { targets: [{ partnerId: null, from: '2025-04-01', to: '2025-07-15', amount: 900 }] },
    };
    expect(ask(900, { settings })).toMatchObject({
      'from-registrations': { value: 0 },
      'partners-to-wake': { state: 'not-applicable' },
      'gap-registrations': { state: 'value' },
    });
  });

  it('is not set up without a target, and needs 5 decided deals', () => {
    expect(ask(900, { settings: {} }).coverage).toMatchObject({ state: 'not-set-up' });
    expect(ask(900, { deals: words.deals?.slice(0, 4) ?? [] }).coverage).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
    });
  });
});
