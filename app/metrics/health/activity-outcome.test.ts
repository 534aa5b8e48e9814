import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, DEALS_ONLY, type DealWords } from '../testing/facts.ts';
import { activityOutcome } from './activity-outcome.ts';

const partners = Array.from({ length: 8 }, (_, i) => ({ name: `P${i}`, type: 'reseller' }));
/** Partner i registers i deals, none of which is won. */
const registered = partners.flatMap(({ name }, i) =>
  Array.from({ length: i }, (): DealWords => ({ sourced: name, created: '2025-05-01', registered: '2025-05-01' })),
);
const won = (sourced: string, amount: number): DealWords => ({
  sourced,
  created: '2024-01-01',
  won: '2025-06-01',
  amount,
});
const deals = [...registered, won('P0', 50), won('P1', 40), won('P7', 30), won('P2', 20), won('P6', 10)];

describe('activity and outcome together', () => {
  const said = answers(activityOutcome, account({ partners, deals, mapped: DEALS_ONLY }), '2025-06-30');

  it('stand for each partner among those of its type', () => {
    // Of 8, seven registered fewer than P7: (7 + 1/2) / 8. In revenue two brought more: (5 + 1/2) / 8.
    expect(said.partner('P7')).toMatchObject({
      activity: { value: 7.5 / 8, sample: 8, reason: 'From registration' },
      outcome: { value: 5.5 / 8 },
      quadrant: { value: 'much-and-strong' },
    });
  });

  it('tell a busy partner of whom little comes from a quiet one of whom much comes', () => {
    expect(said.partner('P5').quadrant).toMatchObject({
      value: 'much-and-poor',
      reason: 'It does much and little comes of it: look at how its deals are worked',
    });
    expect(said.partner('P0').quadrant).toMatchObject({ value: 'little-and-strong' });
    expect(said.partner('P3').quadrant).toMatchObject({ value: 'little-and-poor' });
    // Three of eight brought nothing and stand at 1.5/8; P6 brought 10 and stands at 3.5/8, below the median.
    expect(said.program).toMatchObject({
      'much-and-poor': { value: 3, sample: 8 },
      'little-and-strong': { value: 3, sample: 8 },
    });
  });

  it('need eight of a type, and say that a partner is new while its 180 days are not full', () => {
    const mixed = [
      ...partners.slice(1),
      { name: 'Young', type: 'reseller', signed: '2025-03-01' },
      { name: 'Other', type: 'agency' },
    ];
    const asked = answers(activityOutcome, account({ partners: mixed, mapped: DEALS_ONLY }), '2025-06-30');
    expect(asked.partner('Other')).toMatchObject({ quadrant: { state: 'not-enough-data', have: 1, need: 8 } });
    expect(asked.partner('Young').quadrant).toMatchObject({ state: 'value', qualifier: 'new' });
  });

  it('take all partners together where types are not mapped', () => {
    const mixed = partners.map((one, i) => ({ ...one, type: i < 4 ? 'reseller' : null }));
    const asked = answers(
      activityOutcome,
      account({ partners: mixed, mapped: { ...DEALS_ONLY, types: false } }),
      '2025-06-30',
    );
    expect(asked.partner('P0').activity).toMatchObject({ value: 0.5, sample: 8 });
  });
});
