import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import type { FeedRowWords } from '../testing/people.ts';
import { costPerDollar } from './cost-per-dollar.ts';

const MONTHS = ['07', '08', '09', '10', '11', '12'].map((month) => `2024-${month}-01`);
const LATER = ['01', '02', '03', '04', '05', '06'].map((month) => `2025-${month}-01`);
const YEAR = [...MONTHS, ...LATER];
const costs = (category: string, amount: number, months = YEAR, channel = 'partner'): FeedRowWords[] =>
  months.map((month) => ({ month, category, channel, amount }));
const won = (on: string, amount: number, sourced?: string): DealWords => ({
  created: '2024-01-01',
  won: on,
  amount,
  ...(sourced && { sourced }),
});
const ask = (rows: readonly FeedRowWords[], deals: readonly DealWords[], date = '2025-06-30') =>
  answers(costPerDollar, account({ partners: [{ name: 'Acme' }], deals, feeds: { 'programme-costs': rows } }), date)
    .program;

const ALL = ['people', 'technology', 'incentives', 'marketing', 'overhead'].flatMap((name) => costs(name, 10));
const DEALS = [won('2024-07-01', 1000, 'Acme'), won('2025-06-30', 1400, 'Acme'), won('2024-06-30', 7000, 'Acme')];

describe('cost per partner-generated dollar', () => {
  it('divides all five components by sourced revenue of the same 12 months: 5 x 120 / 2,400', () => {
    expect(ask(ALL, DEALS)).toMatchObject({
      'cost-per-dollar': { value: 0.25, numerator: 60_000, denominator: 240_000, sample: 2 },
      people: { value: 12_000, sample: 12 },
    });
    expect(ask(ALL, DEALS)['cost-per-dollar']?.reason).toBeUndefined();
  });

  it('names what it excludes: components without a row and months that are missing', () => {
    const rows = [...costs('people', 100), ...costs('marketing', 10, LATER)];
    expect(ask(rows, DEALS)).toMatchObject({
      // 1,200 + 60.
      'cost-per-dollar': {
        value: 1260 / 2400,
        qualifier: 'provisional',
        reason: 'Excludes technology, incentives, overhead, marketing in 6 of 12 months',
      },
      marketing: { value: 6000, qualifier: 'provisional', reason: '6 of 12 months' },
      overhead: { state: 'not-enough-data', have: 0 },
    });
  });

  it('reads complete months only: on 29 June the year ends with May', () => {
    // The rows of July 2024 to May 2025 are 11 x 50; June 2024 has none. Revenue of 30 June 2024 is in that year.
    expect(ask(ALL, DEALS, '2025-06-29')['cost-per-dollar']).toMatchObject({ numerator: 55_000, denominator: 800_000 });
  });

  it('stands beside direct sales, whose costs do not enter it', () => {
    const rows = [...ALL, ...costs('people', 100, YEAR, 'direct')];
    expect(ask(rows, [...DEALS, won('2025-01-01', 2400)])).toMatchObject({
      'cost-per-dollar': { value: 0.25 },
      'direct-cost-per-dollar': { value: 0.5 },
    });
    expect(ask(ALL, DEALS)['direct-cost-per-dollar']).toMatchObject({ state: 'not-enough-data' });
  });

  it('says nothing without revenue to divide by', () => {
    expect(ask(ALL, [])['cost-per-dollar']).toMatchObject({ state: 'not-enough-data', numerator: 60_000 });
  });
});
