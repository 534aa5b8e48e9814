import { describe, expect, it } from '@jest/globals';
import { AMOUNT_OTHER_CURRENCY } from '../../facts/deal.ts';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { sourcedRevenue } from './sourced-revenue.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Fresh', signed: '2025-01-02' }, { name: 'Old', signed: '2025-01-01' }],
  settings: { fiscalYearStartMonth: 4 },
  deals: [
    { sourced: 'Acme', created: '2024-01-01', won: '2024-06-30', amount: 1000 },
    { sourced: 'Acme', created: '2024-01-01', won: '2024-07-01', amount: 200 },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-03-31', amount: 30.5 },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 4 },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: null },
    { sourced: 'Acme', created: '2024-01-01', won: '2025-05-01', amountState: AMOUNT_OTHER_CURRENCY },
    { sourced: 'Acme', created: '2024-01-01', lost: '2025-05-01', amount: 7000 },
    { influenced: 'Acme', created: '2024-01-01', won: '2025-05-01', amount: 80000 },
    { created: '2024-01-01', won: '2025-05-01', amount: 900000 },
  ],
});
const asked = answers(sourcedRevenue, facts, '2025-06-30');

describe('partner-sourced revenue', () => {
  it('sums the won amounts by close date, in minor units', () => {
    const acme = asked.partner('Acme');
    expect(acme['revenue-365d']).toMatchObject({ value: 20000 + 3050 + 400, sample: 3 });
    expect(acme['revenue-90d']).toMatchObject({ value: 400, sample: 1 });
    // The fiscal year began on 2025-04-01, a day after the win of 30.50.
    expect(acme['revenue-fiscal-year']).toMatchObject({ value: 400 });
  });

  it('leaves deals without a countable amount out and counts them by reason', () => {
    expect(asked.partner('Acme')['revenue-90d']?.excluded).toEqual({ 'no amount': 1, 'amount in another currency': 1 });
  });

  it('expects no outcome of a partner signed less than 180 days ago that has never won', () => {
    expect(asked.partner('Fresh')['revenue-365d']).toMatchObject({ state: 'not-applicable', qualifier: 'new' });
    expect(asked.partner('Old')['revenue-365d']).toMatchObject({ state: 'value', value: 0 });
  });

  it('is an ordinary zero for a new partner that has won a deal in another role', () => {
    const helped = account({
      partners: [{ name: 'Fresh', signed: '2025-06-01' }],
      deals: [{ influenced: 'Fresh', created: '2025-01-01', won: '2025-06-15', amount: 10 }],
    });
    const fresh = answers(sourcedRevenue, helped, '2025-06-30').partner('Fresh');
    expect(fresh['revenue-365d']).toMatchObject({ state: 'value', value: 0 });
  });

  it('counts each deal once for the programme', () => {
    expect(asked.program['revenue-365d']).toMatchObject({ value: 23450, sample: 3 });
  });
});
