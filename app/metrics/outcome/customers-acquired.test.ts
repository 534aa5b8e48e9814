import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { customersAcquired } from './customers-acquired.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    // First win by Acme, a later one by Bolt.
    { sourced: 'Acme', customer: 'North', created: '2024-01-01', won: '2025-05-01' },
    { sourced: 'Bolt', customer: 'North', created: '2024-01-01', won: '2025-06-01' },
    // A direct win came first.
    { customer: 'South', created: '2020-01-01', won: '2021-01-01' },
    { sourced: 'Acme', customer: 'South', created: '2024-01-01', won: '2025-06-01' },
    // Acquired last year; two wins of one customer are one customer.
    { sourced: 'Acme', customer: 'East', created: '2024-01-01', won: '2024-10-01' },
    { sourced: 'Acme', customer: 'East', created: '2024-01-01', won: '2024-11-01' },
    { influenced: 'Acme', customer: 'West', created: '2024-01-01', won: '2025-06-01' },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-06-02' },
    // Lost first, then won.
    { sourced: 'Bolt', customer: 'Center', created: '2024-01-01', lost: '2024-02-01' },
    { sourced: 'Acme', customer: 'Center', created: '2024-01-01', won: '2025-06-03' },
  ],
});
const asked = answers(customersAcquired, facts, '2025-06-30');

describe('customers acquired', () => {
  it('counts customers whose first won deal ever the partner sourced: North and Center; with East over 12 months', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'customers-90d': { value: 2, excluded: { 'no customer company': 1 } },
      'customers-365d': { value: 3 },
    });
    expect(asked.partner('Bolt')['customers-365d']).toMatchObject({ state: 'value', value: 0 });
  });

  it('counts each customer once for the programme', () => {
    expect(asked.program['customers-365d']).toMatchObject({ value: 3 });
  });

  it('gives the customer to the next one when the first win is reopened', () => {
    const reopened = account({
      partners: [{ name: 'Acme' }, { name: 'Bolt' }],
      deals: [
        { sourced: 'Acme', customer: 'North', created: '2025-01-01', won: '2025-05-01', reopened: '2025-06-10' },
        { sourced: 'Bolt', customer: 'North', created: '2025-01-01', won: '2025-06-01' },
      ],
    });
    const before = answers(customersAcquired, reopened, '2025-06-09');
    expect(before.partner('Acme')['customers-90d']).toMatchObject({ value: 1 });
    const after = answers(customersAcquired, reopened, '2025-06-10');
    expect(after.partner('Acme')['customers-90d']).toMatchObject({ value: 0 });
    expect(after.partner('Bolt')['customers-90d']).toMatchObject({ value: 1 });
  });
});
