import { describe, expect, it } from '@jest/globals';
import { formatDay, parseDay } from '../kit/days.ts';
import { mapAccount } from './map-account.ts';
import { type CrmRecord, NO_EXTRAS, type StoredFeedRow } from './records.ts';
import { remapDeals } from './remap-deals.ts';
import { account, changed, company, deal, link, partnerCompany, SETTINGS } from './testing/records.ts';

type Properties = Record<string, string | null>;
const PRIMARY = 5;
const won = { dealstage: 'won', closedate: '2026-02-10' };
const item = (id: string, properties: Properties): CrmRecord =>
  company(id, { amount: '100', recurringbillingfrequency: 'monthly', ...properties });

/** Deal d1 of customer c1, sourced by partner 1, with these line items. */
function itemsOf(
  items: readonly CrmRecord[],
  parts: Parameters<typeof account>[0] = {},
  extra: readonly string[] = [],
) {
  return account({
    companies: [partnerCompany('1'), company('c1')],
    deals: [deal('d1', won)],
    dealCompanyLinks: [link('d1', 'c1', null, PRIMARY), link('d1', '1', 'Sourced by')],
    settings: { ...SETTINGS, recurringRevenue: 'line_items' },
    extras: {
      ...NO_EXTRAS,
      read: ['line_items'],
      records: { line_items: items },
      links: { 'line_items>deals': items.map(({ id }, at) => ({ ...link(id, extra[at] ?? 'd1', null), typeId: 20 })) },
    },
    ...parts,
  });
}

/** `month amount` of each row, amounts in cents. */
const rowsOf = (records: ReturnType<typeof account>) =>
  mapAccount(records)
    .feedRows.filter(({ kind }) => kind === 'recurring-revenue')
    .map(({ day, values }) => `${formatDay(day)} ${values.amount}`);
const paid = (items: readonly CrmRecord[], parts: Parameters<typeof account>[0] = {}) => rowsOf(itemsOf(items, parts));

