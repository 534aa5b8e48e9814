import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { portalLoginFrequency } from './portal-login-frequency.ts';

const login = (partner: string, date: string, user = 'ann') => ({ partner, date, user });
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Cord' }, { name: 'Dash' }],
  feeds: {
    'portal-logins': [
      login('Acme', '2025-06-01'),
      login('Acme', '2025-06-01', 'bob'),
      login('Acme', '2025-06-30'),
      login('Acme', '2025-05-31'),
      login('Acme', '2025-07-01'),
      login('Bolt', '2025-01-01'),
      login('Cord', '2025-06-10'),
    ],
  },
});
const asked = answers(portalLoginFrequency, facts, '2025-06-30');

describe('portal login frequency', () => {
  it('counts days and not logins: two people on 1 June and one on 30 June are two days of the 30', () => {
    expect(asked.partner('Acme')['days-30d']).toMatchObject({ value: 2, denominator: 30, sample: 3 });
  });

  it('is zero for a partner whose users stayed away, since the feed would have told', () => {
    expect(asked.partner('Bolt')['days-30d']).toMatchObject({ value: 0 });
  });

  it('does not apply to a partner of which no user is known', () => {
    expect(asked.partner('Dash')['days-30d']).toMatchObject({ state: 'not-applicable' });
  });

  it('says nothing where the feed began inside the 30 days', () => {
    const { coverage } = account({ coverage: { 'portal-logins': { from: '2025-06-11', to: '2025-06-30' } } });
    const fresh = { ...facts, coverage };
    expect(answers(portalLoginFrequency, fresh, '2025-06-30').partner('Acme')['days-30d']).toMatchObject({
      state: 'not-enough-data',
      have: 20,
      need: 30,
    });
  });

  it('takes the median over partners with users: of 0, 1 and 2 days it is 1, and 2 of 3 used the portal', () => {
    expect(asked.program['median-days-30d']).toMatchObject({ value: 1, sample: 3, excluded: { 'no user known': 1 } });
    expect(asked.program['partners-30d']).toMatchObject({ value: 2 / 3 });
  });
});
