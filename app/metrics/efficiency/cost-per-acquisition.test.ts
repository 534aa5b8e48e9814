import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import type { FeedRowWords } from '../testing/people.ts';
import { costPerAcquisition } from './cost-per-acquisition.ts';

const row = (channel: string, amount: number): FeedRowWords => ({
  month: '2025-01-01',
  category: 'people',
  channel,
  amount,
});
const customers = (count: number, prefix: string, sourced?: string): DealWords[] =>
  Array.from({ length: count }, (_, i) => ({
    created: '2024-01-01',
    won: '2025-03-01',
    customer: `${prefix}${i}`,
    ...(sourced && { sourced }),
  }));
const acme = (rows: readonly FeedRowWords[], deals: readonly DealWords[]) =>
  account({ partners: [{ name: 'Acme' }], deals, feeds: { 'programme-costs': rows } });
const ask = (rows: readonly FeedRowWords[], deals: readonly DealWords[]) =>
  answers(costPerAcquisition, acme(rows, deals), '2025-06-30').program;

describe('cost per acquisition', () => {
  it('divides the costs by customers acquired: 600 / 6, and says what the costs lack', () => {
    const second: DealWords = { created: '2024-01-01', won: '2025-04-01', customer: 'C0', sourced: 'Acme' };
    expect(ask([row('partner', 600)], [...customers(6, 'C', 'Acme'), second])['cost-per-acquisition']).toMatchObject({
      value: 10_000,
      numerator: 60_000,
      denominator: 6,
      reason: 'Excludes technology, incentives, marketing, overhead, people in 11 of 12 months',
    });
  });

  it('needs 5 customers', () => {
    expect(ask([row('partner', 600)], customers(4, 'C', 'Acme'))['cost-per-acquisition']).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
    });
  });

  it('stands beside direct customers: 500 / 5', () => {
    const deals = [...customers(6, 'C', 'Acme'), ...customers(5, 'D')];
    expect(ask([row('partner', 600), row('direct', 500)], deals)).toMatchObject({
      'cost-per-acquisition': { value: 10_000 },
      'direct-cost-per-acquisition': { value: 10_000, sample: 5 },
    });
  });
});
