import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import type { TicketWords } from '../testing/people.ts';
import { excessiveSupport } from './excessive-support.ts';

const tickets = (count: number, partner: string, category?: TicketWords['category']): TicketWords[] =>
  new Array(count).fill({ partner, created: '2025-06-01', ...(category && { category }) });
const open = (count: number, sourced: string): DealWords[] => new Array(count).fill({ sourced, created: '2025-01-10' });

const NAMES = ['A', 'B', 'C', 'D', 'Loud', 'Busy', 'Idle'];
const words = {
  partners: NAMES.map((name) => ({ name })),
  deals: [...['A', 'B', 'C', 'D', 'Loud'].flatMap((name) => open(1, name)), ...open(10, 'Busy')],
  tickets: [
    ...tickets(1, 'B'),
    ...tickets(1, 'C'),
    ...tickets(2, 'D'),
    ...tickets(3, 'Loud', 'product'),
    ...tickets(1, 'Loud', 'training'),
    ...tickets(1, 'Loud', 'misfit'),
    ...tickets(1, 'Loud', 'other'),
    ...tickets(2, 'Loud'),
    ...tickets(8, 'Busy', 'training'),
    ...tickets(6, 'Idle'),
  ],
};
const asked = answers(excessiveSupport, account(words), '2025-06-30');

describe('excessive support', () => {
  it('flags tickets per deal beyond the fence: 8 against 0, 0.8, 1, 1 and 2', () => {
    // Of 0, 0.8, 1, 1, 2, 8: first quartile 0.85, third 1.75, fence 1.75 + 1.5 x 0.9 = 3.1.
    expect(asked.partner('Loud').excessive).toMatchObject({ value: 1, numerator: 8, denominator: 1 });
    expect(asked.partner('D').excessive).toMatchObject({ value: 0 });
  });

  it('does not flag many tickets spread over many deals', () => {
    expect(asked.partner('Busy').excessive).toMatchObject({ value: 0, numerator: 8, denominator: 10 });
  });

  it('does not flag fewer than 5 tickets, however few the deals', () => {
    const four = account({ ...words, tickets: [...tickets(1, 'B'), ...tickets(4, 'Loud')] });
    expect(answers(excessiveSupport, four, '2025-06-30').partner('Loud').excessive).toMatchObject({ value: 0 });
  });

  it('has nothing to hold tickets against where there are no deals, or too few partners with deals', () => {
    expect(asked.partner('Idle').excessive).toMatchObject({ state: 'not-applicable' });
    const few = account({ ...words, deals: words.deals.slice(3) });
    expect(answers(excessiveSupport, few, '2025-06-30').partner('Loud').excessive).toMatchObject({
      state: 'not-enough-data',
      have: 3,
      need: 5,
    });
  });

  it('says what the tickets are about, from 5 of them', () => {
    expect(asked.partner('Loud')).toMatchObject({
      'product-share': { value: 3 / 8 },
      'training-share': { value: 1 / 8 },
      'misfit-share': { value: 1 / 8 },
      'unknown-share': { value: 2 / 8 },
    });
    expect(asked.partner('D')['product-share']).toMatchObject({ state: 'not-enough-data', have: 2, need: 5 });
    // 4 + 8 + 8 + 6 tickets; 1 + 8 about training; all but 14 say what they are about.
    expect(asked.program).toMatchObject({
      'training-share': { value: 9 / 26 },
      'unknown-share': { value: 12 / 26 },
    });
  });
});
