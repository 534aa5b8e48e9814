import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { replyRate } from './reply-rate.ts';

const mail = (from: 'us' | 'partner', at: string, thread: string, partner = 'Acme'): EngagementWords => ({
  kind: 'email',
  from,
  at,
  thread,
  partner,
});
// Working days last 8 hours, on every day of the week: five of them are 40 hours.
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Few' }],
  engagements: [
    mail('us', '2025-06-02T09:00', 'a'),
    mail('partner', '2025-06-02T10:00', 'a'),
    // Our last word in the same conversation waits for nobody.
    mail('us', '2025-06-02T11:00', 'a'),
    mail('us', '2025-06-03T09:00', 'b'),
    mail('partner', '2025-06-08T09:00', 'b'), // after 40 hours
    mail('us', '2025-06-03T09:00', 'c'),
    mail('partner', '2025-06-08T10:00', 'c'), // after 41 hours
    mail('us', '2025-06-10T09:00', 'd'),
    mail('us', '2025-06-26T09:00', 'e'), // 40 working hours before the end of the date
    mail('us', '2025-06-27T09:00', 'f'), // 32
    mail('partner', '2025-06-27T10:00', 'f'),
    mail('us', '2025-03-01T09:00', 'old'),
    mail('us', '2025-06-02T09:00', 'x', 'Few'),
  ],
});
const asked = answers(replyRate, facts, '2025-06-30');

describe('reply rate', () => {
  it('shares the conversations we began that were answered within five working days', () => {
    expect(asked.partner('Acme').rate).toMatchObject({
      value: 2 / 5,
      numerator: 2,
      denominator: 5,
      excluded: { 'sent too lately to tell': 1 },
    });
  });

  it('needs 5 of them', () => {
    expect(asked.partner('Few').rate).toMatchObject({ state: 'not-enough-data', have: 1, need: 5 });
  });

  it('is told for the programme over all conversations: 2 / 6', () => {
    expect(asked.program.rate).toMatchObject({ value: 2 / 6 });
  });

  it('is told for nobody where no mail is logged', () => {
    expect(answers(replyRate, { ...facts, loggingOwners: [] }, '2025-06-30').program.rate).toMatchObject({
      state: 'not-enough-data',
      reason: expect.stringContaining('Connect the inboxes'),
    });
  });
});
