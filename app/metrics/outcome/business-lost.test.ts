import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { businessLost } from './business-lost.ts';

// Acme's last event is the win of 2024-04-01: inactive from 2024-06-30 on, which is 365 days before 2025-06-30.
const deals = [
  { sourced: 'Acme', created: '2024-01-01', won: '2024-04-01', amount: 600 },
  { sourced: 'Acme', created: '2023-01-01', won: '2023-07-02', amount: 600 },
  { sourced: 'Acme', created: '2023-01-01', won: '2023-06-30', amount: 9999 },
  { sourced: 'Acme', created: '2024-01-01', won: '2024-03-01', amount: null },
  { influenced: 'Acme', created: '2024-01-01', won: '2024-03-01', amount: 500 },
  { sourced: 'Acme', created: '2024-05-01', amount: 40 },
  { sourced: 'Acme', created: '2024-05-01', qualified: '2025-05-02', amount: 70 },
  { sourced: 'Acme', created: '2024-05-01', amount: 80 },
  { sourced: 'Bolt', created: '2024-01-01', won: '2024-04-01', amount: 100 },
  { sourced: 'Awake', created: '2024-01-01', won: '2025-06-01', amount: 100 },
];
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Awake' }],
  deals,
  // About the third open deal, by somebody at a partner that is awake.
  engagements: [{ kind: 'meeting', at: '2025-06-01', partner: 'Awake', deals: [7] }],
});

describe('potential business lost', () => {
  it('is what a month brought before, times the months since: 100 x 12', () => {
    expect(answers(businessLost, facts, '2025-06-30').partner('Acme')).toMatchObject({
      estimate: { value: 120_000 },
      'revenue-per-month': { value: 10_000 },
      'months-inactive': { value: 12 },
      // The second open deal moved 59 days ago, the third was spoken of.
      'still-pipeline': { value: 4000, sample: 1 },
    });
  });

  it('grows no further after 12 months', () => {
    expect(answers(businessLost, facts, '2026-06-30').partner('Acme')).toMatchObject({
      estimate: { value: 120_000 },
      'still-pipeline': { value: 19_000 },
    });
  });

  it('needs 2 won deals in the year before, and says only what lies still without them', () => {
    expect(answers(businessLost, facts, '2025-06-30').partner('Bolt')).toMatchObject({
      estimate: { state: 'not-enough-data', have: 1, need: 2 },
      'still-pipeline': { value: 0 },
    });
  });

  it('does not apply to a partner that is active, and adds up the others', () => {
    const said = answers(businessLost, facts, '2025-06-30');
    expect(said.partner('Awake').estimate).toMatchObject({ state: 'not-applicable' });
    expect(said.program).toMatchObject({
      total: { value: 120_000, excluded: { 'fewer than 2 deals won before': 1 } },
      estimated: { value: 1, denominator: 2 },
    });
  });
});
