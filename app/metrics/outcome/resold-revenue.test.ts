import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { resoldRevenue } from './resold-revenue.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { resold: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 100 },
    { sourced: 'Bolt', resold: 'Acme', created: '2024-01-01', won: '2024-12-01', amount: 20 },
    { resold: 'Acme', created: '2024-01-01', lost: '2025-05-01', amount: 3000 },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 40000 },
  ],
});
const asked = answers(resoldRevenue, facts, '2025-06-30');

describe('partner-closed revenue', () => {
  it('sums won deals that the partner transacted, whoever sourced them', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'revenue-90d': { value: 10_000, sample: 1 },
      'revenue-365d': { value: 12_000, sample: 2 },
      'revenue-fiscal-year': { value: 10_000 },
    });
    expect(asked.partner('Bolt')['revenue-365d']).toMatchObject({ state: 'value', value: 0 });
  });

  it('counts each deal once for the programme', () => {
    expect(asked.program['revenue-365d']).toMatchObject({ value: 12_000 });
  });
});
