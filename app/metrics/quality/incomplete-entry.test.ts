import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../mapping/settings.ts';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { incompleteEntry } from './incomplete-entry.ts';

const created = '2025-01-01';
const facts = account({
  partners: [
    { name: 'Acme' },
    { name: 'Bolt', signed: null, owner: null },
    { name: 'Cord', type: null },
    { name: 'Dash' },
    { name: 'Echo' },
    { name: 'Left', left: '2025-06-01', owner: null },
  ],
  settings: { partner: { ...DEFAULT_SETTINGS.partner, type: 'partner_type' } },
  deals: [
    { sourced: 'Acme', created, closes: '2025-09-01', amount: 10 },
    { sourced: 'Acme', created, closes: '2025-09-01', amount: null },
    { influenced: 'Acme', created, amount: 10, hasOwner: false },
    { sourced: 'Acme', created, won: '2025-06-01', amount: 10 },
    { sourced: 'Acme', created, won: '2025-06-01', closes: '2025-07-01', amount: 10 },
    { sourced: 'Acme', created: '2025-02-01', lost: '2025-06-01', closes: '2025-01-31', amount: 10 },
    { sourced: 'Bolt', created, amount: null },
    { created, amount: null },
    { sourced: 'Acme', created: '2025-07-01', amount: null },
  ],
});
const asked = answers(incompleteEntry, facts, '2025-06-30');

describe('incomplete entry', () => {
  it('shares the partner deals of the date that lack something: of 6, one has no amount', () => {
    expect(asked.partner('Acme')).toMatchObject({
      'deals-without-amount': { value: 1 / 6, numerator: 1, denominator: 6 },
      'deals-without-close-date': { value: 1 / 6 },
      'deals-without-owner': { value: 1 / 6 },
    });
  });

  it('finds closed deals whose close date is still to come or before their creation', () => {
    expect(asked.partner('Acme')['deals-with-inconsistent-close']).toMatchObject({ value: 2 / 6 });
    // A day after the close date that was still to come, only the other one is left.
    const later = answers(incompleteEntry, facts, '2025-07-01').partner('Acme');
    expect(later['deals-with-inconsistent-close']).toMatchObject({ numerator: 1, denominator: 7 });
  });

  it('needs 5 records', () => {
    expect(asked.partner('Bolt')['deals-without-amount']).toMatchObject({ state: 'not-enough-data', have: 1, need: 5 });
  });

  it('shares the partners on the roster without start, type or owner', () => {
    expect(asked.program).toMatchObject({
      'deals-without-amount': { value: 2 / 7 },
      'partners-without-start': { value: 0.2, denominator: 5 },
      'partners-without-type': { value: 0.2 },
      'partners-without-owner': { value: 0.2 },
    });
  });
});
