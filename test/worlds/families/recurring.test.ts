/**
 * What customers of a partner pay by the line items of their deals, worked out by hand from HubSpot records.
 *
 * Acme sold to five customers in January 2025, each for 1,200 a year from 2025-01-15 on (100 a month):
 *  - one, two: renewed in January 2026 for 1,200 and for 1,800 (100 and 150 a month);
 *  - three: two items, the second of 50 a month from 2025-03-01, both without an end (150 a month from March);
 *  - four: the year ran out on 2026-01-15 and nothing followed (0 from January 2026);
 *  - five: billing ended on 2025-10-20 (0 from October 2025).
 * A sixth pays in dollars and is told of nowhere. The deal of a seventh was set to lost in October: it is no customer.
 *
 * On 2026-02-28, against 2025-02-28 (365 days before): five customers paid 500 then. Now: 100 + 150 + 150 = 400.
 * Kept of the start: 100 + 100 + 100 = 300, so 300/500 = 60 % gross and 400/500 = 80 % net; growth 100/500 = 20 %.
 * On 2025-12-31 no customer is told of a year before, so nothing can be said.
 */
import { describe, expect, it } from '@jest/globals';
import { mapAccount } from '../../../app/mapping/map-account.ts';
import { type CrmRecord, NO_EXTRAS } from '../../../app/mapping/records.ts';
import {
  account,
  changed,
  company,
  deal,
  link,
  partnerCompany,
  SETTINGS,
} from '../../../app/mapping/testing/records.ts';
import { customerExpansion } from '../../../app/metrics/outcome/customer-expansion.ts';
import { customerRetention } from '../../../app/metrics/outcome/customer-retention.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';

const CUSTOMERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const YEAR = { recurringbillingfrequency: 'annually', hs_recurring_billing_period: 'P1Y', amount: '1200' };
const OPEN_END = { recurringbillingfrequency: 'monthly', amount: '100' };
const from = (day: string) => ({ hs_recurring_billing_start_date: day });

/** Line items as `deal: properties`. */
const ITEMS: readonly (readonly [string, Record<string, string>])[] = [
  ['one', { ...YEAR, ...from('2025-01-15') }],
  ['one-renewed', { ...YEAR, ...from('2026-01-15') }],
  ['two', { ...YEAR, ...from('2025-01-15') }],
  ['two-renewed', { ...YEAR, ...from('2026-01-15'), amount: '1800' }],
  ['three', { ...OPEN_END, ...from('2025-01-15') }],
  ['three', { ...OPEN_END, ...from('2025-03-01'), amount: '50' }],
  ['four', { ...YEAR, ...from('2025-01-15') }],
  ['five', { ...OPEN_END, ...from('2025-01-15'), hs_recurring_billing_end_date: '2025-10-20' }],
  ['six', { ...OPEN_END, ...from('2025-01-15'), hs_line_item_currency_code: 'USD' }],
  ['seven', { ...OPEN_END, ...from('2025-01-15') }],
];

const DEALS = [...CUSTOMERS, 'one-renewed', 'two-renewed'];
const wonOn = (id: string) => (id.endsWith('renewed') ? '2026-01-10' : '2025-01-10');
const items: CrmRecord[] = ITEMS.map(([, properties], at) => ({
  ...company(`i${at}`, properties),
  createdMs: Date.parse('2025-01-05T09:00:00Z'),
}));

const facts = mapAccount(
  account({
    companies: [partnerCompany('acme'), ...CUSTOMERS.map((id) => company(id))],
    deals: DEALS.map((id) =>
      deal(id, { dealstage: id === 'seven' ? 'lost' : 'won', closedate: wonOn(id) }, `${wonOn(id)}T08:00:00Z`),
    ),
    dealCompanyLinks: DEALS.flatMap((id) => [
      link(id, id.replace('-renewed', ''), null, 5),
      link(id, 'acme', 'Sourced by'),
    ]),
    dealHistory: [
      changed('seven', 'dealstage', 'won', '2025-01-10T09:00:00Z'),
      changed('seven', 'dealstage', 'lost', '2025-10-20T09:00:00Z'),
    ],
    settings: { ...SETTINGS, recurringRevenue: 'line_items' },
    extras: {
      ...NO_EXTRAS,
      read: ['line_items'],
      records: { line_items: items },
      links: {
        'line_items>deals': ITEMS.map(([to], at) => ({ ...link(`i${at}`, to, null), typeId: 20 })),
      },
    },
  }),
);

describe('a small programme with line items', () => {
  it('keeps 60 % of what was paid a year ago, and 80 % with what grew', () => {
    const kept = answers(customerRetention, facts, '2026-02-28').program['revenue-kept'];
    expect(kept).toMatchObject({ value: 0.6, numerator: 30_000, denominator: 50_000 });
    const grown = answers(customerExpansion, facts, '2026-02-28');
    expect(grown.program['net-retention']).toMatchObject({ value: 0.8, numerator: 40_000, denominator: 50_000 });
    expect(grown.program.expansion).toMatchObject({ value: 0.2, numerator: 10_000, denominator: 50_000 });
  });

  it('says nothing of a year before the first row', () => {
    expect(answers(customerRetention, facts, '2025-12-31').program['revenue-kept']).toMatchObject({
      state: 'not-enough-data',
    });
  });
});
