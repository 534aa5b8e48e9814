import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { signUpRate } from './sign-up-rate.ts';

const ask = (signed: readonly (string | null)[], left?: string) => {
  const partners = signed.map((day, i) => ({
    name: `P${i}`,
    signed: day,
    created: '2020-01-01',
    ...(left && { left }),
  }));
  return answers(signUpRate, account({ partners }), '2025-06-30').program;
};

describe('sign-up rate', () => {
  it('counts starts in 7, 30 and 365 days and in as many days before', () => {
    // The week begins on 24 June, the one before on 17 June; 30 days on 1 June; 365 days on 1 July 2024.
    const days = ['2025-06-30', '2025-06-24', '2025-06-23', '2025-06-01', '2025-05-31', '2024-07-01', '2024-06-30'];
    expect(ask([...days, '2025-07-01', null])).toMatchObject({
      week: { value: 2, excluded: { 'no start date': 1 } },
      'week-before': { value: 1 },
      month: { value: 4 },
      'month-before': { value: 1 },
      year: { value: 6 },
      'year-before': { value: 1 },
      // 6 against 1 are 7 together.
      'year-change': { state: 'not-enough-data', have: 7, need: 8 },
    });
  });

  it('tells a change of the year from chance', () => {
    const year = (count: number, day: string) => new Array<string>(count).fill(day);
    expect(ask([...year(12, '2025-01-01'), ...year(3, '2024-01-01')])['year-change']).toMatchObject({ value: 3 });
    expect(ask([...year(12, '2025-01-01'), ...year(3, '2024-01-01')])['year-change']?.qualifier).toBeUndefined();
    expect(ask([...year(5, '2025-01-01'), ...year(4, '2024-01-01')])['year-change']).toMatchObject({
      value: 0.25,
      qualifier: 'too-few-to-tell',
    });
  });

  it('goes on counting those that have left', () => {
    expect(ask(['2025-01-01'], '2025-03-01').year).toMatchObject({ value: 1 });
  });
});
