import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { timeToFirstDeal } from './time-to-first-deal.ts';

const signed = '2025-01-01';
const facts = account({
  partners: [
    { name: 'Quick', signed },
    { name: 'Slow', signed },
    { name: 'Waiting', signed: '2024-12-01' },
    { name: 'Left', signed, left: '2025-02-10' },
    { name: 'Undated', signed: null, created: '2024-01-01' },
    { name: 'Early', signed: '2025-06-01' },
    { name: 'Future', signed: '2025-07-01' },
    { name: 'Proxy', signed, isProxy: true },
  ],
  deals: [
    { influenced: 'Quick', created: '2024-01-01', won: '2025-01-31' },
    { sourced: 'Quick', created: '2024-01-01', won: '2025-03-01' },
    { sourced: 'Slow', created: '2024-01-01', won: '2025-04-01' },
    { sourced: 'Waiting', created: '2024-01-01', lost: '2025-03-01' },
    { sourced: 'Early', created: '2024-01-01', won: '2025-05-31' },
    { resold: 'Proxy', created: '2024-01-01', won: '2025-03-02' },
  ],
});
const asked = answers(timeToFirstDeal, facts, '2025-06-30');

describe('time to first deal', () => {
  it('is the days from signing to the first won deal in any role', () => {
    expect(asked.partner('Quick').days).toMatchObject({ state: 'value', value: 30 });
    expect(asked.partner('Slow').days).toMatchObject({ value: 90 });
    expect(asked.partner('Proxy').days).toMatchObject({ value: 60, qualifier: 'proxy-date' });
  });

  it('says how long a partner without a win has waited, and what is missing of others', () => {
    expect(asked.partner('Waiting').days).toMatchObject({
      state: 'not-enough-data',
      reason: 'No won deal yet, 211 days after signing',
    });
    expect(asked.partner('Undated').days).toMatchObject({ state: 'not-set-up' });
    expect(asked.partner('Early').days).toMatchObject({ state: 'not-applicable' });
    expect(asked.partner('Future').days).toMatchObject({
      state: 'not-applicable',
      why: 'Had not signed yet',
    });
  });

  it('takes the programme median by Kaplan and Meier, with those still waiting', () => {
    // At risk: 5. Day 30: 4/5 wait. Day 40: one left. Day 60 of 3: 4/5 x 2/3 = 0.533. Day 90 of 2: 0.267 <= 1/2.
    expect(asked.program).toMatchObject({
      median: { value: 90, numerator: 3, denominator: 5 },
      waiting: { value: 1, excluded: { 'no start date': 1, 'first win before the start date': 1 } },
      'longest-wait': { value: 211 },
    });
  });

  it('has no median while more than half wait', () => {
    const waiting = account({
      partners: ['A', 'B', 'C'].map((name) => ({ name, signed })),
      deals: [{ sourced: 'A', created: '2024-01-01', won: '2025-02-01' }],
    });
    expect(answers(timeToFirstDeal, waiting, '2025-06-30').program.median).toMatchObject({
      state: 'not-enough-data',
      have: 1,
      need: 2,
    });
  });
});
