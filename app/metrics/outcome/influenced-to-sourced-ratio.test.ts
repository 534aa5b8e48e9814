import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { influencedToSourcedRatio } from './influenced-to-sourced-ratio.ts';

const won = { created: '2024-01-01', won: '2025-05-01' };
const partners = [{ name: 'Acme' }, { name: 'Bolt' }];

describe('influenced-to-sourced ratio', () => {
  it('divides influenced by sourced revenue, each deal counted once: 300 / (100 + 20)', () => {
    const facts = account({
      partners,
      deals: [
        { influenced: 'Acme', ...won, amount: 300 },
        { influenced: 'Acme', ...won, amount: null },
        { sourced: 'Acme', ...won, amount: 100 },
        // Sourced by one partner and influenced by the other: it counts as sourced.
        { sourced: 'Bolt', influenced: 'Acme', ...won, amount: 20 },
        { influenced: 'Acme', created: '2024-01-01', won: '2024-06-30', amount: 9000 },
      ],
    });
    expect(answers(influencedToSourcedRatio, facts, '2025-06-30').program.ratio).toMatchObject({
      state: 'value',
      value: 2.5,
      numerator: 30_000,
      denominator: 12_000,
      sample: 3,
      excluded: { 'no amount': 1 },
    });
  });

  it('says nothing without sourced revenue', () => {
    const facts = account({ partners, deals: [{ influenced: 'Acme', ...won, amount: 300 }] });
    expect(answers(influencedToSourcedRatio, facts, '2025-06-30').program.ratio).toMatchObject({
      state: 'not-enough-data',
      have: 0,
      need: 1,
    });
  });
});
