import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, DEALS_ONLY } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { partnerCommitment } from './partner-commitment.ts';

const mails: EngagementWords[] = [1, 2, 3, 4, 5].flatMap((n): EngagementWords[] => {
  const mail = { kind: 'email', partner: 'Keen', thread: `t${n}`, contacts: ['a'] } as const;
  const opening = { ...mail, from: 'us', at: `2025-06-0${n}T09:00` } as const;
  return n < 5 ? [opening, { ...mail, from: 'partner', at: `2025-06-0${n}T12:00` }] : [opening];
});
const words = {
  partners: [
    { name: 'Keen', tier: 'gold' },
    { name: 'Quiet' },
    { name: 'Young', signed: '2025-03-01' },
    { name: 'Newborn', signed: '2025-05-01' },
    { name: 'Gone', left: '2025-06-30' },
  ],
  contacts: [
    { id: 'a', of: 'Keen' },
    { id: 'b', of: 'Keen' },
  ],
  // Thirties that end with 2025-06-30: registrations in three of them, a ticket and a course in two more; the
  // meeting lies in the first, with a registration.
  deals: ['2025-06-20', '2025-05-20', '2025-01-10'].map((registered) => ({ sourced: 'Keen', registered })),
  tickets: [
    { partner: 'Keen', created: '2024-12-20' },
    { partner: 'Young', created: '2025-05-10' },
  ],
  engagements: [
    ...mails,
    { kind: 'meeting', at: '2025-06-12', from: 'us', partner: 'Keen', contacts: ['b'] } satisfies EngagementWords,
  ],
  feeds: {
    training: [
      {
        partner: 'Keen',
        user: 'u1',
        course: 'A',
        enrolled: '2024-01-01',
        completed: '2024-02-01',
        expires: '2026-02-01',
      },
      {
        partner: 'Keen',
        user: 'u1',
        course: 'B',
        enrolled: '2024-01-01',
        completed: '2024-02-01',
        expires: '2026-02-01',
      },
      // Expired; completed later than asked for; a course without a certificate.
      {
        partner: 'Keen',
        user: 'u2',
        course: 'A',
        enrolled: '2023-01-01',
        completed: '2023-02-01',
        expires: '2025-02-01',
      },
      {
        partner: 'Keen',
        user: 'u3',
        course: 'A',
        enrolled: '2025-06-01',
        completed: '2025-07-15',
        expires: '2026-07-15',
      },
      { partner: 'Keen', user: 'u4', course: 'C', enrolled: '2025-01-01', completed: '2025-02-01' },
    ],
    reviews: [
      { partner: 'Keen', date: '2025-01-15', kind: 'joint-plan', expires: '2025-12-31' },
      { partner: 'Keen', date: '2025-04-15', kind: 'business-review' },
    ],
  },
  settings: { certifiedPeople: { gold: 2 } },
};
const facts = account(words);
const asked = answers(partnerCommitment, facts, '2025-06-30');

describe('partner commitment', () => {
  it('shows four facts, and their mean', () => {
    // 5 of 12 months; 2 of 3 people in touch and 1 of 2 certified; a plan reviewed 76 days ago; 4 of 5 answered.
    expect(asked.partner('Keen')).toMatchObject({
      consistency: { value: 5 / 12, numerator: 5, denominator: 12 },
      breadth: { value: (2 / 3 + 1 / 2) / 2, reason: '2 people in touch, 1 of 2 certified people' },
      'joint-plan': { value: 1 },
      responsiveness: { value: 4 / 5 },
    });
    expect(Number(numberOf(asked.partner('Keen').commitment))).toBeCloseTo((5 / 12 + 7 / 12 + 1 + 4 / 5) / 4, 12);
  });

  it('halves a plan whose review is due, and drops one that has expired', () => {
    expect(answers(partnerCommitment, facts, '2025-07-16').partner('Keen')['joint-plan']).toMatchObject({ value: 1 });
    expect(answers(partnerCommitment, facts, '2025-07-17').partner('Keen')['joint-plan']).toMatchObject({ value: 0.5 });
    expect(answers(partnerCommitment, facts, '2026-01-01').partner('Keen')['joint-plan']).toMatchObject({ value: 0 });
  });

  it('counts the months of a young partner from its signing, from three on', () => {
    // 122 days, both ends counted: four times 30.
    expect(asked.partner('Young').consistency).toMatchObject({ value: 1 / 4, denominator: 4, qualifier: 'new' });
    expect(asked.partner('Newborn').consistency).toMatchObject({ state: 'not-enough-data', have: 2, need: 3 });
  });

  it('rolls up three known facts, and not two', () => {
    // Nothing asked of its tier, nobody in touch, no plan, and no mail to answer.
    expect(asked.partner('Quiet')).toMatchObject({
      commitment: { value: 0, sample: 3 },
      responsiveness: { state: 'not-enough-data' },
    });
    expect(asked.partner('Newborn').commitment).toMatchObject({ state: 'not-enough-data', have: 2, need: 3 });
    const dealsAlone = account({ ...words, mapped: { ...DEALS_ONLY, contacts: false, reviews: false } });
    expect(answers(partnerCommitment, dealsAlone, '2025-06-30').partner('Keen')).toMatchObject({
      commitment: { state: 'not-enough-data', have: 1 },
      consistency: { qualifier: 'deals-only' },
      breadth: { state: 'not-set-up' },
      'joint-plan': { state: 'not-set-up' },
      responsiveness: { state: 'not-set-up' },
    });
  });

  it('does not apply to a partner that has left', () => {
    expect(asked.partner('Gone').commitment).toMatchObject({ state: 'not-applicable' });
  });
});

const numberOf = (result: object | undefined): unknown => (result && 'value' in result ? result.value : undefined);
