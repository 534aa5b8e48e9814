import { describe, expect, it } from '@jest/globals';
import { account, type DealWords, day } from '../metrics/testing/facts.ts';
import { commissionTable, rateChanges } from './commission-table.ts';

const registered = (sourced: string, ...dates: string[]): DealWords[] =>
  dates.map((date) => ({ sourced, registered: date }));
const facts = account({
  partners: [
    { name: 'Acme', type: 'reseller', tier: 'gold' },
    { name: 'Bolt', type: 'reseller', tier: null },
    { name: 'Cord', type: 'referrer', tier: null },
  ],
  deals: [
    { sourced: 'Acme', created: '2024-10-01', won: '2025-01-10', amount: 1_000 },
    { sourced: 'Bolt', created: '2024-01-01', won: '2024-02-10', amount: 9_000 },
    // Around a change of the resellers' rate on 1 October 2024: 2 before, 3 after; the referrer 2 and 1.
    ...registered('Acme', '2024-08-01', '2024-09-01', '2024-11-01', '2024-12-01', '2025-01-01'),
    ...registered('Cord', '2024-08-01', '2024-09-01', '2024-11-01'),
  ],
  feeds: {
    commissions: [
      { partner: 'Acme', paid: '2025-02-01', amount: 100 },
      { partner: 'Acme', paid: '2023-02-01', amount: 700 },
    ],
    'commission-rates': [
      { effective: '2024-01-01', segment: 'reseller', rate: 0.1 },
      { effective: '2024-10-01', segment: 'reseller', rate: 0.15 },
      { effective: '2025-06-01', segment: 'reseller', rate: 0.2 },
    ],
  },
});

describe('the table of commissions', () => {
  it('has by type and tier what was paid, for which revenue, and who earns anything', () => {
    expect(commissionTable(facts, day('2025-06-30'))).toEqual([
      {
        by: 'type',
        value: 'reseller',
        partners: 2,
        paidMinor: 10_000,
        revenueMinor: 100_000,
        effectiveRate: 0.1,
        earning: 0.5,
      },
      { by: 'type', value: 'referrer', partners: 1, paidMinor: 0, revenueMinor: 0, effectiveRate: null, earning: 0 },
      {
        by: 'tier',
        value: 'gold',
        partners: 1,
        paidMinor: 10_000,
        revenueMinor: 100_000,
        effectiveRate: 0.1,
        earning: 1,
      },
    ]);
  });

  it('holds activity after a change of rates against that of partners without one, once two quarters are over', () => {
    expect(rateChanges(facts, day('2025-06-30'))).toEqual([
      { day: day('2024-10-01'), segment: 'reseller', from: 0.1, to: 0.15, changed: 0.5, others: -0.5 },
    ]);
  });
});
