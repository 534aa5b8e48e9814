/**
 * What a small programme may still reach of its target, and what its partners earn, worked out by hand.
 *
 * Target: 100,000 for 2025. Acme registered five deals on 10 January and decided them on 9 February: three won at 10,000, two
 * lost. So far 30,000; close rate 3/5, deal size 10,000, 30 days to close. Of Acme 20,000 are open and should close in
 * September: x 3/5 = 12,000. Bolt has 7,000 open and has done nothing for 90 days, so nothing is expected of it.
 * On 30 June 184 days are left, 154 of them early enough. One registration in 90 days: 154/90 more, x 3/5 x 10,000.
 * Expected 30,000 + 12,000 + 154/90 x 6,000; the gap is the rest of the target. It takes gap / 6,000 registrations, or as many
 * partners as Acme, of whom half of all recruits would become one.
 * On the last day nothing new can close and nobody is active: 30,000, and 70,000 / 6,000 registrations short.
 *
 * Commissions: of five partners that are active on 30 June, A was paid 100 on 31 March, 30 days after the win, and 100 on
 * 10 June, 40 days after; B 300 on 20 June, 80 days after; C 50, for no known win; D and E nothing. The inactive F was paid
 * 999. The middle one earned 50, three of five anything, after 40 days in the middle. On 9 June one payout was known.
 */
import { describe, expect, it } from '@jest/globals';
import { commissionStructure } from '../../../app/metrics/efficiency/commission-structure.ts';
import { targetOutlook } from '../../../app/metrics/program/target-outlook.ts';
import { answers } from '../../../app/metrics/testing/answers.ts';
import { account, DEALS_ONLY } from '../../../app/metrics/testing/facts.ts';

const JUNE = '2025-06-30';
const decided = { sourced: 'Acme', registered: '2025-01-10', amount: 10_000 };
const programme = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }],
  deals: [
    ...['d1', 'd2', 'd3'].map((id) => ({ ...decided, id, won: '2025-02-09' })),
    ...['d4', 'd5'].map((id) => ({ ...decided, id, lost: '2025-02-09' })),
    { sourced: 'Acme', registered: '2025-05-15', closes: '2025-09-30', amount: 20_000 },
    { sourced: 'Bolt', registered: '2025-01-15', closes: '2025-09-30', amount: 7000 },
  ],
  settings: { targets: [{ partnerId: null, from: '2025-01-01', to: '2025-12-31', amount: 100_000 }] },
  mapped: DEALS_ONLY,
});

describe('the outlook of a small programme', () => {
  const fresh = (154 / 90) * 6000;
  const expected = 42_000 + fresh;
  const gap = 100_000 - expected;

  it('adds what is won, what is open, and what is still to be registered', () => {
    expect(answers(targetOutlook, programme, JUNE).program).toMatchObject({
      coverage: { value: expect.closeTo(expected / 100_000, 12) },
      won: { value: 3_000_000 },
      'from-open': { value: 1_200_000, excluded: { 'open deal of a partner that is not active': 1 } },
      'from-registrations': { value: expect.closeTo(100 * fresh, 6) },
      'target-in-reach': { value: expect.closeTo(100 * expected, 6) },
    });
  });

  it('offers three ways out of the gap', () => {
    expect(answers(targetOutlook, programme, JUNE).program).toMatchObject({
      gap: { value: expect.closeTo(100 * gap, 6) },
      'gap-registrations': { value: expect.closeTo(gap / 6000, 9) },
      'partners-to-wake': { value: expect.closeTo(gap / fresh, 9), reason: 'Partners that are not active: 1' },
      'partners-to-recruit': { value: expect.closeTo((2 * gap) / fresh, 9) },
    });
  });

  it('expects nothing more on the last day, and has no target before the first', () => {
    expect(answers(targetOutlook, programme, '2025-12-31').program).toMatchObject({
      'from-open': { value: 0 },
      'from-registrations': { value: 0 },
      gap: { value: 7_000_000 },
      'gap-registrations': { value: expect.closeTo(70 / 6, 9) },
      'partners-to-wake': { state: 'not-applicable' },
    });
    expect(answers(targetOutlook, programme, '2024-12-31').program.coverage).toMatchObject({ state: 'not-set-up' });
  });
});

describe('the commissions of a small programme', () => {
  const world = account({
    partners: ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ name })),
    deals: ['A', 'B', 'C', 'D', 'E'].map((sourced) => ({ sourced, registered: '2025-06-01' })),
    feeds: {
      commissions: [
        { partner: 'A', paid: '2025-03-31', closed: '2025-03-01', amount: 100 },
        { partner: 'A', paid: '2025-06-10', closed: '2025-05-01', amount: 100 },
        { partner: 'B', paid: '2025-06-20', closed: '2025-04-01', amount: 300 },
        { partner: 'C', paid: '2025-06-15', amount: 50 },
        { partner: 'F', paid: '2025-06-15', amount: 999 },
      ],
    },
  });

  it('reach three of five active partners, after 40 days in the middle', () => {
    const june = answers(commissionStructure, world, JUNE);
    expect(june.program).toMatchObject({
      'median-earnings': { value: 5000, numerator: 3, denominator: 5 },
      'share-earning': { value: 0.6 },
      'days-to-payout': { value: 40, excluded: { 'no day of winning before it': 2 } },
    });
    expect(june.partner('A')['days-to-payout']).toMatchObject({ state: 'not-enough-data', have: 2 });
  });

  it('reached one of them by 9 June', () => {
    expect(answers(commissionStructure, world, '2025-06-09').program).toMatchObject({
      'median-earnings': { value: 0 },
      'share-earning': { value: 0.2 },
      'days-to-payout': { have: 1, need: 3 },
    });
  });
});
