import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { replyTime } from './reply-time.ts';

const DATE = '2025-06-30';
let threads = 0;
/** A conversation of its own: one side writes, and the other answers at `answered`. */
function conversation(partner: string, from: 'us' | 'partner', at: string, answered?: string): EngagementWords[] {
  const thread = `thread ${++threads}`;
  const other = from === 'us' ? 'partner' : 'us';
  const mail = { kind: 'email', partner, thread } as const;
  return [{ ...mail, from, at }, ...(answered ? [{ ...mail, from: other, at: answered } as const] : [])];
}
const several = (count: number, make: (day: string) => EngagementWords[]): EngagementWords[] =>
  Array.from({ length: count }, (_, i) => make(`2025-06-0${i + 1}`)).flat();

const facts = account({
  partners: [
    { name: 'Quick' },
    { name: 'Mute' },
    { name: 'Mirror' },
    { name: 'Few' },
    { name: 'Unlogged', owner: 'o2' },
    { name: 'Unowned', owner: null },
  ],
  engagements: [
    ...conversation('Quick', 'us', '2025-06-02T09:00', '2025-06-02T10:00'),
    ...conversation('Quick', 'us', '2025-06-03T09:00', '2025-06-03T11:00'),
    ...conversation('Quick', 'us', '2025-06-04T09:00', '2025-06-04T12:00'),
    ...conversation('Quick', 'us', '2025-06-05T09:00', '2025-06-06T09:00'),
    ...conversation('Quick', 'us', '2025-06-20T09:00'),
    ...conversation('Quick', 'us', '2025-06-30T09:00'),
    ...several(4, (day) => conversation('Mute', 'us', `${day}T09:00`)),
    // 40 days: the answer comes after the two weeks that are waited for.
    ...conversation('Mute', 'us', '2025-05-20T09:00', '2025-06-29T09:00'),
    ...several(5, (day) => conversation('Mirror', 'us', `${day}T09:00`, `${day}T10:00`)),
    ...several(5, (day) => conversation('Mirror', 'partner', `${day}T09:00`, `${day}T12:00`)),
    ...several(4, (day) => conversation('Few', 'us', `${day}T09:00`, `${day}T10:00`)),
    ...several(5, (day) => conversation('Unlogged', 'us', `${day}T09:00`, `${day}T10:00`)),
  ],
});
const asked = answers(replyTime, facts, DATE);

describe('time to reply', () => {
  it('is the Kaplan-Meier median of working hours, with those that wait still counted', () => {
    // Waits 1, 2, 3 and 8 hours; one mail waits 11 working days of 8 hours, one since this morning: 8 hours.
    // Still waiting: 5/6, 4/6, 3/6 after 3 hours, then 3/6 * 2/3 after 8: at rest on a half from 3 to 8.
    expect(asked.partner('Quick').median).toMatchObject({ value: 5.5, numerator: 4, denominator: 6 });
  });

  it('shares those answered in 1, 4 and 24 working hours, without those sent too lately to tell', () => {
    const quick = asked.partner('Quick');
    expect(quick['within-1h']).toMatchObject({ value: 1 / 6, numerator: 1, denominator: 6 });
    expect(quick['within-4h']).toMatchObject({ value: 3 / 6 });
    expect(quick['within-24h']).toMatchObject({
      value: 4 / 5,
      denominator: 5,
      excluded: { 'sent too lately to tell': 1 },
    });
  });

  it('has no median where more than half have no answer within two weeks', () => {
    expect(asked.partner('Mute').median).toMatchObject({ state: 'not-applicable', numerator: 1, denominator: 5 });
    expect(asked.partner('Mute')['within-24h']).toMatchObject({ value: 0, denominator: 5 });
  });

  it('says so where our own answers take longer than theirs', () => {
    expect(asked.partner('Mirror').median).toMatchObject({ value: 1, reason: expect.stringContaining('Our own') });
    expect(asked.partner('Quick').median).toMatchObject({ state: 'value' });
    expect(asked.partner('Quick').median?.reason).toBeUndefined();
  });

  it('needs 5 conversations', () => {
    expect(asked.partner('Few').median).toMatchObject({ state: 'not-enough-data', have: 4, need: 5 });
  });

  it('reads nothing out of silence where mail of the owner is not logged', () => {
    expect(asked.partner('Unlogged').median).toMatchObject({
      state: 'not-enough-data',
      reason: expect.stringContaining('Connect the inbox'),
    });
    expect(asked.partner('Unowned')['within-1h']).toMatchObject({ state: 'not-enough-data' });
  });

  it('takes all conversations of the programme together', () => {
    // 6 + 5 + 5 + 4 + 5; within 1 hour: 1 + 0 + 5 + 4 + 5.
    expect(asked.program['within-1h']).toMatchObject({ numerator: 15, denominator: 25 });
    expect(asked.program.median).toMatchObject({ value: 1 });
  });
});
