import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { dealSize } from './deal-size.ts';

const won = { created: '2024-01-01', won: '2025-05-01' };
const partnerDeals = (amounts: readonly (number | null)[]): DealWords[] =>
  amounts.map((amount) => ({ sourced: 'Acme', ...won, amount }));
const directDeals = (amounts: readonly number[], pipeline = 'sales'): DealWords[] =>
  amounts.map((amount) => ({ ...won, amount, pipeline }));
const ask = (deals: readonly DealWords[]) =>
  answers(dealSize, account({ partners: [{ name: 'Acme' }], deals }), '2025-06-30');

const TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 200];

describe('deal size', () => {
  it('gives mean and median from 3 won deals with an amount on: 1, 2, 9', () => {
    expect(ask(partnerDeals([1, 9, 2, null])).partner('Acme')).toMatchObject({
      mean: { value: 400, sample: 3, numerator: 1200, denominator: 3, excluded: { 'no amount': 1 } },
      median: { value: 200 },
    });
    expect(ask(partnerDeals([1, 9, null])).partner('Acme').mean).toMatchObject({
      state: 'not-enough-data',
      have: 2,
      need: 3,
    });
  });

  it('compares with at least 10 direct deals of the same pipelines', () => {
    const deals = [
      ...partnerDeals(TEN),
      ...directDeals(TEN.map((amount) => amount + 7)),
      ...directDeals([5000], 'other'),
    ];
    // Medians 55 and 62, means 65 and 72.
    expect(ask(deals).partner('Acme')).toMatchObject({
      'direct-mean': { value: 7200, sample: 10 },
      'direct-median': { value: 6200 },
      difference: { value: -700, reason: expect.stringContaining('Smaller than direct deals') },
      'mean-difference': { value: -700 },
    });
    expect(ask(deals).program.difference).toMatchObject({ value: -700 });
  });

  it('does not compare with 9', () => {
    expect(ask([...partnerDeals(TEN), ...directDeals(TEN.slice(1))]).partner('Acme').difference).toMatchObject({
      state: 'not-enough-data',
      have: 9,
      need: 10,
      reason: '10 partner deals and 9 direct deals: too few to compare',
    });
  });

  it('compares within the same size of customer: 10 large deals of 100 against large ones of 110, not against small ones of 5', () => {
    const customers = [
      { name: 'Large', size: '1000-4999' },
      { name: 'Small', size: '1-9' },
    ];
    const to = (customer: string, deals: DealWords[]) => deals.map((deal) => ({ ...deal, customer }));
    const same = (amount: number, count: number) => Array.from({ length: count }, () => amount);
    const deals = [
      ...to('Large', [...partnerDeals(same(100, 10)), ...directDeals(same(110, 10))]),
      ...to('Small', [...partnerDeals(same(5, 3)), ...directDeals(same(5, 60))]),
    ];
    const facts = account({ partners: [{ name: 'Acme' }], customers, deals });
    expect(answers(dealSize, facts, '2025-06-30').partner('Acme')).toMatchObject({
      median: { value: 10000, sample: 13 },
      'compared-mean': { value: 10000, sample: 10 },
      'compared-median': { value: 10000 },
      'direct-mean': { value: 11000, sample: 10 },
      'direct-median': { value: 11000 },
      difference: {
        value: -1000,
        reason: expect.stringMatching(/^Smaller than direct.*\(employees 1000-4999\): 10 of 13/),
      },
      'mean-difference': { value: -1000 },
    });
  });
});
