import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { inactivityReasons } from './inactivity-reasons.ts';

const NAMES = ['Acme', 'Bolt', 'Cord', 'Dash', 'Echo', 'Awake'];
const facts = account({
  partners: NAMES.map((name) => ({ name, signed: '2024-01-01' })),
  tickets: [
    { partner: 'Acme', created: '2025-01-01', closed: '2025-07-01' },
    { partner: 'Bolt', created: '2025-01-01', closed: '2025-01-05' },
    { partner: 'Awake', created: '2025-06-01' },
  ],
  feeds: {
    'inactivity-reasons': [
      { partner: 'Acme', date: '2025-05-01', reason: 'no-time' },
      { partner: 'Acme', date: '2025-06-30', reason: 'champion-left' },
      { partner: 'Acme', date: '2025-07-01', reason: 'no-fit' },
      { partner: 'Bolt', date: '2024-12-31', reason: 'no-fit' },
      { partner: 'Cord', date: '2025-02-01', reason: 'champion-left' },
      { partner: 'Dash', date: '2025-02-01', reason: 'no-time' },
      { partner: 'Echo', date: '2025-02-01', reason: 'unknown' },
    ],
  },
});

describe('reasons for inactivity', () => {
  it('are the last ones found since the partner went silent', () => {
    const said = answers(inactivityReasons, facts, '2025-06-30');
    expect(said.partner('Acme')).toMatchObject({ reason: { value: 'champion-left' }, 'open-ticket': { value: 1 } });
    expect(said.partner('Bolt')).toMatchObject({
      reason: { state: 'not-enough-data', have: 0 },
      'open-ticket': { value: 0 },
    });
    expect(said.partner('Cord')['open-ticket']).toMatchObject({ state: 'not-applicable' });
    expect(said.partner('Awake').reason).toMatchObject({ state: 'not-applicable' });
    expect(answers(inactivityReasons, facts, '2025-07-02').partner('Acme')).toMatchObject({
      reason: { value: 'no-fit' },
      'open-ticket': { value: 0 },
    });
  });

  it('are known for 3 of the 5 inactive partners, most often that a champion left', () => {
    expect(answers(inactivityReasons, facts, '2025-06-30').program).toMatchObject({
      'top-reason': { value: 'champion-left' },
      'top-share': { value: 2 / 3 },
      unknown: { value: 2 / 5, numerator: 2, denominator: 5 },
    });
  });

  it('do not say of tickets what no scope allows to see', () => {
    const unseen = { ...facts, mapped: { ...facts.mapped, tickets: false } };
    expect(answers(inactivityReasons, unseen, '2025-06-30').partner('Acme')['open-ticket']).toMatchObject({
      state: 'not-set-up',
    });
  });
});
