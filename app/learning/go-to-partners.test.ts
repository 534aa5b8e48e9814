import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import { account, type DealWords, day } from '../metrics/testing/facts.ts';
import { goToTable } from './go-to-partners.ts';

const won = (customer: string, date: string, sourced = 'Acme'): DealWords => ({
  customer,
  sourced,
  created: '2020-01-01',
  won: date,
});
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  customers: [
    { name: 'Shop', country: 'DE', industry: 'Retail', size: '1-9' },
    { name: 'Bank', country: 'FR', industry: 'Finance', size: '1-9' },
  ],
  deals: [
    ...['2023-07-02', '2024-01-01', '2025-06-30'].map((date) => won('Shop', date)),
    won('Shop', '2025-07-01', 'Bolt'),
    won('Bank', '2025-01-01', 'Bolt'),
    { ...won('Bank', '2025-02-01'), reopened: '2025-03-01' },
  ],
});

describe('the table of markets', () => {
  it('names the partner to go to in each market, and the markets that have none', () => {
    expect(goToTable(facts, packFacts(facts), day('2025-06-30'))).toEqual([
      { name: 'DE, Retail, 1-9', won: 3, lost: 0, goTo: { partner: 0, won: 3, lost: 0 } },
      { name: 'FR, Finance, 1-9', won: 1, lost: 0, goTo: undefined },
    ]);
  });

  it('forgets what was decided more than two years ago', () => {
    // 2023-07-02 is 730 days before 2025-07-01.
    const [shops] = goToTable(facts, packFacts(facts), day('2025-07-01'));
    expect(shops).toMatchObject({ won: 3, goTo: undefined });
  });
});
