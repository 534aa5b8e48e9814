import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account, DEALS_ONLY } from '../testing/facts.ts';
import { engagementState } from './engagement-state.ts';

// Thirties that end with 2025-06-30: June; 05-02 to 05-31; 04-02 to 05-01.
const facts = account({
  mapped: DEALS_ONLY,
  partners: [
    { name: 'Steady' },
    { name: 'Gaps' },
    { name: 'Asleep' },
    { name: 'Silent', signed: '2024-06-30' },
    { name: 'Undated', signed: null, created: '2024-06-30' },
    { name: 'Gone', left: '2025-06-30' },
    { name: 'Future', signed: '2025-07-01' },
  ],
  deals: [
    { sourced: 'Steady', registered: '2025-04-02', won: '2025-05-31', amount: 100 },
    { sourced: 'Steady', registered: '2025-06-20' },
    { sourced: 'Gaps', registered: '2025-06-01' },
    { sourced: 'Gaps', registered: '2025-04-15' },
    { influenced: 'Asleep', created: '2024-12-01', won: '2025-04-01', amount: 100 },
    { influenced: 'Asleep', registered: '2025-06-01' },
  ],
});
const asked = answers(engagementState, facts, '2025-06-30');

describe('engaged or dormant', () => {
  it('is engaged with an event in each of the last three times 30 days', () => {
    expect(asked.partner('Steady')).toMatchObject({
      state: { value: 'engaged', qualifier: 'deals-only', sample: 3 },
      'days-since': { value: 10 },
    });
  });

  it('is intermittent with a gap of 30 days, and dormant after 90 days without any', () => {
    expect(asked.partner('Gaps').state).toMatchObject({ value: 'intermittent' });
    // Its registration is not an event: it did not source that deal. 2025-04-01 is 90 days ago, just out of the window.
    expect(asked.partner('Asleep')).toMatchObject({ state: { value: 'dormant' }, 'days-since': { value: 90 } });
  });

  it('counts the silence of a partner that was never active from its signing, and says so', () => {
    expect(asked.partner('Silent')['days-since']).toMatchObject({ value: 365, sample: 0 });
    expect(asked.partner('Undated')['days-since']).toMatchObject({ state: 'not-enough-data', have: 0, need: 1 });
  });

  it('does not apply before signing or after leaving', () => {
    expect(asked.partner('Gone').state).toMatchObject({ state: 'not-applicable', why: 'Has left the programme' });
    expect(asked.partner('Future').state).toMatchObject({ state: 'not-applicable', why: 'Had not signed yet' });
  });

  it('counts the partners of each kind that are on the roster', () => {
    expect(asked.program).toMatchObject({
      engaged: { value: 1, denominator: 5 },
      intermittent: { value: 1 },
      dormant: { value: 3 },
    });
  });

  it('sees every connected kind on the published list, and then no longer says "deals only"', () => {
    const busy = account({
      partners: [{ name: 'Talks' }, { name: 'Answers' }, { name: 'Learns' }],
      engagements: [
        // A mail out of silence, a meeting that took place, and one that did not.
        { kind: 'email', at: '2025-06-10', from: 'partner', partner: 'Talks' },
        { kind: 'meeting', at: '2025-05-20', from: 'us', partner: 'Talks' },
        { kind: 'meeting', at: '2025-04-20', from: 'us', partner: 'Talks', isHeld: false },
        // Its mail only answers ours: nothing it began.
        { kind: 'email', at: '2025-06-02', from: 'us', partner: 'Answers' },
        { kind: 'email', at: '2025-06-03', from: 'partner', partner: 'Answers' },
      ],
      tickets: [{ partner: 'Learns', created: '2025-04-10' }],
      feeds: {
        training: [
          { partner: 'Learns', user: 'u1', course: 'Basics', enrolled: '2024-01-01', completed: '2025-05-10' },
        ],
        'portal-logins': [{ partner: 'Learns', user: 'u1', date: '2025-06-28' }],
      },
    });
    const { partner, program } = answers(engagementState, busy, '2025-06-30');
    expect(partner('Talks')).toMatchObject({
      state: { value: 'intermittent', sample: 2 },
      'days-since': { value: 20 },
    });
    expect(partner('Talks').state?.qualifier).toBeUndefined();
    expect(partner('Answers').state).toMatchObject({ value: 'dormant' });
    expect(partner('Learns')).toMatchObject({ state: { value: 'engaged', sample: 3 }, 'days-since': { value: 2 } });
    expect(program).toMatchObject({ engaged: { value: 1 }, intermittent: { value: 1 }, dormant: { value: 1 } });
  });
});
