import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { introductions } from './introductions.ts';

const facts = account({
  partners: [{ name: 'Opens doors' }, { name: 'Keeps them shut' }, { name: 'Hidden', owner: 'o2' }],
  engagements: [
    { kind: 'meeting', at: '2025-06-02', partner: ['Opens doors', 'Hidden'], withCustomer: true },
    { kind: 'email', at: '2025-06-03', from: 'partner', partner: 'Opens doors', withCustomer: true },
    // Called off; without a customer; out of the window.
    { kind: 'meeting', at: '2025-06-04', partner: 'Opens doors', withCustomer: true, isHeld: false },
    { kind: 'meeting', at: '2025-06-05', partner: 'Opens doors' },
    { kind: 'call', at: '2025-04-01', partner: 'Opens doors', withCustomer: true },
    { kind: 'meeting', at: '2025-06-05', partner: 'Keeps them shut' },
  ],
});
const asked = answers(introductions, facts, '2025-06-30');

describe('introductions', () => {
  it('counts what took place with people of the partner and of a customer', () => {
    expect(asked.partner('Opens doors').introductions).toMatchObject({ value: 2 });
    expect(asked.partner('Keeps them shut').introductions).toMatchObject({ value: 0 });
  });

  it('counts a meeting of two partners once for the programme', () => {
    expect(asked.program.introductions).toMatchObject({ value: 2 });
  });

  it('is a true zero only where mail of the owner is logged', () => {
    expect(asked.partner('Hidden').introductions).toMatchObject({ value: 1, qualifier: 'provisional' });
    expect(answers(introductions, facts, '2025-12-31').partner('Hidden').introductions).toMatchObject({
      state: 'not-enough-data',
    });
  });

  it('is not set up where neither mail nor meetings are connected', () => {
    const none = { ...facts, mapped: { ...facts.mapped, emails: false, engagements: false } };
    expect(answers(introductions, none, '2025-06-30').program.introductions).toMatchObject({ state: 'not-set-up' });
  });
});
