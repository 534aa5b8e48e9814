import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { productivityRamp } from './productivity-ramp.ts';

// As of 2025-06-30 the last complete quarter is January to March 2025, the second last October to December 2024.
const names = ['A', 'B', 'C', 'D', 'E'];
const facts = account({
  partners: [
    ...names.map((name) => ({ name, signed: '2025-01-01' })),
    { name: 'Young', signed: '2025-03-31', left: '2025-06-01' },
    ...names.map((name) => ({ name: `${name}2`, signed: '2024-10-01' })),
    { name: 'This quarter', signed: '2025-04-01' },
  ],
  deals: [
    { sourced: 'A', registered: '2025-01-31', won: '2025-04-01', amount: 600 },
    { sourced: 'B', registered: '2025-02-01', won: '2025-04-02', amount: 40 },
    { sourced: 'C', registered: '2025-04-02' },
    { sourced: 'Young', registered: '2025-04-05' },
    { influenced: 'D', registered: '2025-01-15', created: '2025-01-02' },
    { sourced: 'A2', registered: '2024-10-02', won: '2025-03-30' },
    { sourced: 'B2', registered: '2024-10-02', won: '2025-03-31' },
  ],
});
const { program } = answers(productivityRamp, facts, '2025-06-30');

describe('productivity ramp', () => {
  it('shares the partners of a signing quarter that registered by day 30, 60 and 90', () => {
    // Day 30 of 2025-01-01 is 2025-01-31: A and Young by day 30 of 6; B by day 60; C one day after day 90.
    expect(program).toMatchObject({
      'registered-30d-q1': { value: 2 / 6, numerator: 2, denominator: 6 },
      'registered-60d-q1': { value: 3 / 6 },
      'registered-90d-q1': { value: 3 / 6, denominator: 6 },
    });
  });

  it('shares those that won by day 90 and 180, once that day has come', () => {
    // 2025-04-01 is day 90, 2025-04-02 day 91. Day 180 of 2025-01-01 is 2025-06-30; Young has not reached it.
    expect(program).toMatchObject({
      'won-90d-q1': { value: 1 / 6 },
      'won-180d-q1': { value: 2 / 5, denominator: 5, excluded: { 'day not reached yet': 1 } },
      'won-180d-q2': { value: 1 / 5 },
    });
  });

  it('divides the revenue won by the same date 3 and 6 months later by the partners', () => {
    // Three months after 2025-01-01 is 2025-04-01; Young, signed on 2025-03-31, reaches it on 2025-06-30.
    expect(program).toMatchObject({
      'revenue-3m-q1': { value: 60_000 / 6, numerator: 60_000, denominator: 6 },
      'revenue-6m-q1': { state: 'not-enough-data', have: 0, need: 5 },
      'revenue-6m-q2': { value: 0, reason: 'Signed in 2024-Q4' },
    });
  });

  it('needs 5 partners in a cohort', () => {
    expect(program['won-90d-q3']).toMatchObject({ state: 'not-enough-data', have: 0, need: 5 });
  });

  it('calls a change between the latest two cohorts one only where it is no chance', () => {
    // 3 of 6 after 2 of 5.
    expect(program).toMatchObject({
      'registered-90d-change': { value: 3 / 6 - 2 / 5, qualifier: 'too-few-to-tell' },
      'registered-90d-direction': { value: 'no-clear-change', reason: 'Signed in 2025-Q1, against: Signed in 2024-Q4' },
    });
    // 5 of 5 after 0 of 5: as uneven a split is 2 of 252.
    const signed = (suffix: string, day: string) => names.map((name) => ({ name: `${name}${suffix}`, signed: day }));
    const better = account({
      partners: [...signed('', '2025-01-01'), ...signed('2', '2024-10-01')],
      deals: names.map((sourced) => ({ sourced, registered: '2025-02-01' })),
    });
    expect(answers(productivityRamp, better, '2025-06-30').program).toMatchObject({
      'registered-90d-change': { value: 1 },
      'registered-90d-direction': { value: 'improving' },
    });
    expect(answers(productivityRamp, better, '2025-03-31').program).toMatchObject({
      'registered-90d-direction': { state: 'not-enough-data', have: 1, need: 2 },
    });
  });
});
