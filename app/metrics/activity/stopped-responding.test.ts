import { describe, expect, it } from '@jest/globals';
import { packFacts } from '../../facts/pack.ts';
import { explain } from '../explain.ts';
import { answers } from '../testing/answers.ts';
import { account, day } from '../testing/facts.ts';
import type { EngagementWords } from '../testing/people.ts';
import { stoppedResponding } from './stopped-responding.ts';

let threads = 0;
function begun(partner: string, at: string, answered?: string): EngagementWords[] {
  const mail = { kind: 'email', partner, thread: `thread ${++threads}` } as const;
  const answer = answered ? [{ ...mail, from: 'partner', at: answered } as const] : [];
  return [{ ...mail, from: 'us', at }, ...answer];
}
/** Five conversations in winter, so many of them answered on the next day. */
const before = (partner: string, answered: number): EngagementWords[] =>
  [1, 2, 3, 4, 5].flatMap((n) => begun(partner, `2025-02-0${n}`, n <= answered ? `2025-02-1${n}` : undefined));
const silence = (partner: string, days: readonly string[]): EngagementWords[] =>
  days.flatMap((at) => begun(partner, at));

const THREE = ['2025-06-01', '2025-06-05', '2025-06-10'];
const facts = account({
  partners: ['Gone quiet', 'Never answered', 'Called back', 'Too early', 'Two mails', 'No past', 'Strangers'].map(
    (name) => ({ name }),
  ),
  engagements: [
    ...before('Gone quiet', 3),
    ...silence('Gone quiet', THREE),
    ...before('Never answered', 2),
    ...silence('Never answered', THREE),
    ...before('Called back', 5),
    ...silence('Called back', THREE),
    { kind: 'call', from: 'partner', at: '2025-06-20', partner: 'Called back' },
    ...before('Too early', 5),
    // The third was sent 4 working days before the date: it may still be answered in time.
    ...silence('Too early', ['2025-06-01', '2025-06-05', '2025-06-27']),
    ...before('Two mails', 5),
    ...silence('Two mails', THREE.slice(0, 2)),
    ...silence('No past', THREE),
  ],
});
const flag = (name: string, date = '2025-06-30') => answers(stoppedResponding, facts, date).partner(name).stopped;

describe('stopped responding', () => {
  it('flags three mails without a word over 21 days from a partner that answered 3 of 5 before', () => {
    expect(flag('Gone quiet')).toMatchObject({ value: 1, numerator: 3, denominator: 5 });
  });

  it('does not flag before 21 days have passed: 20 on 2025-06-21', () => {
    expect(flag('Gone quiet', '2025-06-21')).toMatchObject({ value: 0 });
    expect(flag('Gone quiet', '2025-06-22')).toMatchObject({ value: 1 });
  });

  it('does not flag one that seldom answered, one that called since, nor fewer than three whose time is over', () => {
    expect(flag('Never answered')).toMatchObject({ value: 0, reason: 'It seldom answered before either' });
    for (const name of ['Called back', 'Too early', 'Two mails']) expect(flag(name)).toMatchObject({ value: 0 });
  });

  it('cannot tell without mails before the silence, nor where we did not write', () => {
    expect(flag('No past')).toMatchObject({ state: 'not-enough-data', have: 0, need: 5 });
    expect(flag('Strangers')).toMatchObject({ state: 'not-enough-data', have: 0 });
  });

  it('shows the mails without an answer', () => {
    const evidence = explain(stoppedResponding, facts, packFacts(facts), 0, day('2025-06-30'));
    const records = evidence.find(({ name }) => name === 'unanswered')?.records ?? [];
    expect(records.map(({ type }) => type)).toEqual(['email', 'email', 'email']);
  });
});
