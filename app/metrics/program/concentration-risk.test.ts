import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { concentrationRisk } from './concentration-risk.ts';

const won = (sourced: string, date: string, amount: number): DealWords => ({
  sourced,
  created: '2020-01-01',
  won: date,
  amount,
});
const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
const partners = names.map((name) => ({ name, ...(name === 'B' && { left: '2025-06-01' }) }));
const ask = (deals: readonly DealWords[]) =>
  answers(concentrationRisk, account({ partners, deals }), '2025-06-30').program;

// Quarters that end with 2025-06-30: from 2025-04-01, 2024-12-31, 2024-10-01 and 2024-07-01.
describe('concentration risk', () => {
  it('measures shares of 40, 30, 20 and 10 % with a partner that has left', () => {
    // 40^2 + 30^2 + 20^2 + 10^2 = 3,000. The largest won 10, 5, 20 and 5: 40 - 4 x 5 = 20 are at risk.
    const program = ask([
      won('A', '2025-04-01', 10),
      won('A', '2025-03-31', 5),
      won('A', '2024-10-01', 20),
      won('A', '2024-07-01', 5),
      won('A', '2024-06-30', 1000),
      won('B', '2025-05-01', 30),
      won('C', '2025-05-01', 20),
      won('D', '2025-05-01', 10),
    ]);
    expect(program).toMatchObject({
      'top-1': { value: 0.4, reason: 'A', numerator: 4000, denominator: 10_000 },
      'top-5': { value: 1 },
      hhi: { value: expect.closeTo(3000, 9), sample: 4 },
      danger: { value: 1 },
      'revenue-at-risk': { value: 2000 },
    });
  });

  it('sees no danger in ten partners of equal size, and loses all of a partner that sold in one quarter only', () => {
    expect(ask(names.map((name) => won(name, '2025-05-01', 10)))).toMatchObject({
      'top-1': { value: 0.1 },
      'top-5': { value: 0.5 },
      hhi: { value: expect.closeTo(1000, 9) },
      danger: { value: 0 },
      'revenue-at-risk': { value: 1000 },
    });
  });

  it('says nothing without revenue', () => {
    expect(ask([]).hhi).toMatchObject({ state: 'not-enough-data', have: 0, need: 1 });
  });
});
