import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { tenure } from './tenure.ts';

const ask = (signed: string | null, more: { isProxy?: boolean; left?: string } = {}) =>
  answers(tenure, account({ partners: [{ name: 'Acme', signed, ...more }] }), '2025-06-30').partner('Acme');

describe('tenure', () => {
  it.each([
    ['2025-06-30', 0, '0-3 months'],
    ['2025-04-01', 2, '0-3 months'],
    ['2025-03-30', 3, '3-12 months'],
    ['2024-06-30', 12, '12-36 months'],
    ['2022-07-01', 35, '12-36 months'],
    ['2022-06-30', 36, '36+ months'],
  ])('signed on %s: %d whole months, band %s', (signed, months, band) => {
    expect(ask(signed)).toMatchObject({ months: { value: months }, band: { value: band } });
  });

  it('marks a create date as a proxy, and asks for a missing start date', () => {
    expect(ask('2025-01-01').days).toMatchObject({ value: 180 });
    expect(ask('2025-01-01', { isProxy: true }).months).toMatchObject({ value: 5, qualifier: 'proxy-date' });
    expect(ask(null).months).toMatchObject({ state: 'not-set-up', missing: "Fill in this partner's start date" });
  });

  it('does not apply before signing or after leaving', () => {
    expect(ask('2025-07-01').band).toMatchObject({ state: 'not-applicable' });
    expect(ask('2020-01-01', { left: '2025-06-30' }).band).toMatchObject({ state: 'not-applicable' });
  });
});
