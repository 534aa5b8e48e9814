import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { recertification } from './recertification.ts';

const held = (user: string, expires: string, more: object = {}, partner = 'Acme') => ({
  partner,
  user,
  course: 'certified seller',
  enrolled: '2024-01-01',
  completed: '2024-06-01',
  expires,
  ...more,
});
const words = {
  partners: [
    { name: 'Acme', tier: 'gold' },
    { name: 'Bolt', tier: 'gold' },
    { name: 'Cord' },
    { name: 'Dash' },
    { name: 'Echo' },
  ],
  settings: { certifiedPeople: { gold: 4, all: 1 } },
  feeds: {
    training: [
      held('ann', '2025-06-30', { renewed: '2025-06-30' }),
      held('bob', '2025-06-01', { renewed: '2025-06-02' }),
      held('cid', '2025-05-01'),
      held('dan', '2025-04-15'),
      held('dan', '2026-04-15', { enrolled: '2025-04-01', completed: '2025-04-10' }),
      held('eve', '2025-04-02'),
      held('fay', '2025-04-01'),
      held('gil', '2025-07-01'),
      held('hal', '2026-01-01', { completed: '2025-07-01' }),
      held('ida', '2026-01-01', {}, 'Cord'),
    ],
  },
};
const asked = answers(recertification, account(words), '2025-06-30');

describe('recertification', () => {
  it('counts what expired in the 90 days: ann, bob, cid, dan and eve; ann and dan in time', () => {
    expect(asked.partner('Acme')['renewed-on-time']).toMatchObject({ value: 0.4, numerator: 2, denominator: 5 });
  });

  it('counts who is certified today: ann and bob by renewal, dan anew, gil for one more day', () => {
    expect(asked.partner('Acme')['certified-people']).toMatchObject({ value: 4 });
    const next = answers(recertification, account(words), '2025-07-01').partner('Acme');
    // gil has run out, hal has completed.
    expect(next['certified-people']).toMatchObject({ value: 4 });
  });

  it('holds them against the tier: 4 of 4 for gold, 1 of 1 for the others', () => {
    expect(asked.partner('Acme')['of-requirement']).toMatchObject({ value: 1, numerator: 4, denominator: 4 });
    expect(asked.partner('Bolt')['of-requirement']).toMatchObject({ value: 0 });
    expect(asked.partner('Cord')['of-requirement']).toMatchObject({ value: 1 });
    expect(asked.program['partners-meeting']).toMatchObject({ value: 0.4, numerator: 2, denominator: 5 });
  });

  it('asks for the requirement where there is none', () => {
    const without = answers(recertification, account({ ...words, settings: {} }), '2025-06-30');
    expect(without.partner('Acme')['of-requirement']).toMatchObject({ state: 'not-set-up' });
  });
});
