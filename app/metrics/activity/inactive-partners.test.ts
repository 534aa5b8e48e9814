import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { inactivePartners } from './inactive-partners.ts';

// 90 days before 2025-06-30 is 2025-04-01.
const facts = account({
  partners: [
    { name: 'Silent', signed: '2024-01-01' },
    { name: 'Awake' },
    { name: 'Never', signed: '2025-04-01' },
    { name: 'New', signed: '2025-04-02' },
    { name: 'Left', left: '2025-06-01' },
    { name: 'Undated', signed: null, created: '2025-01-01' },
  ],
  deals: [{ sourced: 'Silent', registered: '2024-02-01', won: '2025-04-01' }],
  tickets: [
    { partner: 'Silent', created: '2025-04-01' },
    { partner: 'Awake', created: '2025-04-02' },
    { partner: 'Left', created: '2025-01-01' },
  ],
});
const said = answers(inactivePartners, facts, '2025-06-30');

describe('inactive partners', () => {
  it('have had no event in 90 days: 90 since the won deal, which comes before a ticket of the same day', () => {
    expect(said.partner('Silent')).toMatchObject({
      inactive: { value: 1 },
      'days-inactive': { value: 90 },
      'last-event': { value: 'won-deal' },
    });
    expect(said.partner('Awake')).toMatchObject({
      inactive: { value: 0 },
      'days-inactive': { state: 'not-applicable' },
      'last-event': { value: 'ticket' },
    });
  });

  it('count from signing where nothing ever happened, and from 90 days after it', () => {
    expect(said.partner('Never')).toMatchObject({
      inactive: { value: 1 },
      'days-inactive': { value: 90 },
      'last-event': { state: 'not-enough-data' },
    });
    expect(said.partner('New')).toMatchObject({ inactive: { value: 0 } });
    expect(said.partner('Undated').inactive).toMatchObject({ value: 1, qualifier: 'proxy-date' });
    expect(said.partner('Left').inactive).toMatchObject({ state: 'not-applicable' });
  });

  it('are 3 of the 4 that have been there for 90 days, the day before 1 of 3', () => {
    expect(said.program).toMatchObject({
      partners: { value: 3, denominator: 4, excluded: { 'signed less than 90 days ago': 1 } },
      share: { state: 'not-enough-data', have: 4, need: 5 },
    });
    // On 29 June Silent's last event is 89 days old, and Never has been there for as many.
    expect(answers(inactivePartners, facts, '2025-06-29').program).toMatchObject({
      partners: { value: 1, denominator: 3 },
    });
  });
});
