import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { revenueDistribution } from './revenue-distribution.ts';

const programme = (revenues: readonly number[]) =>
  account({
    partners: revenues.map((_, i) => ({ name: `P${i}`, ...(i === 0 && { left: '2025-06-01' }) })),
    deals: revenues.flatMap((amount, i) =>
      amount > 0 ? [{ sourced: `P${i}`, created: '2024-01-01', won: '2025-05-01', amount }] : [],
    ),
  });

describe('distribution of revenue', () => {
  it('describes 50, 20, 10, 10, 6 and 4 with two partners that sold nothing', () => {
    // Total 100. 20 % of 6 partners are 1.2, so 2: (50 + 20) / 100. 50 + 20 + 10 make 80.
    // Ranks 1..6 over 4, 6, 10, 10, 20, 50: 4 + 12 + 30 + 40 + 100 + 300 = 486; 2 x 486 / (6 x 100) - 7/6 = 0.453333.
    // With two zeros the ranks rise by 2: 486 + 2 x 100 = 686; 2 x 686 / 800 - 9/8 = 0.59.
    expect(answers(revenueDistribution, programme([50, 20, 10, 10, 6, 4, 0, 0]), '2025-06-30').program).toMatchObject({
      'top-1': { value: 0.5 },
      'top-5': { value: 0.96 },
      'top-20-percent': { value: 0.7, reason: '2 of 6 partners' },
      gini: { value: expect.closeTo(0.453333, 6), sample: 6 },
      'gini-all': { value: expect.closeTo(0.59, 10), sample: 8 },
      'partners-for-80-percent': { value: 3 },
    });
  });

  it('needs 5 partners with revenue', () => {
    const few = answers(revenueDistribution, programme([50, 20, 10, 10, 0, 0]), '2025-06-30').program;
    expect(few.gini).toMatchObject({ state: 'not-enough-data', have: 4, need: 5 });
  });
});
