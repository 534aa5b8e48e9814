import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { newMarketPenetration } from './new-market-penetration.ts';

const customers = [
  { name: 'Berlin', country: 'DE', industry: 'Retail' },
  { name: 'Paris', country: 'FR', industry: 'Retail', size: '1-9' },
  { name: 'Rome', country: 'IT' },
  { name: 'Nowhere' },
];
const won = (customer: string, day: string, more: Partial<DealWords> = {}): DealWords => ({
  customer,
  created: '2019-01-01',
  won: day,
  ...more,
});
const partners = [{ name: 'Acme' }, { name: 'Bolt' }];
const ask = (deals: readonly DealWords[]) =>
  answers(newMarketPenetration, account({ partners, deals, customers }), '2025-06-30');

describe('new-market penetration', () => {
  it('counts the countries, industries and size bands that a partner opened', () => {
    // Retail was sold to in Berlin; France and the small size were new, 20 of amount; Italy is 30 more, of Bolt.
    const said = ask([
      won('Berlin', '2022-01-01'),
      won('Berlin', '2023-12-01'),
      won('Paris', '2024-07-01', { sourced: 'Acme', amount: 20 }),
      won('Paris', '2024-08-01', { sourced: 'Acme', amount: 99 }),
      won('Rome', '2025-06-30', { sourced: 'Bolt', amount: 30 }),
      won('Nowhere', '2025-06-30', { sourced: 'Bolt', amount: 99 }),
    ]);
    expect(said.partner('Acme')).toMatchObject({
      markets: { value: 2, reason: 'country: FR, size: 1-9' },
      amount: { value: 2000, sample: 1 },
    });
    expect(said.partner('Acme').markets?.qualifier).toBeUndefined();
    expect(said.program).toMatchObject({
      markets: { value: 3 },
      amount: { value: 5000 },
      'leading-partner': { value: 'Acme', numerator: 2, denominator: 3 },
    });
  });

  it('takes a market for new again more than 730 days after its last win, whoever won it', () => {
    // 2023-01-02 to 2025-01-01 are 730 days.
    expect(
      ask([won('Rome', '2023-01-02'), won('Rome', '2025-01-01', { sourced: 'Acme' })]).program.markets,
    ).toMatchObject({
      value: 0,
    });
    expect(ask([won('Rome', '2023-01-01'), won('Rome', '2025-01-01', { sourced: 'Acme' })]).program).toMatchObject({
      markets: { value: 1 },
      amount: { value: 0, excluded: { 'no countable amount': 1 } },
    });
  });

  it('is provisional while what is known does not reach back far enough', () => {
    expect(ask([won('Rome', '2025-01-01', { sourced: 'Acme' })]).program.markets).toMatchObject({
      value: 1,
      qualifier: 'provisional',
    });
  });
});
