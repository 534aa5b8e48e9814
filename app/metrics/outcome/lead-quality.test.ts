import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { leadQuality } from './lead-quality.ts';

const partners = [{ name: 'Acme' }, { name: 'Bolt' }];
// Won after 10, 30 and 50 days: one cycle is 30 days, to 2025-05-31. 60 days before 2025-06-30 is 2025-05-01.
const leads = [
  { partner: 'Acme', created: '2025-01-01', qualified: '2025-01-05', won: '2025-01-11', amount: 100 },
  { partner: 'Acme', created: '2025-01-02', qualified: '2025-01-06', won: '2025-02-01', amount: 50 },
  { partner: 'Acme', created: '2025-01-03', lost: '2025-03-01' },
  { partner: 'Acme', created: '2025-05-01' },
  { partner: 'Acme', created: '2025-05-31' },
  { partner: 'Acme', created: '2025-06-01', qualified: '2025-06-02' },
  { created: '2025-02-01', qualified: '2025-02-01', won: '2025-03-23', amount: 50 },
  { created: '2025-02-02', won: '2025-07-01', amount: 999 },
  { created: '2025-02-03' },
];
const facts = account({ partners, leads });

describe('lead quality', () => {
  it('shares what qualified among leads of 60 days, and what was won among leads of one cycle', () => {
    expect(answers(leadQuality, facts, '2025-06-30').partner('Acme')).toMatchObject({
      qualified: { state: 'not-enough-data', have: 4, need: 5, excluded: { 'younger than 60 days': 2 } },
      won: { value: 2 / 5, excluded: { 'younger than one cycle': 1 }, reason: 'One cycle is 30 days' },
      'value-per-lead': { value: 3000, numerator: 15_000, denominator: 5 },
      // All leads: 20,000 minor units over 8 that are old enough.
      index: { value: 3000 / 2500 },
    });
    expect(answers(leadQuality, facts, '2025-06-30').program).toMatchObject({ 'value-per-lead': { value: 3000 } });
  });

  it('sees the fifth lead once it is 60 days old', () => {
    expect(answers(leadQuality, facts, '2025-07-30').partner('Acme').qualified).toMatchObject({
      value: 2 / 5,
      excluded: { 'younger than 60 days': 1 },
    });
  });

  it('does not know how long a lead takes from two wins', () => {
    const two = account({ partners, leads: leads.slice(0, 6) });
    expect(answers(leadQuality, two, '2025-06-30').partner('Acme')).toMatchObject({
      won: { state: 'not-enough-data', have: 2, need: 3 },
      index: { state: 'not-enough-data' },
    });
  });

  it('leaves a won lead without an amount out of the value and counts it', () => {
    const bare = account({
      partners,
      leads: leads.map(({ amount, ...lead }) => (amount === 50 ? lead : { ...lead, ...(amount && { amount }) })),
    });
    expect(answers(leadQuality, bare, '2025-06-30').partner('Acme')['value-per-lead']).toMatchObject({
      value: 2000,
      excluded: { 'no amount': 1 },
    });
  });
});
