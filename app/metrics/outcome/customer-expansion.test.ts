import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account, type DealWords } from '../testing/facts.ts';
import type { FeedRowWords } from '../testing/people.ts';
import { customerExpansion } from './customer-expansion.ts';

const wins = (count: number, prefix: string, sourced?: string): DealWords[] =>
  Array.from({ length: count }, (_, i) => ({
    created: '2020-01-01',
    won: '2024-01-01',
    customer: `${prefix}${i + 1}`,
    ...(sourced && { sourced }),
  }));
const pays = (customer: string, month: string, amount: number): FeedRowWords => ({ customer, month, amount });
const ask = (words: AccountWords) =>
  answers(customerExpansion, account({ partners: [{ name: 'Acme' }], ...words }), '2025-06-30').partner('Acme');

const NUMBERS = [1, 2, 3, 4, 5];
const start = NUMBERS.map((n) => pays(`A${n}`, '2024-06-01', 100));

describe('expansion of partner-sourced customers', () => {
  it('nets growth, shrinking and leaving: (180 + 0 + 50 + 100 + 100) / 500, of which 80 are growth', () => {
    const rows = [...start, pays('A1', '2025-01-01', 180), pays('A2', '2025-01-01', 0), pays('A3', '2025-06-01', 50)];
    expect(ask({ deals: wins(5, 'A', 'Acme'), feeds: { 'recurring-revenue': rows } })).toMatchObject({
      'net-retention': { value: 0.86, numerator: 43_000, denominator: 50_000, sample: 5 },
      expansion: { value: 0.16, numerator: 8000 },
    });
  });

  it('tells what was won later with the same customers, also where nobody supplies recurring revenue: 300 + 40', () => {
    const later = { created: '2025-01-01', won: '2025-03-01' };
    const deals: DealWords[] = [
      ...[...wins(2, 'A', 'Acme'), ...wins(1, 'D')],
      // Whoever won it; whatever was not called new business.
      { ...later, customer: 'A1', amount: 300, business: 'existing' },
      { ...later, customer: 'A2', amount: 40, sourced: 'Acme' },
      { ...later, customer: 'A1', amount: 5000, business: 'new' },
      { ...later, customer: 'D1', amount: 60_000, business: 'existing' },
      { ...later, won: '2024-06-30', customer: 'A1', amount: 700_000 },
      { ...later, customer: 'A1', amount: null },
      // Its first win is in the year: it cannot have grown yet.
      { ...later, customer: 'A9', amount: 8_000_000, sourced: 'Acme' },
    ];
    const said = ask({ deals, mapped: { recurring: false } });
    expect(said).toMatchObject({
      'won-later': { value: 34_000, sample: 2 },
      'net-retention': { state: 'not-set-up' },
      'misaligned-incentives': { state: 'not-set-up' },
    });
    expect(ask({ deals: wins(1, 'A', 'Acme') })['won-later']).toMatchObject({ value: 0, sample: 1 });
  });

  it('leaves out a customer that did not pay a year ago, and one that the feed does not tell of', () => {
    const rows = [...start, pays('A6', '2025-01-01', 700)];
    const said = ask({ deals: wins(7, 'A', 'Acme'), feeds: { 'recurring-revenue': rows } });
    expect(said['net-retention']).toMatchObject({
      value: 1,
      sample: 5,
      excluded: { 'recurring revenue not supplied': 2 },
    });
  });

  it('asks about incentives where 10 customers or more leave 5 points more often than direct ones', () => {
    const losing = (own: number, direct: number, customers = 20) =>
      ask({
        deals: [...wins(customers, 'A', 'Acme'), ...wins(customers, 'D')],
        customers: [
          ...Array.from({ length: own }, (_, i) => ({ name: `A${i + 1}`, lost: '2025-01-01' })),
          ...Array.from({ length: direct }, (_, i) => ({ name: `D${i + 1}`, lost: '2025-01-01' })),
        ],
      })['misaligned-incentives'];
    // 2 of 20 against 1 of 20 are 5 points.
    expect(losing(2, 1)).toMatchObject({ value: 1, sample: 20 });
    expect(losing(1, 1)).toMatchObject({ value: 0 });
    expect(losing(0, 4)).toMatchObject({ value: 0 });
    expect(losing(5, 0, 9)).toMatchObject({ state: 'not-enough-data', have: 9, need: 10 });
  });

  it('says nothing before the feed speaks for the year', () => {
    const coverage = { 'recurring-revenue': { from: '2025-01-01', to: '2025-06-30' } };
    const said = ask({ deals: wins(5, 'A', 'Acme'), feeds: { 'recurring-revenue': start }, coverage });
    expect(said['net-retention']).toMatchObject({ state: 'not-enough-data', have: 181, need: 366 });
  });
});
