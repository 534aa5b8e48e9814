import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../mapping/settings.ts';
import { answers } from '../testing/answers.ts';
import { account, type PartnerWords } from '../testing/facts.ts';
import { attrition } from './attrition.ts';

const ask = (partners: readonly PartnerWords[], more: Parameters<typeof account>[0] = {}) =>
  answers(attrition, account({ partners, ...more }), '2025-06-30').program;
const stays = (count: number): PartnerWords[] => Array.from({ length: count }, (_, i) => ({ name: `Stays ${i}` }));
const byProperty = { settings: { partner: { ...DEFAULT_SETTINGS.partner, endDate: 'ended_on' } } };

describe('attrition', () => {
  it('divides partners that ended in 365 days by those at the start, by who ended it: 3 of 8', () => {
    const said = ask([
      ...stays(5),
      { name: 'A', left: '2024-07-01', endedBy: 'partner' },
      { name: 'B', left: '2025-06-30', endedBy: 'us' },
      { name: 'C', left: '2025-01-01' },
      // Ended the day before the year began, and signed and ended within it.
      { name: 'D', left: '2024-06-30', endedBy: 'us' },
      { name: 'E', signed: '2024-08-01', left: '2025-01-01', endedBy: 'us' },
      { name: 'F', signed: '2024-08-01' },
    ]);
    expect(said).toMatchObject({
      attrition: {
        value: 3 / 8,
        numerator: 3,
        denominator: 8,
        excluded: { 'signed and ended within the year': 1 },
      },
      voluntary: { value: 1 / 8 },
      involuntary: { value: 1 / 8 },
      unknown: { value: 1 / 8 },
    });
  });

  it('needs 5 partners at the start', () => {
    expect(ask(stays(4)).attrition).toMatchObject({ state: 'not-enough-data', have: 4, need: 5 });
    expect(ask(stays(5)).attrition).toMatchObject({ value: 0 });
  });

  it('estimates who is still a partner after a year: of 5, one ends on day 100 and one on day 200, so 4/5 x 3/4', () => {
    const said = ask(
      [
        { name: 'A', signed: '2024-01-01', left: '2024-04-10' },
        { name: 'B', signed: '2024-01-01', left: '2024-07-19' },
        ...['C', 'D', 'E'].map((name) => ({ name, signed: '2024-01-01' })),
      ],
      byProperty,
    );
    expect(said['kept-one-year']).toMatchObject({ value: expect.closeTo(0.6, 12), sample: 5 });
  });

  it('counts a partner as watched only since HubSpot knew it, so that old survivors do not flatter the first year', () => {
    const young: PartnerWords[] = [
      { name: 'A', signed: '2024-01-01', left: '2024-04-10' },
      ...['B', 'C', 'D', 'E'].map((name) => ({ name, signed: '2024-01-01' })),
    ];
    // Signed five years before its record was made: had it ended in its first year, it would not be here.
    const old = Array.from({ length: 20 }, (_, i) => ({ name: `O${i}`, signed: '2015-01-01', created: '2020-01-01' }));
    expect(ask(young, byProperty)['kept-one-year']).toMatchObject({ value: 0.8 });
    expect(ask([...young, ...old], byProperty)['kept-one-year']).toMatchObject({ value: 0.8, sample: 25 });
  });

  it('watches since the feed of ends began, where ends come from nowhere else', () => {
    const partners = Array.from({ length: 6 }, (_, i) => ({ name: `P${i}`, signed: '2023-01-01' }));
    const late = { coverage: { 'partner-ends': { from: '2024-06-01', to: '2025-06-30' } } };
    expect(ask(partners)['kept-one-year']).toMatchObject({ value: 1 });
    expect(ask(partners, late)['kept-one-year']).toMatchObject({ state: 'not-enough-data' });
  });
});
