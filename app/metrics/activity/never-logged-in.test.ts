import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { type AccountWords, account } from '../testing/facts.ts';
import { neverLoggedIn } from './never-logged-in.ts';

const login = (partner: string, date: string) => ({ partner, date, user: 'ann' });
const partner = (name: string, more: object = {}) => ({ name, signed: '2025-01-01', onboarded: '2025-02-01', ...more });
const words: AccountWords = {
  partners: [
    partner('Silent'),
    partner('Before'),
    partner('OnTheDay'),
    partner('Back'),
    partner('Unfinished', { onboarded: undefined }),
    partner('Fresh', { signed: '2025-06-01', onboarded: '2025-06-02' }),
    partner('Undated', { signed: null }),
    partner('Later'),
  ],
  feeds: {
    'portal-logins': [
      login('Before', '2025-01-31'),
      login('OnTheDay', '2025-02-01'),
      login('Back', '2025-06-30'),
      login('Later', '2025-07-01'),
    ],
  },
};
const asked = answers(neverLoggedIn, account(words), '2025-06-30');

describe('never logged in after onboarding', () => {
  it.each([
    ['Silent', 1],
    ['Before', 1],
    ['OnTheDay', 0],
    ['Back', 0],
    ['Later', 1],
  ])('flags %s as %d', (name, flag) => {
    expect(asked.partner(name).flag).toMatchObject({ state: 'value', value: flag });
  });

  it('does not judge a partner that is still being onboarded, signed 29 days ago, or has no start date', () => {
    expect(asked.partner('Unfinished').flag).toMatchObject({ state: 'not-applicable' });
    expect(asked.partner('Fresh').flag).toMatchObject({ state: 'not-applicable', qualifier: 'new' });
    expect(asked.partner('Undated').flag).toMatchObject({ state: 'not-enough-data' });
    expect(answers(neverLoggedIn, account(words), '2025-07-01').partner('Fresh').flag).toMatchObject({ value: 1 });
  });

  it('counts 3 of the 5 partners that can be judged', () => {
    expect(asked.program).toMatchObject({ partners: { value: 3, denominator: 5 }, share: { value: 0.6 } });
  });

  it('does not read silence out of a feed that began after the onboarding', () => {
    const coverage = { 'portal-logins': { from: '2025-03-01', to: '2025-06-30' } };
    const late = answers(neverLoggedIn, account({ ...words, coverage }), '2025-06-30');
    expect(late.partner('Silent').flag).toMatchObject({ state: 'not-enough-data', have: 122, need: 150 });
    expect(late.partner('Back').flag).toMatchObject({ value: 0 });
  });

  it('asks for the day of onboarding where no partner has one', () => {
    const without = account({ partners: [{ name: 'Acme' }] });
    expect(answers(neverLoggedIn, without, '2025-06-30').partner('Acme').flag).toMatchObject({ state: 'not-set-up' });
  });
});
