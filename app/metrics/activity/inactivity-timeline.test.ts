import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { inactivityTimeline } from './inactivity-timeline.ts';

const ticket = (partner: string, created: string) => ({ partner, created });
// Acme: signed 2024-01-01, so inactive from 2024-03-31 to its deal of 2024-04-10, which lasts 10 days; from the ticket of
// 2024-06-01 inactive from 2024-08-30 to 2025-06-26, 300 days. Bolt: from 2024-08-30 to 2024-09-29, 30 days.
// Cord: signed 2025-01-01, inactive from 2025-04-01 on. Gone: from 2024-03-31, left 20 days later.
const facts = account({
  partners: [
    { name: 'Acme', signed: '2024-01-01' },
    { name: 'Bolt', signed: '2024-06-01' },
    { name: 'Cord', signed: '2025-01-01' },
    { name: 'Gone', signed: '2024-01-01', left: '2024-04-20' },
  ],
  deals: [{ sourced: 'Acme', influenced: 'Cord', registered: '2024-04-10' }],
  tickets: [
    ticket('Acme', '2024-06-01'),
    ticket('Acme', '2025-06-26'),
    ticket('Bolt', '2024-09-29'),
    ticket('Bolt', '2024-12-20'),
    ticket('Bolt', '2025-03-20'),
    ticket('Bolt', '2025-06-10'),
    ticket('Gone', '2024-06-01'),
  ],
});

describe('inactivity over time', () => {
  it('is made from the events: when it began and when it ended', () => {
    const said = answers(inactivityTimeline, facts, '2025-06-30');
    expect(said.partner('Acme')).toMatchObject({
      spells: { value: 2, reason: '456 days ago to 446 days ago; 304 days ago to 4 days ago' },
      'current-spell': { value: 0 },
    });
    expect(said.partner('Cord')).toMatchObject({
      spells: { value: 1, reason: '90 days ago to now' },
      'current-spell': { value: 90 },
    });
  });

  it('does not end where the next event comes on day 90', () => {
    // From 2024-12-20 to 2025-03-20 are 90 days: on the 90th the event was there.
    expect(answers(inactivityTimeline, facts, '2025-06-30').partner('Bolt').spells).toMatchObject({ value: 1 });
  });

  it('has a median in which those still inactive count with the days so far', () => {
    // Lengths: 10, 20+, 30, 90+, 300. After 10: 4/5 remain; after 30: 4/5 x 2/3 = 8/15; after 300: 0.
    const { program } = answers(inactivityTimeline, facts, '2025-06-30');
    expect(program).toMatchObject({
      'median-length': { value: 300, sample: 5, numerator: 3, denominator: 5 },
      // Only Acme's two and Bolt's began 180 days ago and were watched so long.
      reactivated: {
        state: 'not-enough-data',
        have: 3,
        need: 5,
        numerator: 2,
        excluded: { 'not watched for 180 days': 2 },
      },
      // Cord became inactive 90 days ago: yesterday that was still within 90 days.
      entered: { value: 0 },
      woke: { value: 1 },
    });
    expect(answers(inactivityTimeline, facts, '2025-06-29').program).toMatchObject({ entered: { value: 1 } });
  });

  it('says nothing of a median while most are inactive', () => {
    expect(answers(inactivityTimeline, facts, '2024-04-05').program['median-length']).toMatchObject({
      state: 'not-enough-data',
      sample: 2,
      need: 3,
    });
  });
});
