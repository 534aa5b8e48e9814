import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { revenuePerActivePartner } from './revenue-per-active-partner.ts';

const won = { created: '2024-01-01', won: '2024-12-01' };
const facts = account({
  partners: [
    { name: 'Big' },
    { name: 'Small' },
    { name: 'Idle' },
    { name: 'Working' },
    { name: 'Left', left: '2025-06-01' },
    { name: 'Fresh', signed: '2025-06-20' },
  ],
  deals: [
    { sourced: 'Big', ...won, amount: 900 },
    { sourced: 'Big', registered: '2025-06-01' },
    { sourced: 'Small', ...won, amount: 100 },
    { sourced: 'Small', registered: '2025-06-01' },
    { sourced: 'Idle', ...won, amount: 60 },
    { sourced: 'Working', registered: '2025-06-01' },
    { sourced: 'Left', ...won, amount: 40 },
    { sourced: 'Left', registered: '2025-05-20' },
    { sourced: 'Fresh', registered: '2025-06-25' },
  ],
});

describe('revenue per active partner', () => {
  it('divides the revenue of all by the active: (900 + 100 + 60 + 40) / 4, median of 0, 0, 100, 900', () => {
    expect(answers(revenuePerActivePartner, facts, '2025-06-30').program).toMatchObject({
      mean: { value: 27_500, numerator: 110_000, denominator: 4 },
      median: { value: 5_000, sample: 4 },
      active: { value: 4, denominator: 5 },
    });
  });

  it('says nothing without active partners, and no median of two', () => {
    expect(
      answers(revenuePerActivePartner, account({ partners: [{ name: 'Acme' }] }), '2025-06-30').program,
    ).toMatchObject({
      mean: { state: 'not-enough-data', have: 0, need: 1 },
      median: { state: 'not-enough-data', have: 0, need: 3 },
    });
  });
});
