import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords, type PartnerWords } from '../testing/facts.ts';
import { idealPartner } from './ideal-partner.ts';

/** `count` partners of a type, the first `earning` of which bring 100 each. */
const group = (type: string, count: number, earning: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${type} ${i}`, type, isEarning: i < earning }));
const facts = (...groups: ReturnType<typeof group>[]) => {
  const all = groups.flat();
  return account({
    partners: all.map(({ name, type }): PartnerWords => ({ name, type })),
    deals: all
      .filter(({ isEarning }) => isEarning)
      .map(({ name }): DealWords => ({ sourced: name, created: '2025-01-01', won: '2025-03-01', amount: 100 })),
  });
};
const ask = (...groups: ReturnType<typeof group>[]) => answers(idealPartner, facts(...groups), '2025-06-30').program;

describe('the ideal partner', () => {
  it('has the trait that the upper quarter shares more than chance would have it', () => {
    // 4 of 16 are on top, all of them agencies: 4/8 against 4/16. By chance 8*7*6*5 / (16*15*14*13) = 0.038.
    const said = ask(group('agency', 8, 4), group('reseller', 8, 0));
    expect(said).toMatchObject({
      proven: { value: 1, sample: 2, reason: 'type: agency' },
      strongest: { value: 'type: agency', reason: 'Proven: p = 0.038' },
      lift: { value: 2, numerator: 4, denominator: 8, sample: 16 },
    });
    expect(said.lift?.qualifier).toBeUndefined();
  });

  it('says that a trait is not proven where it may be chance', () => {
    // 3 of 8 against 1 of 8: three or more of four would fall on agencies in 518 of 1,820 cases.
    const said = ask(group('agency', 8, 3), group('reseller', 8, 1));
    expect(said.proven).toMatchObject({ value: 0 });
    expect(said.strongest).toMatchObject({ value: 'type: agency', qualifier: 'too-few-to-tell' });
    expect(said.lift).toMatchObject({ value: 1.5 });
  });

  it('takes no trait from fewer than eight partners, nor from partners that brought nothing', () => {
    expect(ask(group('agency', 7, 7), group('reseller', 7, 0)).strongest).toMatchObject({ state: 'not-enough-data' });
    expect(ask(group('agency', 8, 0), group('reseller', 8, 0)).lift).toMatchObject({ state: 'not-enough-data' });
  });
});
