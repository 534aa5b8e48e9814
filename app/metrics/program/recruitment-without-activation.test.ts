import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type PartnerWords } from '../testing/facts.ts';
import { recruitmentWithoutActivation } from './recruitment-without-activation.ts';

// As of 2025-06-30, 90 days ago is 2025-04-01 and 269 days ago 2024-10-04.
const recruits: PartnerWords[] = [
  { name: 'Registers on day 90', signed: '2025-04-01' },
  { name: 'Registers on day 91', signed: '2025-03-01' },
  { name: 'Left without', signed: '2024-10-04', left: '2025-02-01' },
  { name: 'Never', signed: '2025-01-01' },
  { name: 'Influences only', signed: '2025-01-01' },
];
const others: PartnerWords[] = [
  { name: 'Too new', signed: '2025-04-02' },
  { name: 'Too old', signed: '2024-10-03' },
  { name: 'Undated', signed: null },
];
const deals = [
  { sourced: 'Registers on day 90', registered: '2025-06-30' },
  { sourced: 'Registers on day 91', registered: '2025-05-31' },
  { influenced: 'Influences only', registered: '2025-01-10' },
];
const ask = (partners: readonly PartnerWords[]) =>
  answers(recruitmentWithoutActivation, account({ partners, deals }), '2025-06-30').program;

describe('recruitment without activation', () => {
  it('shares the recruits of 90 to 269 days ago that registered nothing by day 90: 4 of 5', () => {
    expect(ask([...recruits, ...others])).toMatchObject({
      share: { value: 0.8, numerator: 4, denominator: 5 },
      'not-activated': { value: 4 },
      flag: { state: 'not-enough-data', have: 5, need: 8 },
    });
  });

  it('raises its flag above one half of at least 8', () => {
    const active = (count: number) =>
      Array.from({ length: count }, (_, i): PartnerWords => ({ name: `Active ${i}`, signed: '2025-02-01' }));
    const askWith = (count: number) =>
      answers(
        recruitmentWithoutActivation,
        account({
          partners: [...recruits, ...active(count)],
          deals: [...deals, ...active(count).map(({ name }) => ({ sourced: name, registered: '2025-02-02' }))],
        }),
        '2025-06-30',
      ).program.flag;
    // 4 of 8 is not above one half; without the ninth recruit of a cohort of idle ones it is.
    expect(askWith(3)).toMatchObject({ value: 0, numerator: 4, denominator: 8 });
    expect(ask([...recruits, ...['A', 'B', 'C'].map((name) => ({ name, signed: '2025-02-01' }))]).flag).toMatchObject({
      value: 1,
      numerator: 7,
      denominator: 8,
    });
  });

  it('says when a start is only the day the company was created', () => {
    const proxies = recruits.map((partner) => ({ ...partner, isProxy: true }));
    expect(ask(proxies).share).toMatchObject({ value: 0.8, qualifier: 'proxy-date' });
  });
});
