import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../mapping/settings.ts';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account, type DealWords } from '../testing/facts.ts';
import type { CustomerWords, FeedRowWords } from '../testing/people.ts';
import { customerRetention } from './customer-retention.ts';

const NUMBERS = [1, 2, 3, 4, 5];
const wins = (prefix: string, on: string, sourced?: string): DealWords[] =>
  NUMBERS.map((n) => ({ created: '2020-01-01', won: on, customer: `${prefix}${n}`, ...(sourced && { sourced }) }));
const lost = (name: string, on: string): CustomerWords => ({ name, lost: on });
const pays = (customer: string, month: string, amount: number): FeedRowWords => ({ customer, month, amount });
const ask = (words: AccountWords) =>
  answers(customerRetention, account({ partners: [{ name: 'Acme' }], ...words }), '2025-06-30');

// As of 2025-06-30 a year ago is 2024-06-30.
describe('retention of partner-sourced customers', () => {
  it('is the share still customers of those won at least a year ago: 3 of 5', () => {
    const words = {
      deals: [...wins('A', '2024-06-30', 'Acme'), ...wins('New', '2024-07-01', 'Acme')],
      customers: [
        lost('A1', '2025-06-30'),
        lost('A2', '2024-07-05'),
        lost('A3', '2025-07-01'),
        lost('New1', '2025-01-01'),
      ],
    };
    expect(ask(words).partner('Acme').kept).toMatchObject({ value: 0.6, numerator: 3, denominator: 5 });
    expect(ask(words).program.kept).toMatchObject({ value: 0.6 });
  });

  it('needs 5 customers', () => {
    expect(ask({ deals: wins('A', '2024-06-30', 'Acme').slice(1) }).partner('Acme').kept).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
    });
  });

  it('stands beside direct customers of the same age: all of one year kept, 3 of 5 of two', () => {
    // The partner has 5 customers of two years and none of one, so direct ones of one year do not count.
    const words = {
      deals: [...wins('A', '2023-01-01', 'Acme'), ...wins('D', '2023-01-01'), ...wins('Y', '2024-06-01')],
      customers: [lost('A1', '2025-01-01'), lost('D1', '2025-01-01'), lost('D2', '2025-01-01')],
    };
    expect(ask(words).partner('Acme')).toMatchObject({
      kept: { value: 0.8 },
      'direct-kept': { value: 0.6, sample: 5 },
      difference: { value: expect.closeTo(0.2, 12) },
    });
  });

  it('weighs the ages as the partner has them, and leaves out those without a direct customer', () => {
    // 4 customers of two years, whose direct likes keep 1/2; 2 of one year, whose likes keep all: (4 x 1/2 + 2 x 1) / 6.
    const words = {
      deals: [
        ...wins('A', '2023-01-01', 'Acme').slice(1),
        ...wins('B', '2024-06-01', 'Acme').slice(3),
        ...wins('C', '2022-01-01', 'Acme').slice(4),
        ...wins('D', '2023-01-01').slice(1),
        ...wins('E', '2024-06-01'),
      ],
      customers: [lost('D2', '2025-01-01'), lost('D3', '2025-01-01')],
    };
    expect(ask(words).partner('Acme')['direct-kept']).toMatchObject({
      value: expect.closeTo(2 / 3, 12),
      sample: 9,
      excluded: { 'no direct customer of that age': 1 },
    });
  });

  it('keeps of recurring revenue what is still paid, and never more than was: 100, 0, 50, 100 and 100 of 500', () => {
    const words = {
      deals: wins('A', '2024-01-01', 'Acme'),
      feeds: {
        'recurring-revenue': [
          ...NUMBERS.map((n) => pays(`A${n}`, '2024-06-01', 100)),
          pays('A1', '2025-06-01', 900),
          pays('A2', '2025-06-01', 0),
          pays('A3', '2025-03-01', 50),
          pays('A4', '2025-07-01', 0),
        ],
      },
    };
    expect(ask(words).partner('Acme')).toMatchObject({
      'revenue-kept': { value: 0.7, numerator: 35_000, denominator: 50_000, sample: 5 },
      // Paying 0 is having left.
      kept: { value: 0.8 },
    });
  });

  it('is not set up while nothing tells who was lost, and tells losses by date without the feed', () => {
    const deals = wins('A', '2024-01-01', 'Acme');
    const mapped = { recurring: false };
    expect(ask({ deals, mapped }).partner('Acme')).toMatchObject({
      kept: { state: 'not-set-up' },
      'revenue-kept': { state: 'not-set-up' },
    });
    const settings = { customer: { ...DEFAULT_SETTINGS.customer, lostDate: 'lost_on' } };
    expect(ask({ deals, mapped, settings }).partner('Acme')).toMatchObject({
      kept: { value: 1 },
      'revenue-kept': { state: 'not-set-up' },
    });
  });
});
