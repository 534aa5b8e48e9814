import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { influencedRevenue } from './influenced-revenue.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { influenced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 100 },
    { influenced: 'Acme', created: '2024-01-01', won: '2024-08-01', amount: 20 },
    { influenced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: null },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 3000 },
    // Both labels on one deal: sourced wins.
    { sourced: 'Acme', influenced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 40000 },
    { sourced: 'Bolt', influenced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 500000 },
    { resold: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 6000000 },
  ],
});
const asked = answers(influencedRevenue, facts, '2025-06-30');

describe('partner-influenced revenue', () => {
  it('sums won deals influenced and not sourced by the partner', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'revenue-90d': { value: 50_010_000, sample: 2, excluded: { 'no amount': 1 } },
      'revenue-365d': { value: 50_012_000, sample: 3 },
      'revenue-fiscal-year': { value: 50_010_000 },
    });
  });

  it('adds what the partner sourced to the touched line', () => {
    expect(asked.partner('Acme')['touched-90d']).toMatchObject({ value: 50_010_000 + 300_000 + 4_000_000 });
  });

  it('does not call a deal influenced for the programme that another partner sourced', () => {
    expect(asked.program['revenue-90d']).toMatchObject({ value: 10_000, sample: 1 });
    expect(asked.program['touched-90d']).toMatchObject({ value: 10_000 + 300_000 + 4_000_000 + 50_000_000 });
  });

  describe('for which only mail and meetings speak', () => {
    const won = { created: '2024-12-01', won: '2025-05-01' };
    const mail = { kind: 'email', from: 'partner', partner: 'Acme' } as const;
    const meeting = { ...mail, kind: 'meeting' } as const;
    const words = {
      partners: [{ name: 'Acme' }],
      deals: [
        { ...won, amount: 100 },
        { ...won, amount: 20 },
        { ...won, amount: 3 },
        { ...won, amount: 4 },
        { ...won, amount: 5, influenced: 'Acme' },
        { ...won, amount: 6, conflict: true, sourced: 'Acme' },
        { ...won, amount: null },
        { ...won, amount: 7, won: '2024-06-29', created: '2024-01-01' },
      ],
      engagements: [
        { ...mail, at: '2025-04-30T10:00', deals: [0, 4, 5, 6] },
        { ...meeting, at: '2025-05-01T10:00', deals: [1] },
        // After the close, a meeting that did not take place, and a call.
        { ...mail, at: '2025-05-02T10:00', deals: [2] },
        { ...meeting, at: '2025-03-01T10:00', isHeld: false, deals: [3] },
        { ...mail, kind: 'call' as const, at: '2025-03-01T10:00', deals: [3] },
        { ...mail, at: '2024-02-01T10:00', deals: [7] },
      ],
    };

    it('is told apart, and in no other sum: 100 with a mail before the close, 20 with a meeting on its day', () => {
      const said = answers(influencedRevenue, account(words), '2025-06-30').program;
      expect(said).toMatchObject({
        'unlabelled-365d': { value: 12_000, sample: 2, excluded: { 'no amount': 1 } },
        'revenue-365d': { value: 500 },
        'touched-365d': { value: 500 },
      });
    });

    it('is not set up where neither mail nor meetings are read', () => {
      const facts = account({ ...words, mapped: { emails: false, engagements: false } });
      expect(answers(influencedRevenue, facts, '2025-06-30').program['unlabelled-365d']).toMatchObject({
        state: 'not-set-up',
      });
    });
  });
});
