/**
 * A small programme that talks, worked out by hand. Working days last 8 hours from 09:00, on every day of the week. The
 * dates asked for are 30 June and 30 September 2025; 90 days reach from 2 April and from 3 July on.
 *
 * Bright answers. We begin six conversations with it in June, at nine in the morning:
 *   on the 2nd, 3rd, 4th and 5th, answered after 1, 2, 3 and 4 hours; on the 6th, answered next day at nine: 8 hours; on the
 *   10th, not answered: up to the 30th, 21 working days of 8 hours have passed, of which two weeks (112 hours) are waited.
 *   Still waiting: 5/6, 4/6, 3/6 after 3 hours, 2/6 after 4: at rest on a half from 3 to 4, so the median is 3.5 hours.
 *   Answered within 5 working days (40 hours): 5 of 6.
 * It begins five conversations, each on a day of May out of silence. We answer after 16 hours (two days later at nine) four
 * times, and once not at all: still waiting 1/5 after 16 hours, so our median is 16 hours, longer than its 3.5; one mail
 *   was left lying. They count as contact of its own; the meeting it booked makes six.
 * In September nothing is left of this but silence: no mail in the window.
 *
 * Fading answered: five conversations in March, four of them answered on the next day. Then we begin three more on 1, 5 and
 * 9 June, without an answer. On 30 June the first is 29 days old and 4 of 5 were answered before: it stopped responding. On
 * 30 September nothing is unanswered within 90 days, and no flag is left: by then it is dormant.
 *
 * Support: five partners have one open deal each, registered in 2024, and Bright a second one. Tickets since April:
 * Bright 1 on 2 deals, Fading 0, Plain 1, Steady 1, Loud 9. Per deal: 0.5, 0, 1, 1, 9. First quartile 0.5, third 1; the
 * fence is 1 + 1.5 x 0.5 = 1.75. Loud stands beyond it. 6 of its 9 tickets are about training, 3 about the product.
 *   Until July to September Loud falls from 9 tickets to 1, and registers nothing: 1 after 9 is more than chance.
 *
 * Relations: Bright has met or written both ways with two people, an executive and a manager: 2 of 3 levels. Its last
 * business review was on 1 May, 60 days before 30 June and 152 before 30 September; every 92 days one is due. A joint plan
 * of 1 March runs to the end of the year. Bright holds 1 of 2 certificates that its tier asks for.
 *   Commitment of Bright on 30 June. Consistency: events in the thirties of May (mails of its own, a ticket) and June (the
 *   meeting), so 2 of 12, and a third for the certificate of 1 January: 3 / 12. Breadth: 2 of 3 people and 1 of 2
 *   certified: 7 / 12. Plan: reviewed in time, 1. Responsiveness: 5 / 6. Mean: (3 + 7 + 12 + 10) / 12 / 4 = 2 / 3.
 *
 * Introductions: Bright's meeting of 12 June with a customer; none later.
 */
import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../../app/facts/pack.ts';
import { suggestPartners } from '../../../app/learning/suggest-partners.ts';
import { decliningSupport } from '../../../app/metrics/activity/declining-support.ts';
import { engagementState } from '../../../app/metrics/activity/engagement-state.ts';
import { excessiveSupport } from '../../../app/metrics/activity/excessive-support.ts';
import { introductions } from '../../../app/metrics/activity/introductions.ts';
import { partnerInitiatedContact } from '../../../app/metrics/activity/partner-initiated-contact.ts';
import { replyRate } from '../../../app/metrics/activity/reply-rate.ts';
import { replyTime } from '../../../app/metrics/activity/reply-time.ts';
import { stoppedResponding } from '../../../app/metrics/activity/stopped-responding.ts';
import { supportUtilisation } from '../../../app/metrics/activity/support-utilisation.ts';
import { vendorResponsiveness } from '../../../app/metrics/activity/vendor-responsiveness.ts';
import { partnerCommitment } from '../../../app/metrics/health/partner-commitment.ts';
import { relationshipQuality } from '../../../app/metrics/health/relationship-quality.ts';
import type { Metric } from '../../../app/metrics/metric.ts';
import { activePartners } from '../../../app/metrics/program/active-partners.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, day } from '../../../app/metrics/testing/facts.ts';
import type { EngagementWords, TicketWords } from '../../../app/metrics/testing/people.ts';

let threads = 0;
function begun(from: 'us' | 'partner', partner: string, at: string, answered?: string, contacts: string[] = []) {
  const mail = { kind: 'email', partner, contacts, thread: `thread ${++threads}` } as const;
  const other = from === 'us' ? 'partner' : 'us';
  const answer: EngagementWords[] = answered ? [{ ...mail, from: other, at: answered }] : [];
  return [{ ...mail, from, at } satisfies EngagementWords, ...answer];
}
const tickets = (count: number, partner: string, created: string, category?: TicketWords['category']): TicketWords[] =>
  new Array(count).fill({ partner, created, ...(category && { category }) });

