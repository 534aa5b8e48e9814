import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import type { TicketWords } from '../testing/people.ts';
import { supportUtilisation } from './support-utilisation.ts';

const tickets = (count: number, partner: string, created = '2025-06-01'): TicketWords[] =>
  new Array(count).fill({ partner, created });
const open = (count: number, sourced: string): DealWords[] => new Array(count).fill({ sourced, created: '2025-01-10' });

const words = {
  partners: ['None', 'One', 'Two', 'Three', 'Ten', 'No deals'].map((name) => ({ name })),
  deals: [
    ...open(2, 'None'),
    ...open(2, 'One'),
    ...open(2, 'Two'),
    // One open; one registered in the window and lost since; one registered earlier and lost.
    ...open(1, 'Three'),
    { sourced: 'Three', registered: '2025-05-01', lost: '2025-06-01' },
    { sourced: 'Three', registered: '2025-01-01', lost: '2025-02-01' },
    // An open deal that was registered in the window is one deal.
    { sourced: 'Ten', registered: '2025-05-01' },
    { sourced: 'No deals', created: '2024-01-01', won: '2024-02-01' },
  ],
  tickets: [
    ...tickets(1, 'One'),
    ...tickets(2, 'Two'),
    ...tickets(3, 'Three'),
    ...tickets(10, 'Ten'),
    ...tickets(4, 'No deals'),
    ...tickets(9, 'None', '2025-04-01'), // 90 days ago: out of the window
  ],
};
const asked = answers(supportUtilisation, account(words), '2025-06-30');

describe('support utilisation', () => {
  it('counts tickets, and tickets per deal that is open or was registered in the window', () => {
    expect(asked.partner('Three')).toMatchObject({
      tickets: { value: 3 },
      'per-deal': { value: 1.5, numerator: 3, denominator: 2 },
    });
    expect(asked.partner('Ten')['per-deal']).toMatchObject({ value: 10, denominator: 1 });
    expect(asked.partner('None').tickets).toMatchObject({ value: 0 });
  });

  it('lies among the quartiles of the others: 0, 0.5, 1, 1.5 and 10 tickets per deal', () => {
    // First quartile 0.5, third 1.5; on the line is normal.
    const band = (name: string) => asked.partner(name).band;
    expect(band('None')).toMatchObject({ value: 'low', sample: 5 });
    for (const name of ['One', 'Two', 'Three']) expect(band(name)).toMatchObject({ value: 'normal' });
    expect(band('Ten')).toMatchObject({ value: 'high' });
  });

  it('holds a partner without deals against nobody', () => {
    expect(asked.partner('No deals')).toMatchObject({
      tickets: { value: 4 },
      'per-deal': { state: 'not-applicable' },
      band: { state: 'not-applicable' },
    });
  });

  it('compares within the type where five of it have deals, else says that there are too few', () => {
    const partners = words.partners.map(({ name }, i) => ({ name, type: i === 0 ? 'agency' : 'reseller' }));
    // Only four resellers have deals, so all five partners are the comparison.
    const mixed = answers(supportUtilisation, account({ ...words, partners }), '2025-06-30');
    expect(mixed.partner('Ten').band).toMatchObject({ value: 'high', sample: 5 });
    const few = account({
      ...words,
      partners: words.partners.map((one, i) => (i === 0 ? { ...one, left: '2025-06-01' } : one)),
    });
    expect(answers(supportUtilisation, few, '2025-06-30').partner('Ten').band).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
    });
  });

  it('counts each ticket and deal of the programme once', () => {
    // 2 + 2 + 2 + 2 + 1 deals; 1 + 2 + 3 + 10 + 4 tickets.
    expect(asked.program).toMatchObject({ tickets: { value: 20 }, 'per-deal': { value: 20 / 9, denominator: 9 } });
  });
});
