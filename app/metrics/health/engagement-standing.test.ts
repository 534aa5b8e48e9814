import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { engagementStanding } from './engagement-standing.ts';

const only = { 'portal-logins': false, downloads: false, 'tool-use': false, emails: false, engagements: false };
const facts = account({
  partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name })),
  deals: [
    { sourced: 'Acme', registered: '2025-02-01' },
    { sourced: 'Bolt', registered: '2025-06-01' },
    { sourced: 'Cord', registered: '2025-02-01' },
    { sourced: 'Cord', registered: '2025-06-01' },
  ],
  mapped: only,
});

describe('level and direction', () => {
  const asked = answers(engagementStanding, facts, '2025-06-30');

  it('adds half of the change: 80 after 30 is 105, 30 after 80 is 5, 80 after 80 is 80', () => {
    expect(asked.partner('Bolt')).toMatchObject({
      'sort-key': { value: 105 },
      quadrant: { value: 'strong and rising' },
    });
    expect(asked.partner('Acme')).toMatchObject({
      'sort-key': { value: 5 },
      quadrant: { value: 'quiet and slipping' },
    });
    expect(asked.partner('Cord')).toMatchObject({ 'sort-key': { value: 80 }, quadrant: { value: 'strong' } });
  });

  it('says nothing without a direction', () => {
    const fresh = { ...facts, partners: facts.partners.map((one) => ({ ...one, start: null, createdDay: 20_250 })) };
    expect(answers(engagementStanding, fresh, '2025-06-30').partner('Acme')['sort-key']).toMatchObject({
      state: 'not-enough-data',
    });
  });
});
