import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { coverage } from './coverage.ts';

const quarter = { from: '2025-04-01', to: '2025-06-30' };
const facts = account({
  partners: [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Done' }],
  settings: {
    targets: [
      { partnerId: 'p1', from: '2025-01-01', to: '2025-12-31', amount: 99_999 },
      { partnerId: 'p1', ...quarter, amount: 1000 },
      { partnerId: 'p2', from: '2025-07-01', to: '2025-09-30', amount: 1000 },
      { partnerId: 'p3', ...quarter, amount: 100 },
      { partnerId: null, ...quarter, amount: 4000 },
    ],
  },
  deals: [
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-06-30', amount: 600 },
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-05-15', amount: 150 },
    // Next quarter, more than 30 days overdue, no close date, and not sourced.
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-07-01', amount: 7000 },
    { sourced: 'Acme', created: '2025-01-01', closes: '2025-05-14', amount: 7000 },
    { sourced: 'Acme', created: '2025-01-01', amount: 7000 },
    { influenced: 'Acme', created: '2025-01-01', closes: '2025-06-30', amount: 7000 },
    // Won in the period so far, and before it.
    { sourced: 'Acme', created: '2025-01-01', won: '2025-04-01', amount: 400 },
    { sourced: 'Acme', created: '2025-01-01', won: '2025-03-31', amount: 7000 },
    { sourced: 'Done', created: '2025-01-01', won: '2025-05-01', amount: 100 },
  ],
});
const asked = answers(coverage, facts, '2025-06-14');

describe('pipeline coverage', () => {
  it('divides the pipeline of the period by its target: 750 / 1,000, and 750 / (1,000 - 400) of what remains', () => {
    expect(asked.partner('Acme')).toMatchObject({
      coverage: { value: 0.75, numerator: 75_000, denominator: 100_000, sample: 2 },
      remaining: { value: 1.25, denominator: 60_000 },
    });
  });

  it('is not set up without a target for the date, and never assumes one', () => {
    expect(asked.partner('Bolt').coverage).toMatchObject({ state: 'not-set-up' });
    expect(answers(coverage, facts, '2026-06-14').program.coverage).toMatchObject({ state: 'not-set-up' });
  });

  it('says of the programme what is wrong with the goal that should have been its target; a partner has none to begin with', () => {
    const goalProblem = 'The goal "Revenue" is in USD and the account in EUR';
    const told = answers(coverage, { ...facts, goalProblem }, '2026-06-14');
    expect(told.program.coverage).toMatchObject({ state: 'not-set-up', missing: goalProblem });
    expect(told.partner('Acme').coverage).toMatchObject({ missing: expect.stringContaining('target of this partner') });
  });

  it('has nothing left to cover once the target is reached', () => {
    expect(asked.partner('Done').coverage).toMatchObject({ value: 0 });
    expect(asked.partner('Done').remaining).toMatchObject({ state: 'not-applicable', why: 'The target is reached' });
  });

  it('measures the programme against its own target: 750 / 4,000', () => {
    expect(asked.program).toMatchObject({ coverage: { value: 0.1875 }, remaining: { value: 750 / 3500 } });
  });

  it('reads targets of the feed as well, and of several the one with the shortest period', () => {
    const supplied = {
      targets: [
        { partner: 'Bolt', starts: '2025-06-01', ends: '2025-06-30', amount: 500 },
        { partner: 'Acme', starts: '2025-01-01', ends: '2025-12-31', amount: 5 },
        { starts: '2025-04-01', ends: '2025-06-30', amount: 2000 },
      ],
    };
    const { settings } = facts;
    const deals = [{ sourced: 'Bolt', created: '2025-01-01', closes: '2025-06-30', amount: 250 }];
    const partners = [{ name: 'Acme' }, { name: 'Bolt' }, { name: 'Done' }];
    const fed = answers(coverage, account({ partners, deals, feeds: supplied }), '2025-06-14');
    expect(fed.partner('Bolt').coverage).toMatchObject({ value: 0.5, denominator: 50_000 });
    // A partner's target is none of the programme's: 250 / 2,000.
    expect(fed.program.coverage).toMatchObject({ value: 0.125 });
    const both = answers(coverage, account({ partners, deals, settings, feeds: supplied }), '2025-06-14');
    expect(both.partner('Acme').coverage).toMatchObject({ denominator: 100_000 });
    expect(both.program.coverage).toMatchObject({ denominator: 400_000 });
  });
});