describe('recurring revenue from line items of won deals', () => {
  it.each([
    ['weekly', '12', 5200],
    ['biweekly', '12', 2600],
    ['monthly', '100', 10_000],
    ['quarterly', '100', 3333],
    ['per_six_months', '600', 10_000],
    ['annually', '1000', 8333],
    ['per_two_years', '2400', 10_000],
    ['per_five_years', '6000', 10_000],
  ])('is the month’s share of a bill that comes %s', (recurringbillingfrequency, amount, minor) => {
    expect(paid([item('i1', { recurringbillingfrequency, amount })])).toEqual([`2026-02-01 ${minor}`]);
  });

  it('adds several items up, from the month in which each begins, and falls by those that end', () => {
    const items = [
      item('i1', { hs_recurring_billing_start_date: '2026-03-15' }),
      item('i2', { amount: '50', hs_recurring_billing_start_date: '2026-04-01', hs_recurring_billing_period: 'P3M' }),
      item('i3', { amount: '9999', recurringbillingfrequency: null }),
    ];
    expect(paid(items)).toEqual(['2026-03-01 10000', '2026-04-01 15000', '2026-07-01 10000']);
  });

  it('is 0 from the month in which the last item ends, and goes on without a gap where it is renewed', () => {
    const year = { hs_recurring_billing_start_date: '2026-02-10', hs_recurring_billing_period: 'P1Y' };
    expect(paid([item('i1', year)])).toEqual(['2026-02-01 10000', '2027-02-01 0']);
    const renewed = { ...year, amount: '120', hs_recurring_billing_start_date: '2027-02-10' };
    expect(paid([item('i1', year), item('i2', renewed)])).toEqual([
      ...['2026-02-01 10000', '2027-02-01 12000', '2028-02-01 0'],
    ]);
    expect(paid([item('i1', { hs_recurring_billing_end_date: '2026-08-31' })])).toEqual([
      ...['2026-02-01 10000', '2026-09-01 0'],
    ]);
  });

  it('begins so many days or months after the sale where no date is told', () => {
    expect(paid([item('i1', { hs_billing_start_delay_months: '2' })])).toEqual(['2026-04-01 10000']);
    expect(paid([item('i1', { hs_billing_start_delay_days: '30' })])).toEqual(['2026-03-01 10000']);
  });

  it('carries nothing for a deal that is open or lost, nor from the day on which a won one is opened again or lost', () => {
    const items = [item('i1', {})];
    for (const dealstage of ['new', 'lost']) {
      expect(paid(items, { deals: [deal('d1', { ...won, dealstage })] })).toEqual([]);
    }
    const moves = (to: string) => ({
      deals: [deal('d1', { ...won, dealstage: to })],
      dealHistory: [
        changed('d1', 'dealstage', 'won', '2026-02-10T09:00:00Z'),
        changed('d1', 'dealstage', to, '2026-05-20T09:00:00Z'),
      ],
    });
    for (const to of ['new', 'lost']) {
      expect(paid(items, moves(to))).toEqual(['2026-02-01 10000', '2026-05-01 0']);
    }
    const facts = mapAccount(itemsOf(items, moves('lost')));
    expect(facts.feedRows.map(({ learnedDay }) => formatDay(learnedDay))).toEqual(['2026-02-10', '2026-05-20']);
  });

  describe('as prices were, not as they are', () => {
    const items = (properties: Properties, history: ReturnType<typeof changed>[]) => {
      const records = itemsOf([item('i1', properties)]);
      return { ...records, extras: { ...records.extras, history: { line_items: history } } };
    };
    const priced = (...steps: (readonly [amount: string, day: string])[]) =>
      steps.map(([amount, day]) => changed('i1', 'amount', amount, `${day}T09:00:00Z`));

    it('a price that was raised counts from the day on which it was, and no month before', () => {
      const records = items(
        { amount: '150' },
        priced(['80', '2026-01-20'], ['100', '2026-02-05'], ['150', '2026-09-10']),
      );
      expect(rowsOf(records)).toEqual(['2026-02-01 10000', '2026-09-01 15000']);
      const rows = mapAccount(records).feedRows.filter(({ kind }) => kind === 'recurring-revenue');
      expect(rows.map(({ learnedDay }) => formatDay(learnedDay))).toEqual(['2026-02-10', '2026-09-10']);
    });

    it('the first price HubSpot knows of stands for all days before', () => {
      const records = items({ amount: '150' }, priced(['100', '2026-06-01'], ['150', '2026-09-10']));
      expect(rowsOf(records)).toEqual(['2026-02-01 10000', '2026-09-01 15000']);
    });

    it('a frequency that was changed or cleared counts the same way: no more is paid from then on', () => {
      const frequency = (...steps: (readonly [string, string])[]) =>
        steps.map(([value, day]) => changed('i1', 'recurringbillingfrequency', value, `${day}T09:00:00Z`));
      const yearly = frequency(['monthly', '2026-02-05'], ['annually', '2026-05-03']);
      expect(rowsOf(items({ recurringbillingfrequency: 'annually' }, yearly))).toEqual([
        '2026-02-01 10000',
        '2026-05-01 833',
      ]);
      const cleared = frequency(['monthly', '2026-02-05'], ['', '2026-05-03']);
      expect(rowsOf(items({ recurringbillingfrequency: null }, cleared))).toEqual(['2026-02-01 10000', '2026-05-01 0']);
    });

    it('a price that was none for a while is told by that of today', () => {
      const records = items(
        { amount: '100' },
        priced(['-5', '2026-02-05'], ['x', '2026-04-01'], ['100', '2026-05-01']),
      );
      expect(rowsOf(records)).toEqual(['2026-02-01 10000']);
    });

    it('an end that was entered late is known from then on, and not before', () => {
      const ends = 'hs_recurring_billing_end_date';
      const told = [
        changed('i1', ends, '', '2026-02-05T09:00:00Z'),
        changed('i1', ends, '2026-05-31', '2026-08-20T09:00:00Z'),
      ];
      const rows = mapAccount(items({ [ends]: '2026-05-31' }, told)).feedRows;
      expect(rows.map(({ day, learnedDay }) => `${formatDay(day)} ${formatDay(learnedDay)}`)).toEqual([
        '2026-02-01 2026-02-10',
        '2026-06-01 2026-08-20',
      ]);
    });
  });

  it('leaves out other currencies and items without a price, and lists them with their deal', () => {
    const items = [
      item('i1', { hs_line_item_currency_code: 'USD' }),
      item('i2', { amount: null }),
      item('i3', { amount: '-5' }),
      item('i4', {}),
    ];
    const facts = mapAccount(itemsOf(items));
    expect(facts.feedRows.map(({ values }) => values.amount)).toEqual([10_000]);
    expect(facts.findings.filter(({ detail }) => detail.startsWith('line item'))).toEqual([
      expect.objectContaining({ kind: 'amount-in-other-currency', record: { type: 'deal', id: 'd1' }, partners: [0] }),
      expect.objectContaining({ kind: 'amount-missing', detail: 'line item i2: no price' }),
      expect.objectContaining({ kind: 'amount-negative' }),
    ]);
  });

  it('counts for nobody where the settings name another source, and once for a deal with several customers', () => {
    expect(paid([item('i1', {})], { settings: SETTINGS })).toEqual([]);
    const two = [link('d1', 'c1', null, PRIMARY), link('d1', 'c2', null)];
    const companies = [company('c1'), company('c2')];
    expect(paid([item('i1', {})], { companies, dealCompanyLinks: two })).toEqual(['2026-02-01 10000']);
  });

  it('leaves a customer that the feed tells of to the feed', () => {
    const month = parseDay('2026-03-01') ?? 0;
    const row: StoredFeedRow = {
      ...{ kind: 'recurring-revenue', key: 'c1 2026-03', companyId: 'c1', learnedMs: 0 },
      values: { month, amount: 700 },
    };
    const feeds = { rows: [row], coverage: {} };
    expect(paid([item('i1', {})], { feeds })).toEqual(['2026-03-01 700']);
  });

  it('makes a changed deal that carries items a reason to read the account anew', () => {
    const records = itemsOf([item('i1', {})]);
    const change = { deals: records.deals, dealCompanyLinks: records.dealCompanyLinks, dealHistory: [] };
    expect(remapDeals(records, mapAccount(records), change)).toBeNull();
    const without = itemsOf([]);
    expect(remapDeals(without, mapAccount(without), change)?.facts).toEqual(mapAccount(without));
  });
});

