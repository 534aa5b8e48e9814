/**
 * One programme of five partners that signed on 1 January 2020 and were onboarded on 1 January 2025; the answers are worked
 * out by hand here. Asked on 30 June 2025, and on 31 August of the same year, when nothing more has happened.
 *
 * Portal: Acme logs in on 2 and 3 June, two days of the last 30; Bolt logged in once, on 2 December, before its
 * onboarding. By 31 August Acme has no day within the last 30.
 * Tools: of the two offered Acme used one, on 2 June: 1/2; still within 90 days on 30 August, no longer on 31 August.
 * Training: five people of Acme were to finish by 1 March; three did, one of them after it: 3/5 completed, 2/5 on time.
 * Answers: of Acme's five people, on a scale of 0 to 10, two said 10, two 8, one 4. NPS: 2 promoters - 1 detractor of 5 = 20.
 * Funds: 400 of 1,000 claimed.
 */
import { describe, expect, it } from '@jest/globals';
import { neverLoggedIn } from '../../../app/metrics/activity/never-logged-in.ts';
import { portalLoginFrequency } from '../../../app/metrics/activity/portal-login-frequency.ts';
import { toolUsage } from '../../../app/metrics/activity/tool-usage.ts';
import { trainingCompletion } from '../../../app/metrics/activity/training-completion.ts';
import { partnerNps } from '../../../app/metrics/health/partner-nps.ts';
import { resourceUtilisation } from '../../../app/metrics/health/resource-utilisation.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account } from '../../../app/metrics/testing/facts.ts';

const partner = 'Acme';
const course = (user: string, completed?: string) => ({
  partner,
  user,
  course: 'basics',
  enrolled: '2025-01-15',
  due: '2025-03-01',
  completed,
});
const answer = (contact: string, score: number) => ({
  partner,
  date: '2025-05-01',
  contact,
  survey: '2025',
  question: 'Would you recommend us?',
  kind: 'recommendation',
  score,
  scale_least: 0,
  scale_most: 10,
});
const world = account({
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({
    name,
    signed: '2020-01-01',
    onboarded: '2025-01-01',
  })),
  settings: { tools: ['Quote tool', 'Registration form'] },
  feeds: {
    'portal-logins': [
      { partner, date: '2025-06-02', user: 'ann' },
      { partner, date: '2025-06-03', user: 'ann' },
      { partner: 'Bolt', date: '2024-12-02', user: 'bob' },
    ],
    'tool-use': [{ partner, date: '2025-06-02', tool: 'Quote tool' }],
    training: [
      course('ann', '2025-02-01'),
      course('bea', '2025-02-15'),
      course('cid', '2025-04-01'),
      course('dan'),
      course('eve'),
    ],
    'survey-answers': [answer('ann', 10), answer('bea', 10), answer('cid', 8), answer('dan', 8), answer('eve', 4)],
    mdf: [
      { partner, date: '2025-02-01', movement: 'allocated', amount: 1000 },
      { partner, date: '2025-05-01', movement: 'claimed', amount: 400 },
    ],
  },
});

describe('the enablement of a small programme', () => {
  it('counts days in the portal, until they are 30 days ago', () => {
    const june = answers(portalLoginFrequency, world, '2025-06-30');
    expect(june.partner('Acme')['days-30d']).toMatchObject({ value: 2 });
    expect(june.partner('Bolt')['days-30d']).toMatchObject({ value: 0 });
    expect(answers(portalLoginFrequency, world, '2025-08-31').partner('Acme')['days-30d']).toMatchObject({ value: 0 });
  });

  it('finds four of five partners that never came back after their onboarding', () => {
    const june = answers(neverLoggedIn, world, '2025-06-30');
    expect(june.partner('Bolt').flag).toMatchObject({ value: 1 });
    expect(june.program).toMatchObject({ partners: { value: 4 }, share: { value: 0.8 } });
    // On 1 June Acme had not come back either.
    expect(answers(neverLoggedIn, world, '2025-06-01').program.partners).toMatchObject({ value: 5 });
  });

  it('takes a tool for used for 90 days', () => {
    expect(answers(toolUsage, world, '2025-08-30').partner('Acme').share).toMatchObject({ value: 0.5 });
    expect(answers(toolUsage, world, '2025-08-31').partner('Acme').share).toMatchObject({ value: 0 });
    expect(answers(toolUsage, world, '2025-06-30').program).toMatchObject({
      share: { value: 0.5 },
      partners: { value: 0.2 },
    });
  });

  it('counts training completed of what was due, as it was known then', () => {
    const said = (date: string) => answers(trainingCompletion, world, date).partner('Acme');
    expect(said('2025-06-30')).toMatchObject({ completion: { value: 0.6 }, 'on-time': { value: 0.4 } });
    expect(said('2025-03-31')).toMatchObject({ completion: { value: 0.4 }, 'on-time': { value: 0.4 } });
    expect(said('2025-02-28').completion).toMatchObject({ state: 'not-enough-data', have: 0, need: 5 });
  });

  it('hears two promoters and a detractor, once they have answered', () => {
    expect(answers(partnerNps, world, '2025-06-30').partner('Acme').nps).toMatchObject({ value: 20 });
    expect(answers(partnerNps, world, '2025-04-30').program.nps).toMatchObject({ state: 'not-enough-data' });
  });

  it('holds claimed funds against allocated ones', () => {
    expect(answers(resourceUtilisation, world, '2025-06-30').program['mdf-claimed']).toMatchObject({ value: 0.4 });
    expect(answers(resourceUtilisation, world, '2025-04-30').program['mdf-claimed']).toMatchObject({ value: 0 });
  });
});
