import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { brandInfluence } from './brand-influence.ts';

const ask = (discussions: readonly { opened: string; unprompted?: boolean }[]) =>
  answers(brandInfluence, account({ discussions }), '2025-06-30').program;
const came = (opened: string) => ({ opened, unprompted: true });
const sought = (opened: string) => ({ opened, unprompted: false });

describe('brand influence', () => {
  it('shares those that came by themselves among those of known origin: 2 of 5', () => {
    const discussions = [
      came('2025-06-30'),
      came('2024-07-01'),
      sought('2025-05-01'),
      sought('2025-04-01'),
      sought('2025-03-01'),
      { opened: '2025-03-02' },
      came('2024-06-30'),
    ];
    expect(ask(discussions)).toMatchObject({
      share: { value: 0.4, numerator: 2, denominator: 5, excluded: { 'origin unknown': 1 } },
      inbound: { value: 2 },
      direction: { state: 'not-enough-data' },
    });
  });

  it('calls six months that rise throughout rising', () => {
    // Shares of 0, 1/4, 1/3, 1/2, 2/3 and 1, oldest first: 1 order in 720 rises so, 2 in 720 rise or fall.
    const months: readonly (readonly [string, number, number])[] = [
      ['2025-01-15', 0, 1],
      ['2025-02-15', 1, 4],
      ['2025-03-15', 1, 3],
      ['2025-04-15', 1, 2],
      ['2025-05-15', 2, 3],
      ['2025-06-15', 1, 1],
    ];
    const discussions = months.flatMap(([opened, inbound, all]) =>
      Array.from({ length: all }, (_, i) => (i < inbound ? came(opened) : sought(opened))),
    );
    expect(ask(discussions).direction).toMatchObject({
      value: 'rising',
      sample: 6,
      reason: 'Mann-Kendall, p = 0.0028',
    });
    expect(ask(months.map(([opened]) => came(opened))).direction).toMatchObject({ value: 'no trend' });
  });

  it('says nothing of a share while all origins are unknown', () => {
    expect(ask(new Array(6).fill({ opened: '2025-03-02' })).share).toMatchObject({
      state: 'not-enough-data',
      have: 0,
      excluded: { 'origin unknown': 6 },
    });
  });
});
