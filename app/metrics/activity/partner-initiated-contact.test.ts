import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { partnerInitiatedContact } from './partner-initiated-contact.ts';

const calls = (count: number, at: string, partner: string): EngagementWords[] =>
  new Array(count).fill({ kind: 'call', from: 'partner', at, partner });
const words = {
  partners: [
    { name: 'Acme' },
    { name: 'Keen' },
    { name: 'New', signed: '2025-03-01' },
    { name: 'Hidden', owner: 'o2' },
  ],
  engagements: [
    // Out of silence: one conversation, however many mails it takes.
    { kind: 'email', from: 'partner', at: '2025-06-02', thread: 'a', partner: 'Acme' },
    { kind: 'email', from: 'partner', at: '2025-06-03', thread: 'a', partner: 'Acme' },
    { kind: 'meeting', from: 'partner', at: '2025-06-10', partner: 'Acme' },
    { kind: 'call', from: 'us', at: '2025-06-11', partner: 'Acme' },
    // It answers us.
    { kind: 'email', from: 'us', at: '2025-06-15', thread: 'b', partner: 'Acme' },
    { kind: 'email', from: 'partner', at: '2025-06-16', thread: 'b', partner: 'Acme' },
    ...calls(9, '2025-06-20', 'Keen'),
    ...calls(1, '2025-03-20', 'Keen'),
    ...calls(2, '2025-06-20', 'Hidden'),
  ] satisfies EngagementWords[],
};
const asked = answers(partnerInitiatedContact, account(words), '2025-06-30');

describe('partner-initiated contact', () => {
  it('counts conversations begun out of silence, calls and meetings of the partner', () => {
    expect(asked.partner('Acme').contacts).toMatchObject({ state: 'value', value: 2 });
  });

  it('claims a change only where the test finds one: 9 after 1, p = 0.021', () => {
    expect(asked.partner('Keen').change).toMatchObject({ value: 8 });
    expect(asked.partner('Keen').change?.qualifier).toBeUndefined();
    expect(asked.partner('Acme').change).toMatchObject({ state: 'not-enough-data', have: 2, need: 8 });
    expect(asked.partner('New').change).toMatchObject({ state: 'not-applicable', qualifier: 'new' });
  });

  it('is a true zero only where mail of the owner is logged', () => {
    expect(asked.partner('New').contacts).toMatchObject({ value: 0 });
    expect(asked.partner('Hidden').contacts).toMatchObject({ value: 2, qualifier: 'provisional' });
    const silent = answers(partnerInitiatedContact, account({ ...words, engagements: [] }), '2025-06-30');
    expect(silent.partner('Hidden').contacts).toMatchObject({ state: 'not-enough-data' });
  });

  it('counts each contact of the programme once', () => {
    expect(asked.program.contacts).toMatchObject({ value: 2 + 9 + 2 });
  });

  it('is not set up where neither mail nor calls are connected, and says what it rests on where one is', () => {
    const none = account({ ...words, mapped: { emails: false, engagements: false } });
    expect(answers(partnerInitiatedContact, none, '2025-06-30').partner('New')).toMatchObject({
      contacts: { state: 'not-set-up' },
      change: { state: 'not-set-up' },
    });
    const mailOnly = account({ ...words, mapped: { engagements: false } });
    expect(answers(partnerInitiatedContact, mailOnly, '2025-06-30').partner('New').contacts).toMatchObject({
      reason: 'Mail only',
    });
  });
});
