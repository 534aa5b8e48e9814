import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { vendorResponsiveness } from './vendor-responsiveness.ts';

let threads = 0;
function begun(from: 'us' | 'partner', partner: string, at: string, answered?: string): EngagementWords[] {
  const mail = { kind: 'email', partner, thread: `thread ${++threads}` } as const;
  const other = from === 'us' ? 'partner' : 'us';
  return [{ ...mail, from, at }, ...(answered ? [{ ...mail, from: other, at: answered } as const] : [])];
}
const days = ['02', '03', '04', '05', '06'].map((date) => `2025-06-${date}`);
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    { sourced: 'Acme', registered: '2025-05-01', approved: '2025-05-03' },
    { sourced: 'Acme', registered: '2025-05-01', rejected: '2025-05-05' },
    { sourced: 'Acme', registered: '2025-05-01', approved: '2025-05-21' },
    { sourced: 'Acme', registered: '2025-06-20' },
    { sourced: 'Acme', registered: '2025-06-25', approved: '2025-07-05' },
    { sourced: 'Bolt', registered: '2025-05-01', approved: '2025-05-03' },
  ],
  engagements: [
    // It wrote five times: answered after 1, 2, 4 and 8 hours, and once not at all.
    ...begun('partner', 'Acme', '2025-06-02T09:00', '2025-06-02T10:00'),
    ...begun('partner', 'Acme', '2025-06-03T09:00', '2025-06-03T11:00'),
    ...begun('partner', 'Acme', '2025-06-04T09:00', '2025-06-04T13:00'),
    ...begun('partner', 'Acme', '2025-06-05T09:00', '2025-06-06T09:00'),
    ...begun('partner', 'Acme', '2025-06-10T09:00'),
    // Sent this afternoon: it has waited for 4 hours, less than a working day.
    ...begun('partner', 'Bolt', '2025-06-30T13:00'),
    ...days.flatMap((day) => begun('us', 'Acme', `${day}T09:00`, `${day}T10:00`)),
  ],
});
const asked = answers(vendorResponsiveness, facts, '2025-06-30');

describe('our responsiveness', () => {
  it('is the median of our own waits, and the mails we left lying', () => {
    // Still waiting: 4/5, 3/5, 2/5 after 4 hours.
    expect(asked.partner('Acme')).toMatchObject({
      median: { value: 4, numerator: 4, denominator: 5 },
      unanswered: { value: 1, denominator: 5 },
    });
    expect(asked.partner('Bolt')).toMatchObject({
      median: { state: 'not-enough-data', have: 1 },
      unanswered: { value: 0, denominator: 1 },
    });
  });

  it('says whether we are slower than the partner: 4 hours against 1', () => {
    expect(asked.partner('Acme')['worse-than-partner']).toMatchObject({ value: 1, sample: 5 });
    expect(asked.partner('Bolt')['worse-than-partner']).toMatchObject({ state: 'not-enough-data', have: 0, need: 5 });
  });

  it('waits for decisions on registrations, with those open counted', () => {
    // 2 and 4 days, then two still open after 5 and 10 days, then 20: 4/5, 3/5, and nobody else is left at 20.
    expect(asked.partner('Acme')['decision-days']).toMatchObject({ value: 20, numerator: 3, denominator: 5 });
    // On the day before its approval 10 days wait; the approval of July is not known in June.
    const later = answers(vendorResponsiveness, facts, '2025-07-05').partner('Acme')['decision-days'];
    expect(later).toMatchObject({ numerator: 4 });
    expect(asked.partner('Bolt')['decision-days']).toMatchObject({ state: 'not-enough-data', have: 1, need: 3 });
  });

  it('is told for the programme over all mails and registrations', () => {
    expect(asked.program).toMatchObject({
      median: { denominator: 6 },
      unanswered: { value: 1, denominator: 6 },
      'decision-days': { numerator: 4, denominator: 6 },
    });
  });

  it('tells of decisions where mail is not connected, and the other way round', () => {
    const noMail = answers(
      vendorResponsiveness,
      { ...facts, mapped: { ...facts.mapped, emails: false } },
      '2025-06-30',
    );
    expect(noMail.partner('Acme')).toMatchObject({
      median: { state: 'not-set-up' },
      unanswered: { state: 'not-set-up' },
      'decision-days': { state: 'value' },
    });
    const noDeals = { ...facts, mapped: { ...facts.mapped, registration: false } };
    expect(answers(vendorResponsiveness, noDeals, '2025-06-30').partner('Acme')).toMatchObject({
      median: { state: 'value' },
      'decision-days': { state: 'not-set-up' },
    });
  });
});