describe('recurring revenue from subscriptions', () => {
  const subscription = (id: string, properties: Properties): CrmRecord =>
    company(id, { hs_status: 'active', hs_mrr: '100', hs_recurring_billing_start_date: '2025-06-15', ...properties });
  const mapped = (records: readonly CrmRecord[], history: ReturnType<typeof changed>[] = []) =>
    account({
      companies: [partnerCompany('1'), company('c1'), company('c2')],
      deals: [deal('d1', won)],
      dealCompanyLinks: [link('d1', 'c1', null, PRIMARY), link('d1', '1', 'Sourced by')],
      settings: { ...SETTINGS, recurringRevenue: 'subscriptions' },
      extras: {
        ...NO_EXTRAS,
        read: ['subscriptions'],
        records: { subscriptions: records },
        links: { 'subscriptions>companies': records.map(({ id }) => ({ ...link(id, 'c1', null), typeId: 297 })) },
        history: { subscriptions: history },
      },
    });

  it('runs from its start, also where HubSpot heard of it later, and says that revenue is set up', () => {
    const records = mapped([subscription('s1', {})]);
    expect(rowsOf(records)).toEqual(['2025-06-01 10000']);
    expect(mapAccount(records).mapped.recurring).toBe(true);
  });

  it('follows its monthly revenue and its status: more, paused, on again, cancelled', () => {
    const history = [
      changed('s1', 'hs_mrr', '100', '2025-06-15T09:00:00Z'),
      changed('s1', 'hs_mrr', '150', '2025-09-10T09:00:00Z'),
      ...(
        [
          ['active', '2025-06-15'],
          ['paused', '2025-11-05'],
          ['active', '2025-12-20'],
          ['canceled', '2026-03-31'],
        ] as const
      ).map(([status, day]) => changed('s1', 'hs_status', status, `${day}T09:00:00Z`)),
    ];
    expect(rowsOf(mapped([subscription('s1', { hs_status: 'canceled', hs_mrr: '150' })], history))).toEqual([
      ...['2025-06-01 10000', '2025-09-01 15000', '2025-11-01 0', '2025-12-01 15000', '2026-03-01 0'],
    ]);
  });

  it('without a monthly revenue follows the next bill as it was, not as it is', () => {
    const bill = { hs_mrr: null, hs_next_payment_amount: '150', hs_recurring_billing_frequency: 'monthly' };
    const history = [
      changed('s1', 'hs_next_payment_amount', '100', '2025-06-15T09:00:00Z'),
      changed('s1', 'hs_next_payment_amount', '150', '2025-11-10T09:00:00Z'),
    ];
    expect(rowsOf(mapped([subscription('s1', bill)], history))).toEqual(['2025-06-01 10000', '2025-11-01 15000']);
  });

  it('of one that was never paid for is nothing, and a failed bill is no end', () => {
    expect(rowsOf(mapped([subscription('s1', { hs_status: 'canceled' })]))).toEqual([]);
    expect(rowsOf(mapped([subscription('s1', { hs_status: 'unpaid' })]))).toEqual(['2025-06-01 10000']);
  });

  it('falls back on what a bill asks for, and leaves out other currencies and unknown amounts with a finding', () => {
    const bill = { hs_mrr: null, hs_next_payment_amount: '1200', hs_recurring_billing_frequency: 'annually' };
    expect(rowsOf(mapped([subscription('s1', bill)]))).toEqual(['2025-06-01 10000']);
    const facts = mapAccount(
      mapped([subscription('s1', { hs_mrr: null }), subscription('s2', { hs_currency_code: 'USD' })]),
    );
    expect(facts.feedRows).toEqual([]);
    expect(facts.findings.filter(({ detail }) => detail.startsWith('subscription'))).toEqual([
      expect.objectContaining({ kind: 'amount-missing', record: { type: 'company', id: 'c1' } }),
      expect.objectContaining({ kind: 'amount-in-other-currency', detail: 'subscription s2: USD' }),
    ]);
  });
});
