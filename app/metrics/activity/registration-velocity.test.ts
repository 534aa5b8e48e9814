import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, type DealWords } from '../testing/facts.ts';
import { registrationVelocity } from './registration-velocity.ts';

const times = (count: number, deal: DealWords): DealWords[] => new Array(count).fill(deal);
/** With 2025-06-30 as the date, May is in the last 90 days and February in the 90 before. */
const acme = (recent: number, previous: number, signed = '2020-01-01') =>
  account({
    partners: [{ name: 'Acme', signed }],
    deals: [
      ...times(recent, { sourced: 'Acme', registered: '2025-05-15' }),
      ...times(previous, { sourced: 'Acme', registered: '2025-02-15' }),
    ],
  });
const ask = (facts: ReturnType<typeof acme>) => answers(registrationVelocity, facts, '2025-06-30').partner('Acme');

describe('registration velocity', () => {
  it('is the registrations of 90 days per 30 days: 5 in 90 days are 5 x 30 / 90', () => {
    expect(ask(acme(5, 0))['per-30d']).toMatchObject({ value: 5 / 3, numerator: 5, denominator: 90 });
  });

  it('calls 9 after 1 a change: 9/1 - 1 = 8, and the exact test gives 22/1024 = 0.021', () => {
    expect(ask(acme(9, 1)).change).toMatchObject({ value: 8, reason: 'Exact binomial test, p = 0.021' });
    expect(ask(acme(9, 1)).change?.qualifier).toBeUndefined();
  });

  it('says 8 after 2 are too few to tell, since the test gives 112/1024 = 0.11', () => {
    expect(ask(acme(8, 2)).change).toMatchObject({ state: 'value', value: 3, qualifier: 'too-few-to-tell' });
  });

  it('gives no change for fewer than 8 registrations in both periods: one after two is no fall by half', () => {
    expect(ask(acme(1, 2)).change).toMatchObject({
      state: 'not-enough-data',
      have: 3,
      need: 8,
      qualifier: 'too-few-to-tell',
    });
  });

  it('gives no change where the earlier period held none', () => {
    expect(ask(acme(9, 0)).change).toMatchObject({ state: 'not-applicable', numerator: 9, denominator: 0 });
  });

  it('does not apply a change to a partner signed less than 180 days ago', () => {
    // 2025-01-01 + 180 = 2025-06-30.
    expect(ask(acme(9, 1, '2025-01-02')).change).toMatchObject({ state: 'not-applicable', qualifier: 'new' });
    expect(ask(acme(9, 1, '2025-01-01')).change).toMatchObject({ state: 'value' });
  });
});
