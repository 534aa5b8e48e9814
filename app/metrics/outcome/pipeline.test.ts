import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { pipeline } from './pipeline.ts';

const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { sourced: 'Acme', created: '2025-01-01', qualified: '2025-02-01', closes: '2025-09-30', amount: 1000 },
    // Expected 30 days before the date: still believed. A day earlier: overdue.
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-05-31', amount: 200 },
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-05-30', amount: 30 },
    { sourced: 'Acme', created: '2025-01-01', amount: 4 },
    { sourced: 'Acme', created: '2025-01-01', amount: null },
    { influenced: 'Acme', created: '2025-01-01', amount: 50000 },
    { sourced: 'Acme', created: '2025-01-01', won: '2025-06-30', amount: 700000 },
    { sourced: 'Acme', created: '2025-07-01', amount: 800000 },
    { sourced: 'Bolt', influenced: 'Acme', created: '2025-01-01', amount: 6 },
    { created: '2025-01-01', amount: 9999999 },
  ],
});
const asked = answers(pipeline, facts, '2025-06-30');

describe('open pipeline', () => {
  it('sums open sourced deals, those without an expected close as well, and sets overdue ones apart', () => {
    expect(asked.partner('Acme')).toMatchObject({
      sourced: { value: 120400, sample: 3, excluded: { 'no amount': 1 } },
      overdue: { value: 3000, sample: 1 },
      deals: { value: 4 },
    });
  });

  it('weights each amount by the probability of its stage: 1,000 x 20 % + 200 x 10 % + 4 x 10 %', () => {
    expect(asked.partner('Acme').weighted).toMatchObject({ value: 20000 + 2000 + 40 });
  });

  it('adds influenced deals to the touched line', () => {
    expect(asked.partner('Acme').touched).toMatchObject({ value: 120400 + 5000000 + 600 });
  });

  it('counts a deal of two partners once for the programme', () => {
    expect(asked.program.touched).toMatchObject({ value: 120400 + 5000000 + 600 });
    expect(asked.program.sourced).toMatchObject({ value: 120400 + 600 });
  });

  it('knows past states: the deal won on 2025-06-30 was open the day before, and another not yet overdue', () => {
    expect(answers(pipeline, facts, '2025-06-29').partner('Acme').sourced).toMatchObject({
      value: 70120400 + 3000,
    });
  });
});
