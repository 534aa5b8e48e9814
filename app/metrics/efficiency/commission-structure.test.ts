import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, DEALS_ONLY } from '../testing/facts.ts';
import type { FeedRowWords } from '../testing/people.ts';
import { commissionStructure } from './commission-structure.ts';

const NAMES = ['A', 'B', 'C', 'D', 'E'];
const paid = (partner: string, amount: number, on = '2025-03-01', closed?: string): FeedRowWords => ({
  partner,
  amount,
  paid: on,
  closed,
});
/** Partners that registered a deal lately, and one that did not. */
const programme = (commissions: readonly FeedRowWords[], names: readonly string[]) =>
  account({
    mapped: DEALS_ONLY,
    partners: [...names, 'Silent'].map((name) => ({ name })),
    deals: names.map((name) => ({ sourced: name, registered: '2025-05-01' })),
    feeds: { commissions },
  });
const ask = (commissions: readonly FeedRowWords[], names = NAMES) =>
  answers(commissionStructure, programme(commissions, names), '2025-06-30');

describe('the commission structure', () => {
  it('gives what an active partner ordinarily earns: of 0, 0, 10, 30 and 90 the 10, whatever an inactive one was paid', () => {
    const said = ask([paid('C', 10), paid('D', 10), paid('D', 20), paid('E', 90), paid('Silent', 5000)]).program;
    expect(said['median-earnings']).toMatchObject({ value: 1000, sample: 5 });
    expect(said['share-earning']).toMatchObject({ value: 0.6, numerator: 3, denominator: 5 });
  });

  it('needs 3 active partners for the median and 5 for the share', () => {
    expect(ask([], ['A', 'B', 'C']).program).toMatchObject({
      'median-earnings': { value: 0 },
      'share-earning': { state: 'not-enough-data', have: 3, need: 5 },
    });
    expect(ask([], ['A', 'B']).program['median-earnings']).toMatchObject({ state: 'not-enough-data', have: 2 });
  });

  it('waits from winning to payout: 10, 28 and 59 days, and leaves out payouts that name no day', () => {
    const rows = [
      paid('A', 1, '2025-03-01', '2025-02-19'),
      paid('A', 1, '2025-03-01', '2025-02-01'),
      paid('A', 1, '2025-03-01', '2025-01-01'),
      paid('A', 1),
      paid('A', 1, '2025-03-01', '2025-03-02'),
    ];
    expect(ask(rows).partner('A')['days-to-payout']).toMatchObject({
      value: 28,
      sample: 3,
      excluded: { 'no day of winning before it': 2 },
    });
    expect(ask(rows.slice(1)).partner('A')['days-to-payout']).toMatchObject({ state: 'not-enough-data', have: 2 });
  });
});
