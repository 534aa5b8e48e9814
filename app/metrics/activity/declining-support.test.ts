import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { TicketWords } from '../testing/people.ts';
import { decliningSupport } from './declining-support.ts';

const tickets = (count: number, partner: string, created: string): TicketWords[] =>
  new Array(count).fill({ partner, created });
// With 2025-06-30 as the date: May is recent, February in the 90 days before.
const facts = account({
  partners: ['Fell', 'Learned', 'Wobbled', 'Rose'].map((name) => ({ name })),
  deals: [
    { sourced: 'Fell', registered: '2025-05-01' },
    { sourced: 'Fell', registered: '2025-02-01' },
    { sourced: 'Learned', registered: '2025-05-01' },
  ],
  tickets: [
    ...tickets(1, 'Fell', '2025-05-15'),
    ...tickets(9, 'Fell', '2025-02-15'),
    ...tickets(1, 'Learned', '2025-05-15'),
    ...tickets(9, 'Learned', '2025-02-15'),
    ...tickets(2, 'Wobbled', '2025-05-15'),
    ...tickets(8, 'Wobbled', '2025-02-15'),
    ...tickets(9, 'Rose', '2025-05-15'),
    ...tickets(1, 'Rose', '2025-02-15'),
  ],
});
const asked = answers(decliningSupport, facts, '2025-06-30');
const flag = (name: string) => asked.partner(name).declining;

describe('declining support', () => {
  it('flags a fall that is more than chance, 1 after 9, while registrations stand still', () => {
    expect(flag('Fell')).toMatchObject({ value: 1, numerator: 1, denominator: 9, sample: 10 });
  });

  it('does not flag a partner that registers more than before', () => {
    expect(flag('Learned')).toMatchObject({ value: 0 });
  });

  it('does not flag 2 after 8, p = 0.11, nor a rise', () => {
    expect(flag('Wobbled')).toMatchObject({ value: 0 });
    expect(flag('Rose')).toMatchObject({ value: 0 });
  });

  it('counts the flagged partners of the programme', () => {
    expect(asked.program.partners).toMatchObject({ value: 1, denominator: 4 });
  });
});
