import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { trainingCompletion } from './training-completion.ts';

const enrolled = (user: string, due: string | undefined, completed?: string, course = 'basics', partner = 'Acme') => ({
  partner,
  user,
  course,
  enrolled: '2025-01-01',
  due,
  completed,
});
const rows = [
  enrolled('ann', '2025-03-01', '2025-02-01'),
  enrolled('bob', '2025-03-01', '2025-03-02'),
  enrolled('cid', '2025-03-01'),
  enrolled('cid', '2025-04-01', '2025-03-15'),
  enrolled('dan', '2025-03-01', '2025-07-01'),
  enrolled('eve', '2025-06-30'),
  enrolled('eve', '2025-07-01', '2025-06-01', 'advanced'),
  enrolled('fay', undefined, '2025-02-01'),
];
const facts = account({ partners: [{ name: 'Acme' }, { name: 'Bolt' }], feeds: { training: rows } });
const asked = answers(trainingCompletion, facts, '2025-06-30');

describe('training completion', () => {
  it('counts a person in a course once: ann, bob and cid completed, dan not yet, eve not at all: 3 of 5', () => {
    expect(asked.partner('Acme').completion).toMatchObject({
      value: 0.6,
      numerator: 3,
      denominator: 5,
      excluded: { 'no due date': 1 },
    });
  });

  it('is on time by the due date, of several enrolments the later: ann and cid, not bob: 2 of 5', () => {
    expect(asked.partner('Acme')['on-time']).toMatchObject({ value: 0.4 });
  });

  it('counts people that completed anything: ann, bob, cid, eve and fay', () => {
    expect(asked.partner('Acme').people).toMatchObject({ value: 5 });
    expect(asked.partner('Bolt').people).toMatchObject({ value: 0 });
  });

  it('needs 5 that were due', () => {
    expect(asked.partner('Bolt').completion).toMatchObject({ state: 'not-enough-data', have: 0, need: 5 });
  });

  it('excuses a low share while the programme shows that everybody stops at one place', () => {
    // 20 people of Bolt began in January and stopped at the exam: 0 of 20 completed, all at one module.
    const stuck = Array.from({ length: 20 }, (_, i) => ({
      ...enrolled(`user ${i}`, '2025-03-01', undefined, 'basics', 'Bolt'),
      started: '2025-01-02',
      module: 'exam',
    }));
    const said = (count: number) =>
      answers(
        trainingCompletion,
        account({
          partners: [{ name: 'Acme' }, { name: 'Bolt' }],
          feeds: { training: [...rows, ...stuck.slice(0, count)] },
        }),
        '2025-06-30',
      ).partner('Acme').completion;
    expect(said(20)).toMatchObject({ value: 0.6, reason: expect.stringContaining('not held against') });
    expect(said(19)?.reason).toBeUndefined();
  });
});
