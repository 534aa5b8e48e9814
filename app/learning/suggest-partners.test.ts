import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../facts/pack.ts';
import type { Band } from '../health/model.ts';
import { account, type DealWords, day } from '../metrics/testing/facts.ts';
import { suggestPartners } from './suggest-partners.ts';

const decided = (sourced: string, customer: string, won: number, lost: number): DealWords[] => [
  ...new Array(won).fill({ sourced, customer, created: '2025-01-01', won: '2025-03-01' }),
  ...new Array(lost).fill({ sourced, customer, created: '2025-01-01', lost: '2025-03-01' }),
];
const facts = account({
  partners: [
    { name: 'Twin' },
    { name: 'Sure' },
    { name: 'Lucky' },
    { name: 'Abroad' },
    { name: 'Ill' },
    { name: 'Gone', left: '2025-04-01' },
    { name: 'On it' },
    { name: 'Swamped' },
    { name: 'Elsewhere' },
  ],
  customers: [
    { name: 'Shop', industry: 'Retail', country: 'DE', size: '50-249' },
    { name: 'Same', industry: 'Retail', country: 'DE', size: '50-249' },
    { name: 'Larger', industry: 'Retail', country: 'DE', size: '250-999' },
    { name: 'French', industry: 'Retail', country: 'FR', size: '1-9' },
    { name: 'Bank', industry: 'Finance', country: 'FR' },
    { name: 'Nameless' },
  ],
  deals: [
    { customer: 'Shop', created: '2025-06-01', sourced: 'On it' },
    { customer: 'Nameless', created: '2025-06-01' },
    ...decided('Twin', 'Same', 2, 2),
    ...decided('Sure', 'Larger', 9, 1),
    ...decided('Lucky', 'Larger', 2, 0),
    ...decided('Abroad', 'French', 9, 0),
    ...decided('Ill', 'Same', 9, 0),
    ...decided('Gone', 'Same', 9, 0),
    ...decided('On it', 'Same', 9, 0),
    ...decided('Swamped', 'Same', 2, 0),
    ...new Array<DealWords>(6).fill({ sourced: 'Swamped', created: '2025-06-01' }),
    ...decided('Elsewhere', 'Bank', 9, 0),
    // One deal won shows nothing yet.
    ...decided('Elsewhere', 'Same', 1, 0),
  ],
});
const bands: Readonly<Record<string, Band>> = { Ill: 'at-risk', Sure: 'healthy' };
const suggest = (deal: number, date = '2025-06-30', atRisk: readonly string[] = []) =>
  suggestPartners({
    facts,
    packed: packFacts(facts),
    deal,
    asOf: day(date),
    bandOf: (partner) => {
      const name = facts.partners[partner]?.name ?? '';
      return atRisk.includes(name) ? 'at-risk' : (bands[name] ?? null);
    },
  }).map(({ partner, ...one }) => ({ ...one, name: facts.partners[partner]?.name }));

describe('partners that suit an open deal', () => {
  it('are those that won in the narrowest market first, three at most, each with what speaks for it', () => {
    const [first, second, third, ...more] = suggest(0);
    expect(first).toMatchObject({ name: 'Twin', market: 'Retail, DE, 50-249', won: 2, lost: 2, isBusy: false });
    expect(first?.reasons).toEqual([
      'Won 2 of 4 decided deals with customers in Retail, DE, 50-249',
      '0 open deals: room for more',
      'No health score yet',
    ]);
    // Nearly the same market; 9 of 10 is surer than 2 of 2.
    expect(second).toMatchObject({ name: 'Sure', market: 'Retail, DE', won: 9, lost: 1 });
    expect(second?.reasons).toContain('Health: healthy');
    expect(third).toMatchObject({ name: 'Lucky', won: 2, lost: 0 });
    expect(more).toEqual([]);
  });

  it('put one that is busy behind those that have room, and say why', () => {
    const [first, second] = suggest(0, '2025-06-30', ['Sure', 'Lucky', 'Abroad']);
    expect(first).toMatchObject({ name: 'Twin' });
    // It won 2 in the narrowest market, and has 6 open deals against 2 closed in a year.
    expect(second).toMatchObject({ name: 'Swamped', market: 'Retail, DE, 50-249', isBusy: true, openDeals: 6 });
    expect(second?.reasons).toContain('Busy: 6 open deals, and 2 closed in a year');
  });

  it('never include one at risk, one that has left, or one that is on the deal already', () => {
    const names = suggest(0).map(({ name }) => name);
    for (const name of ['Ill', 'Gone', 'On it']) expect(names).not.toContain(name);
  });

  it('are none where nothing is known of the customer, and none before anything was won', () => {
    expect(suggest(1)).toEqual([]);
    expect(suggest(0, '2025-02-28')).toEqual([]);
  });
});
