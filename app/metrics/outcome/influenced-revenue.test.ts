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
});