const NAMES = ['Bright', 'Fading', 'Plain', 'Steady', 'Loud'];
const facts = account({
  partners: NAMES.map((name) => ({ name, ...(name === 'Bright' && { tier: 'gold' }) })),
  customers: [
    { name: 'Mill', industry: 'Food', country: 'AT' },
    { name: 'Bakery', industry: 'Food', country: 'AT' },
  ],
  contacts: [
    { id: 'chief', of: 'Bright', seniority: 'executive' },
    { id: 'lead', of: 'Bright', seniority: 'manager' },
  ],
  deals: [
    ...[...NAMES, 'Bright'].map((sourced) => ({ sourced, registered: '2024-01-10' })),
    ...[1, 2].map(() => ({ sourced: 'Steady', customer: 'Mill', created: '2024-01-10', won: '2024-03-01' })),
    { customer: 'Bakery', created: '2025-06-20' },
  ],
  engagements: [
    ...begun('us', 'Bright', '2025-06-02T09:00', '2025-06-02T10:00', ['lead']),
    ...begun('us', 'Bright', '2025-06-03T09:00', '2025-06-03T11:00'),
    ...begun('us', 'Bright', '2025-06-04T09:00', '2025-06-04T12:00'),
    ...begun('us', 'Bright', '2025-06-05T09:00', '2025-06-05T13:00'),
    ...begun('us', 'Bright', '2025-06-06T09:00', '2025-06-07T09:00'),
    ...begun('us', 'Bright', '2025-06-10T09:00'),
    // Two weeks lie between any mail of ours and the next conversation that it begins.
    ...begun('partner', 'Bright', '2025-05-02T09:00', '2025-05-04T09:00'),
    ...begun('partner', 'Bright', '2025-05-03T09:00', '2025-05-05T09:00'),
    ...begun('partner', 'Bright', '2025-05-03T10:00', '2025-05-05T10:00'),
    ...begun('partner', 'Bright', '2025-05-03T11:00', '2025-05-05T11:00'),
    ...begun('partner', 'Bright', '2025-05-03T12:00'),
    { kind: 'meeting', from: 'partner', at: '2025-06-12', partner: 'Bright', contacts: ['chief'], withCustomer: true },
    ...[3, 4, 5, 6].flatMap((n) => begun('us', 'Fading', `2025-03-0${n}T09:00`, `2025-03-0${n + 1}T09:00`)),
    ...['2025-03-07', '2025-06-01', '2025-06-05', '2025-06-09'].flatMap((at) => begun('us', 'Fading', `${at}T09:00`)),
  ],
  tickets: [
    ...tickets(1, 'Bright', '2025-05-10', 'product'),
    ...tickets(1, 'Plain', '2025-05-10'),
    ...tickets(1, 'Steady', '2025-05-10'),
    ...tickets(6, 'Loud', '2025-05-10', 'training'),
    ...tickets(3, 'Loud', '2025-06-10', 'product'),
    ...tickets(1, 'Loud', '2025-08-10', 'product'),
  ],
  feeds: {
    reviews: [
      { partner: 'Bright', date: '2025-05-01', kind: 'business-review' },
      { partner: 'Bright', date: '2025-03-01', kind: 'joint-plan', expires: '2025-12-31' },
    ],
    training: [
      {
        partner: 'Bright',
        user: 'u1',
        course: 'A',
        enrolled: '2024-12-01',
        completed: '2025-01-01',
        expires: '2026-01-01',
      },
    ],
  },
  settings: { certifiedPeople: { gold: 2 } },
});

const june = (metric: Metric) => answers(metric, facts, '2025-06-30');
const september = (metric: Metric) => answers(metric, facts, '2025-09-30');

