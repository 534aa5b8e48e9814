import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { engagementTrend } from './engagement-trend.ts';

const only = { 'portal-logins': false, downloads: false, 'tool-use': false, emails: false, engagements: false };
/** On 30 June 2025 the level looks at registrations since 2 April; 90 days before, at those from 2 January to 1 April. */
const ask = (signed = '2020-01-01') => {
  const facts = account({
    partners: ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo'].map((name) => ({ name, signed })),
    deals: [
      { sourced: 'Acme', registered: '2025-02-01' },
      { sourced: 'Bolt', registered: '2025-06-01' },
      { sourced: 'Cord', registered: '2025-02-01' },
      { sourced: 'Cord', registered: '2025-06-01' },
    ],
    mapped: only,
  });
  return answers(engagementTrend, facts, '2025-06-30');
};

describe('the engagement trend', () => {
  // At both dates two of five registered: those stand at (3 + 1) / 5 = 80, the others at (0 + 1.5) / 5 = 30.
  it('is the level today against the one 90 days before: from 80 to 30 it declines', () => {
    expect(ask().partner('Acme')).toMatchObject({ direction: { value: 'declining' }, change: { value: -50 } });
    expect(ask().partner('Bolt')).toMatchObject({ direction: { value: 'improving' }, change: { value: 50 } });
  });

  it('is steady within a tenth', () => {
    expect(ask().partner('Cord')).toMatchObject({ direction: { value: 'steady' }, change: { value: 0, sample: 6 } });
  });

  it('cannot tell before the level is known for four of six months, the earlier one included', () => {
    // 90 days before 30 June is 1 April.
    expect(ask('2025-04-01').partner('Acme').direction).toMatchObject({ state: 'value' });
    expect(ask('2025-04-02').partner('Acme').direction).toMatchObject({ have: 3, need: 4 });
  });
});
