/**
 * The people of a small programme, worked out by hand for 30 June 2025. Five partners; two certified people are asked of each.
 *
 * Certificates, all of one course. At Acme: Ann took 100 days and renewed in time; Bob took 130 and let it run out on 10 May;
 * Cid took 160, and earned it again on 1 June before it ran out on the 9th; Dan is at it since 1 January 2025, 180 days. At
 * Bolt: Eve took 110 and renewed after it had run out on 20 April; Fay took 90 and let it run out on 1 May.
 * Of five that ran out in 90 days two were renewed in time; of Acme's three are too few to tell. Certified are Ann and Cid,
 * which is what is asked of Acme, and Eve, which is half of what is asked of Bolt: one partner of five meets it.
 * Half of the six were certified within 110 days and the next within 130, so the median lies between: 120. Of Acme's four,
 * half were within 130 and the next within 160: 145. On 31 May 2024 Cid was still at it and Dan had not begun: of 90, 100,
 * 110, 130 and one waiting, three of five were certified within 110.
 *
 * A course of Cord: 20 began on 10 January 2025 and 7 completed it; of 13 that stopped, 9 stopped at the forms: 7/20 and 9/13.
 * After 89 days those 13 still count as running, and seven are too few.
 *
 * Downloads in June: Acme took the guide twice and the deck once, Bolt the guide: two resources, and two of five partners.
 *
 * Answers from 1 to 5 at Acme. In December three of four asked said 3, which is 50 of 100. In May they said 5, 4 and 3, which
 * is 100, 75 and 50: 75, and 25 more than before.
 */
import { describe, expect, it } from '@jest/globals';
import { recertification } from '../../../app/metrics/activity/recertification.ts';
import { resourceDownloads } from '../../../app/metrics/activity/resource-downloads.ts';
import { timeToCertification } from '../../../app/metrics/efficiency/time-to-certification.ts';
import { partnerSatisfaction } from '../../../app/metrics/health/partner-satisfaction.ts';
import { satisfactionTrend } from '../../../app/metrics/health/satisfaction-trend.ts';
import { trainingFriction } from '../../../app/metrics/program/training-friction.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account } from '../../../app/metrics/testing/facts.ts';

interface Certificate {
  readonly enrolled?: string;
  readonly completed?: string;
  readonly expires?: string;
  readonly renewed?: string;
}
const certificate = (partner: string, user: string, { enrolled = '2024-01-01', ...days }: Certificate) => ({
  ...{ partner, user, course: 'certified', enrolled },
  ...days,
});
const began = (user: number, rest: { completed?: string; module?: string }) => ({
  ...{ partner: 'Cord', user: `u${user}`, course: 'long', enrolled: '2025-01-10', started: '2025-01-10' },
  ...rest,
});
const asked = (wave: string, date: string, scores: readonly (number | undefined)[]) =>
  scores.map((score, person) => ({
    ...{ partner: 'Acme', contact: `c${person}`, survey: wave, date, question: 'How content are you?' },
    ...{ kind: 'satisfaction', scale_least: 1, scale_most: 5, score },
  }));
const took = (partner: string, resource: string, date: string) => ({ partner, resource, date, user: 'ann' });
const world = account({
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name })),
  settings: { certifiedPeople: { all: 2 } },
  feeds: {
    training: [
      certificate('Acme', 'ann', { completed: '2024-04-10', expires: '2025-04-10', renewed: '2025-04-01' }),
      certificate('Acme', 'bob', { completed: '2024-05-10', expires: '2025-05-10' }),
      certificate('Acme', 'cid', { completed: '2024-06-09', expires: '2025-06-09' }),
      certificate('Acme', 'cid', { enrolled: '2025-01-01', completed: '2025-06-01', expires: '2026-06-01' }),
      certificate('Acme', 'dan', { enrolled: '2025-01-01' }),
      certificate('Bolt', 'eve', { completed: '2024-04-20', expires: '2025-04-20', renewed: '2025-05-01' }),
      certificate('Bolt', 'fay', { enrolled: '2024-02-01', completed: '2024-05-01', expires: '2025-05-01' }),
      ...Array.from({ length: 7 }, (_, i) => began(i, { completed: '2025-02-01' })),
      ...Array.from({ length: 9 }, (_, i) => began(7 + i, { module: 'the forms' })),
      ...Array.from({ length: 4 }, (_, i) => began(16 + i, { module: 'the test' })),
    ],
    downloads: [
      took('Acme', 'guide', '2025-06-02'),
      took('Acme', 'guide', '2025-06-03'),
      took('Acme', 'deck', '2025-06-03'),
      took('Bolt', 'guide', '2025-06-04'),
    ],
    'survey-answers': [
      ...asked('December', '2024-12-01', [3, 3, 3, undefined]),
      ...asked('May', '2025-05-01', [5, 4, 3, undefined]),
    ],
  },
});
const JUNE = '2025-06-30';

describe('the people of a small programme', () => {
  it('renewed two of five certificates in time, and three are certified', () => {
    const june = answers(recertification, world, JUNE);
    expect(june.program).toMatchObject({
      'renewed-on-time': { numerator: 2, denominator: 5 },
      'certified-people': { value: 3 },
      'partners-meeting': { value: 0.2 },
    });
    expect(june.partner('Acme')).toMatchObject({
      'renewed-on-time': { state: 'not-enough-data', have: 3 },
      'of-requirement': { value: 1 },
    });
    expect(june.partner('Bolt')['of-requirement']).toMatchObject({ value: 0.5 });
  });

  it('are certified within 120 days, those of Acme within 145', () => {
    const june = answers(timeToCertification, world, JUNE);
    expect(june.program).toMatchObject({ median: { value: 120, numerator: 5, denominator: 6 }, waiting: { value: 1 } });
    expect(june.partner('Acme').median).toMatchObject({ value: 145 });
    const before = answers(timeToCertification, world, '2024-05-31').program;
    expect(before).toMatchObject({ median: { value: 110, numerator: 4, denominator: 5 }, waiting: { value: 1 } });
  });

  it('stop at the forms, which is told once 90 days are over', () => {
    expect(answers(trainingFriction, world, '2025-04-10').program).toMatchObject({
      flag: { value: 1 },
      completion: { value: 0.35 },
      module: { value: 'long: the forms' },
      'at-module': { numerator: 9, denominator: 13 },
    });
    expect(answers(trainingFriction, world, '2025-04-09').program.flag).toMatchObject({ have: 7, need: 20 });
  });

  it('took two resources, at two of five partners', () => {
    const june = answers(resourceDownloads, world, JUNE);
    expect(june.program).toMatchObject({ 'resources-90d': { value: 2 }, 'partners-90d': { value: 0.4 } });
    expect(june.partner('Bolt')['resources-90d']).toMatchObject({ value: 1 });
    expect(answers(resourceDownloads, world, '2025-09-30').program['resources-90d']).toMatchObject({ value: 0 });
  });

  it('are more content in May than in December', () => {
    expect(answers(partnerSatisfaction, world, JUNE).partner('Acme')).toMatchObject({
      satisfaction: { value: 75 },
      'response-rate': { numerator: 3, denominator: 4 },
    });
    expect(answers(partnerSatisfaction, world, '2025-04-30').program.satisfaction).toMatchObject({ value: 50 });
    const reason = 'May against December';
    expect(answers(satisfactionTrend, world, JUNE).partner('Acme').change).toMatchObject({ value: 25, reason });
    expect(answers(satisfactionTrend, world, '2025-04-30').program.change).toMatchObject({ have: 1, need: 2 });
  });
});
