import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { integrationGaps } from './integration-gaps.ts';

const partners = [
  { name: 'Acme', owner: 'o1' },
  { name: 'Bolt', owner: 'o2' },
  { name: 'Cord', owner: null },
];

describe('integration gaps', () => {
  it('calls a feed late after the pause that the account expects, and its own where it says nothing', () => {
    // Logins are expected daily, training weekly; this account waits for training for 30 days.
    const facts = account({
      partners,
      coverage: {
        'portal-logins': { from: '2025-01-01', to: '2025-06-01' },
        training: { from: '2025-01-01', to: '2025-06-01' },
      },
      settings: { feeds: { training: { expectedEveryDays: 30 } } },
    });
    const late = (date: string) => answers(integrationGaps, facts, date).program['late-feeds'];
    expect(late('2025-06-02')).toMatchObject({ value: 0 });
    expect(late('2025-06-03')).toMatchObject({ value: 1, reason: 'portal-logins' });
    expect(late('2025-07-01')).toMatchObject({ value: 1 });
    expect(late('2025-07-02')).toMatchObject({ value: 2, reason: 'portal-logins, training' });
  });

  it('misses only what the account said it would supply', () => {
    const facts = account({
      partners,
      coverage: { mdf: null, commissions: null, targets: { from: '2025-06-01', to: '2025-12-31' } },
      settings: { feeds: { mdf: { ownerId: 'o1' }, targets: { expectedEveryDays: 90 } } },
    });
    expect(answers(integrationGaps, facts, '2025-06-30').program['missing-feeds']).toMatchObject({
      value: 1,
      reason: 'mdf',
    });
    // Targets had not come by then either.
    expect(answers(integrationGaps, facts, '2025-05-31').program['missing-feeds']).toMatchObject({ value: 2 });
  });

  it('says of how many partners mail is logged, and of whom', () => {
    const said = answers(integrationGaps, account({ partners, loggingOwners: ['o1'] }), '2025-06-30');
    expect(said.program['mail-logging']).toMatchObject({ value: 1 / 3, numerator: 1, denominator: 3 });
    expect(said.partner('Acme')).toMatchObject({ 'mail-logged': { value: 1 } });
    expect(said.partner('Bolt')).toMatchObject({ 'mail-logged': { value: 0 } });
    expect(said.partner('Cord')).toMatchObject({ 'mail-logged': { state: 'not-applicable' } });
  });

  it('names what may not be read, and does not take silence for a zero', () => {
    const facts = account({ partners, mapped: { emails: false, tickets: false } });
    const { program, partner } = answers(integrationGaps, facts, '2025-06-30');
    expect(program['unreadable-kinds']).toMatchObject({ value: 2, reason: 'emails, tickets' });
    expect(program['mail-logging']).toMatchObject({ state: 'not-set-up' });
    expect(partner('Acme')['mail-logged']).toMatchObject({ state: 'not-set-up' });
  });
});
