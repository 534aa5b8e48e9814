import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDay, quarterStart } from '../kit/days.ts';
import { type PartnerQuarter, pairUp, relationOf, watchRelation } from './leading-lagging.ts';

const day = (text: string) => parseDay(text) ?? 0;
/** The quarter's end `back` quarters before that of 2025-06-30. */
const end = (back: number) => quarterStart(day('2025-07-01'), back) - 1;
const at = (subject: string, back: number, value: number) => ({ subject, quarterEnd: end(back), value });
const pair = (leading: number, outcome: number): PartnerQuarter => ({
  subject: 'p1',
  quarterEnd: end(0),
  leading,
  outcome,
});

describe('leading values and later outcomes', () => {
  it('are paired at the end of the quarter nearest to the lag', () => {
    const leading = [at('p1', 3, 5), at('p1', 1, 7), at('p2', 3, 9)];
    const outcomes = [at('p1', 2, 10), at('p1', 1, 20), at('p1', 0, 30), at('p2', 0, 40)];
    // 90 days after 2024-09-30 is 2024-12-29; p2 has no outcome near that day.
    expect(pairUp(leading, outcomes, 90).map((one) => [one.subject, one.leading, one.outcome])).toEqual([
      ['p1', 5, 10],
      ['p1', 7, 30],
    ]);
    // 180 days after the last one is still to come.
    expect(pairUp([at('p1', 0, 1)], outcomes, 180)).toEqual([]);
  });

  it('need 30 partner-quarters', () => {
    expect(relationOf(new Array(29).fill(pair(1, 1)))).toEqual({ kind: 'not-enough-history', have: 29, need: 30 });
  });

  it('go together fully where each rises with the other: the top third of 1 to 30 brings 25.5 to 5.5', () => {
    const rising = Array.from({ length: 30 }, (_, i) => pair(i + 1, i + 1));
    expect(relationOf(rising)).toEqual({ kind: 'relation', pairs: 30, correlation: 1, topToBottom: 25.5 / 5.5 });
    const flat = rising.map(({ leading }) => pair(leading, 0));
    expect(relationOf(flat)).toMatchObject({ correlation: undefined, topToBottom: undefined });
  });

  it('do not depend on the order of the pairs', () => {
    const numbers = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 30, maxLength: 40 });
    fc.assert(
      fc.property(numbers, (drawn) => {
        const pairs = drawn.map(([leading, outcome]) => pair(leading, outcome));
        const [one, other] = [relationOf(pairs), relationOf(pairs.toReversed())];
        if (one.kind !== 'relation' || other.kind !== 'relation') throw new Error('30 pairs are enough');
        expect(other.correlation).toBe(one.correlation);
        if (one.topToBottom !== undefined) expect(other.topToBottom).toBeCloseTo(one.topToBottom, 12);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe('a relation that is watched', () => {
  const series = (values: readonly number[]) => values.map((value, i) => at('program', values.length - 1 - i, value));
  const watch = (leading: readonly number[], outcome: readonly number[], lagDays: number) =>
    watchRelation(series(leading), series(outcome), lagDays, day('2025-06-30'));

  it('says by when an outcome should follow a fall, and when it is overdue', () => {
    // The fall began with the quarter to 2025-03-31; 120 days later is 2025-07-29, 90 days later 2025-06-29.
    expect(watch([10, 10, 8, 6], [100, 100, 100, 98], 120)).toMatchObject({
      kind: 'leading-down-lagging-stable',
      expectedBy: day('2025-07-29'),
      isOverdue: false,
      text: 'The leading metric fell and the outcome has not yet: expected by 2025-07-29.',
    });
    expect(watch([10, 10, 8, 6], [100, 100, 100, 98], 90)).toMatchObject({ isOverdue: true });
  });

  it('holds where both fall, or neither does', () => {
    expect(watch([10, 10, 8, 6], [100, 100, 80, 80], 90)).toEqual({ kind: 'holds' });
    expect(watch([10, 10, 10, 9], [100, 100, 100, 100], 90)).toEqual({ kind: 'holds' });
    expect(watch([0, 0, 0, 0], [1, 1, 1, 1], 90)).toEqual({ kind: 'holds' });
  });

  it('wants four quarters, and reads none that is still to come', () => {
    expect(watch([10, 8, 6], [1, 1, 1], 90)).toEqual({ kind: 'not-enough-history', have: 3, need: 4 });
    const later = [...series([10, 10, 8]), { subject: 'program', quarterEnd: day('2025-09-30'), value: 1 }];
    expect(watchRelation(later, later, 90, day('2025-06-30'))).toMatchObject({ have: 3 });
  });
});
