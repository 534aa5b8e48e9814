import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { dealsClosed } from './deals-closed.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { sourced: 'Acme', resold: 'Acme', created: '2024-01-01', won: '2025-06-30' },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-04-01' },
    { influenced: 'Acme', sourced: 'Bolt', created: '2024-01-01', won: '2025-04-02' },
    { serviced: 'Acme', created: '2024-01-01', won: '2024-07-01' },
    { sourced: 'Acme', created: '2024-01-01', won: '2024-06-30' },
    { sourced: 'Acme', created: '2024-01-01', lost: '2025-06-01' },
    // Reopened before the date, so it no longer counts as won.
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', reopened: '2025-06-01' },
    { created: '2024-01-01', won: '2025-06-01' },
  ],
});
const asked = answers(dealsClosed, facts, '2025-06-30');

describe('deals closed', () => {
  it('counts won deals by role and window', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'won-90d': { value: 2 },
      'won-365d': { value: 4 },
      'sourced-90d': { value: 1 },
      'sourced-365d': { value: 2 },
      'influenced-90d': { value: 1 },
      'resold-90d': { value: 1 },
      'serviced-90d': { value: 0 },
      'serviced-365d': { value: 1 },
    });
  });

  it('counts each deal once for the programme, and direct deals not at all', () => {
    expect(asked.program).toMatchObject({
      'won-365d': { value: 4 },
      'sourced-365d': { value: 3 },
      'influenced-365d': { value: 0 },
    });
  });
});
