import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { goToPartners } from './go-to-partners.ts';

const customers = [
  { name: 'Shop', country: 'DE', industry: 'Retail', size: '1-9' },
  { name: 'Bank', country: 'FR', industry: 'Finance', size: '50-249' },
  { name: 'Vague', country: 'DE', industry: 'Retail' },
];
const decided = (sourced: string | undefined, customer: string, won: number, lost: number): DealWords[] => {
  const of = { customer, created: '2025-01-01', ...(sourced !== undefined && { sourced }) };
  return [
    ...new Array<DealWords>(won).fill({ ...of, won: '2025-03-01' }),
    ...new Array<DealWords>(lost).fill({ ...of, lost: '2025-03-01' }),
  ];
};
const partners = [
  { name: 'Acme' },
  { name: 'Bolt', type: null },
  { name: 'Cord' },
  { name: 'Gone', left: '2025-04-01' },
];
const ask = (deals: readonly DealWords[], date = '2025-06-30') =>
  answers(goToPartners, account({ partners, customers, deals }), date).program;

describe('go-to partners', () => {
  it('are those with most won deals in a market whose close rate is not below that of all its deals', () => {
    // Shops: 4 + 3 + 1 + 2 won of 20 decided, one half. Bolt won most, at 4 of 12; Acme won 3 of 4.
    const said = ask([
      ...decided('Bolt', 'Shop', 4, 8),
      ...decided('Acme', 'Shop', 3, 1),
      ...decided('Cord', 'Shop', 1, 0),
      ...decided(undefined, 'Shop', 2, 1),
      ...decided('Cord', 'Bank', 2, 0),
      ...decided('Cord', 'Vague', 5, 0),
    ]);
    expect(said.markets).toMatchObject({ value: 1, sample: 2, reason: 'DE, Retail, 1-9: Acme' });
    // 8 sourced deals were won with shops and 2 with banks; of 5 the market is not known.
    expect(said['won-there']).toMatchObject({
      value: 0.8,
      numerator: 8,
      denominator: 10,
      excluded: { 'market not known': 5 },
    });
    expect(said['unknown-type']).toMatchObject({ numerator: 1, denominator: 3 });
  });

  it('are on the roster: when one leaves, the next takes its place', () => {
    const deals = [...decided('Gone', 'Shop', 9, 0), ...decided('Acme', 'Shop', 3, 0)];
    expect(ask(deals, '2025-03-31').markets).toMatchObject({ reason: 'DE, Retail, 1-9: Gone' });
    expect(ask(deals).markets).toMatchObject({ reason: 'DE, Retail, 1-9: Acme' });
  });

  it('are not made by two won deals', () => {
    expect(ask(decided('Acme', 'Shop', 2, 0)).markets).toMatchObject({ value: 0, sample: 1 });
  });
});
