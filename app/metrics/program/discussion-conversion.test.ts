import { describe, expect, it } from '@jest/globals';
import { discussionCohorts } from '../derived/discussion-cohorts.ts';
import { answers } from '../testing/answers.ts';
import { account, day } from '../testing/facts.ts';
import { discussionConversion } from './discussion-conversion.ts';

// 90 days before 2025-06-30 is 2025-04-01, so March is the latest month whose talks are all 90 days old.
const discussions = [
  { opened: '2025-03-01', signed: '2025-03-11' },
  { opened: '2025-03-02', signed: '2025-06-30' },
  { opened: '2025-03-03', signed: '2025-07-01' },
  { opened: '2025-03-04', lost: '2025-04-04' },
  { opened: '2025-03-31' },
  { opened: '2025-04-01', signed: '2025-04-21' },
  { opened: '2025-04-02', signed: '2025-04-03' },
  { opened: '2024-04-02' },
  { opened: '2024-04-01', signed: '2024-04-02' },
];
const facts = account({ discussions });

describe('conversion of discussions', () => {
  it('shares the signed among those opened 90 to 454 days ago: 3 of 7', () => {
    const { program } = answers(discussionConversion, facts, '2025-06-30');
    expect(program).toMatchObject({
      conversion: { value: 3 / 7, numerator: 3, denominator: 7, excluded: { 'opened less than 90 days ago': 1 } },
      'latest-month': { value: 2 / 5, numerator: 2, denominator: 5, reason: 'Opened in 2025-03' },
      // Signed after 10, 120, 20 and 1 days: the middle of 10 and 20.
      'days-to-sign': { value: 15, sample: 4 },
      // The third of March signs tomorrow; then the last of March, and that of April 2024.
      open: { value: 3, denominator: 8 },
    });
  });

  it('needs 5 discussions', () => {
    const few = account({ discussions: discussions.slice(0, 4) });
    expect(answers(discussionConversion, few, '2025-06-30').program.conversion).toMatchObject({
      state: 'not-enough-data',
      have: 4,
      need: 5,
    });
  });

  it('has a table by month of opening that marks the young months', () => {
    expect(discussionCohorts(facts.discussions, day('2025-06-30')).slice(-2)).toEqual([
      { month: '2025-03', opened: 5, signed: 2, lost: 1, isMature: true },
      { month: '2025-04', opened: 2, signed: 2, lost: 0, isMature: false },
    ]);
    // 90 days after the last of April.
    expect(discussionCohorts(facts.discussions, day('2025-07-29')).at(-1)).toMatchObject({ isMature: true });
  });
});