describe('a programme that talks', () => {
  it('tells how long partners take to answer, and how long we do', () => {
    const ours = 'Our own answers take longer than theirs: see our responsiveness';
    expect(june(replyTime).partner('Bright')).toMatchObject({
      median: { value: 3.5, numerator: 5, denominator: 6, reason: ours },
      'within-1h': { value: 1 / 6 },
      'within-4h': { value: 4 / 6 },
      'within-24h': { value: 5 / 6 },
    });
    expect(june(replyRate).partner('Bright').rate).toMatchObject({ value: 5 / 6 });
    expect(june(vendorResponsiveness).partner('Bright')).toMatchObject({
      median: { value: 16 },
      unanswered: { value: 1 },
      'worse-than-partner': { value: 1 },
    });
    // With the three of Fading that nobody answered: 5 of 9.
    expect(june(replyRate).program.rate).toMatchObject({ numerator: 5, denominator: 9 });
    expect(september(replyTime).partner('Bright').median).toMatchObject({ state: 'not-enough-data', have: 0 });
    expect(september(vendorResponsiveness).program.unanswered).toMatchObject({ value: 0 });
  });

  it('tells who comes of its own accord, and who stopped responding', () => {
    expect(june(partnerInitiatedContact).partner('Bright').contacts).toMatchObject({ value: 6 });
    expect(june(partnerInitiatedContact).program.contacts).toMatchObject({ value: 6 });
    expect(september(partnerInitiatedContact).partner('Bright').contacts).toMatchObject({ value: 0 });
    expect(june(stoppedResponding).partner('Fading').stopped).toMatchObject({ value: 1, numerator: 4, denominator: 5 });
    expect(june(stoppedResponding).partner('Bright').stopped).toMatchObject({ value: 0 });
    expect(september(stoppedResponding).partner('Fading').stopped).toMatchObject({ value: 0 });
  });

  it('counts all of it as activity', () => {
    // Mails of its own in May, the meeting in June, nothing in April. Its answers are no beginning.
    const { state } = june(engagementState).partner('Bright');
    expect(state).toMatchObject({ value: 'intermittent' });
    expect(state?.qualifier).toBeUndefined();
    expect(june(engagementState).partner('Fading').state).toMatchObject({ value: 'dormant' });
    // All but Fading; in September only Loud has asked for something.
    expect(june(activePartners).program.share).toMatchObject({ value: 4 / 5 });
    expect(september(activePartners).program.share).toMatchObject({ value: 1 / 5 });
  });

  it('tells who needs how much support', () => {
    expect(june(supportUtilisation).partner('Bright')).toMatchObject({
      'per-deal': { value: 1 / 2 },
      band: { value: 'normal' },
    });
    expect(june(supportUtilisation).partner('Fading').band).toMatchObject({ value: 'low' });
    expect(june(supportUtilisation).program['per-deal']).toMatchObject({ value: 12 / 6 });
    expect(june(excessiveSupport).partner('Loud')).toMatchObject({
      excessive: { value: 1 },
      'training-share': { value: 6 / 9 },
      'product-share': { value: 3 / 9 },
    });
    expect(june(excessiveSupport).program['unknown-share']).toMatchObject({ value: 2 / 12 });
    expect(june(decliningSupport).partner('Loud').declining).toMatchObject({ value: 0 });
    expect(september(decliningSupport).partner('Loud').declining).toMatchObject({
      value: 1,
      numerator: 1,
      denominator: 9,
    });
    expect(september(decliningSupport).program.partners).toMatchObject({ value: 1 });
    expect(september(excessiveSupport).partner('Loud').excessive).toMatchObject({ value: 0 });
  });

  it('tells what relationships stand on', () => {
    expect(june(relationshipQuality).partner('Bright')).toMatchObject({
      contacts: { value: 2 },
      seniority: { value: 2 / 3 },
      'review-days': { value: 60 },
      'review-overdue': { value: 0 },
      sponsor: { value: 0 },
    });
    expect(june(relationshipQuality).program).toMatchObject({
      'thin-partners': { value: 4, denominator: 5 },
      'overdue-partners': { value: 4 },
    });
    expect(september(relationshipQuality).partner('Bright')).toMatchObject({
      contacts: { value: 0 },
      'review-days': { value: 152 },
      'review-overdue': { value: 1 },
    });
    expect(september(relationshipQuality).program['overdue-partners']).toMatchObject({ value: 5 });
  });

  it('tells who is committed, and who introduces', () => {
    const bright = june(partnerCommitment).partner('Bright');
    expect(bright).toMatchObject({
      consistency: { value: 3 / 12 },
      breadth: { value: expect.closeTo(7 / 12, 12) },
      'joint-plan': { value: 1 },
      responsiveness: { value: 5 / 6 },
      commitment: { value: expect.closeTo(2 / 3, 12), sample: 4 },
    });
    // In September: no reply rate, the review is due.
    expect(september(partnerCommitment).partner('Bright')).toMatchObject({
      'joint-plan': { value: 0.5 },
      responsiveness: { state: 'not-enough-data' },
      commitment: { sample: 3 },
    });
    expect(june(introductions).partner('Bright').introductions).toMatchObject({ value: 1 });
    expect(june(introductions).program.introductions).toMatchObject({ value: 1 });
    expect(september(introductions).program.introductions).toMatchObject({ value: 0 });
  });

  it('finds the partner that has won in the same market', () => {
    const found = suggestPartners({
      facts,
      packed: packFacts(facts),
      deal: facts.deals.length - 1,
      asOf: day('2025-06-30'),
      bandOf: () => null,
    });
    expect(found.map(({ partner, market, won }) => [facts.partners[partner]?.name, market, won])).toEqual([
      ['Steady', 'Food, AT', 2],
    ]);
  });
});
