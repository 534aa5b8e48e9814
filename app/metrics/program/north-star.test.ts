import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords, type PartnerWords } from '../testing/facts.ts';
import { northStar } from './north-star.ts';

const partners: PartnerWords[] = [
  ...['A', 'B', 'C', 'D'].map((name) => ({ name, signed: '2023-01-01' })),
  { name: 'Left', signed: '2023-01-01', left: '2025-02-01' },
  // Signed in the period: it cannot have stayed through it.
  { name: 'New', signed: '2025-01-01' },
];
const won = (date: string, amount: number, more: Partial<DealWords> = {}): DealWords => ({
  ...{ sourced: 'A', created: '2023-01-01', won: date, amount },
  ...more,
});

describe('the north star', () => {
  it('is four numbers: 4 of 5 stayed, revenue grew from 200 to 250, 4 of 5 customers were kept', () => {
    const told = account({
      partners,
      customers: [{ name: 'Lost', lost: '2025-03-01' }],
      deals: [
        ...['North', 'South', 'East', 'West', 'Lost'].map((customer) => won('2024-01-10', 40, { customer })),
        won('2025-01-10', 250),
      ],
      settings: {
        metrics: {
          'sourced-revenue': { ownerId: 'o1', reviewed: '2025-06-15' },
          pipeline: { ownerId: 'o1', reviewed: '2025-01-01' },
          'close-rate': { isActive: false },
        },
        customer: { country: null, industry: null, employees: null, lostDate: 'lost_on' },
      },
    });
    expect(answers(northStar, told, '2025-06-30').program).toMatchObject({
      stability: { value: 0.8, numerator: 4, denominator: 5 },
      growth: { value: 0.25, numerator: 25_000, denominator: 20_000 },
      'client-value': { value: 0.8, numerator: 4, denominator: 5 },
      // Five of the six starting metrics are on; one has an owner and a review of this month.
      accountability: { value: 0.2, numerator: 1, denominator: 5 },
    });
  });

  it('says what is missing instead of a number', () => {
    const told = account({ partners, mapped: { ends: false, recurring: false } });
    expect(answers(northStar, told, '2025-06-30').program).toMatchObject({
      stability: { state: 'not-set-up' },
      growth: { state: 'not-applicable' },
      'client-value': { state: 'not-set-up' },
    });
  });
});
