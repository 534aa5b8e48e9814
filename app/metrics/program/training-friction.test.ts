import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { trainingFriction } from './training-friction.ts';

interface Begun {
  readonly due?: string | undefined;
  readonly started?: string;
  readonly completed?: string;
  readonly module?: string;
}
const times = (count: number, row: Begun): Begun[] => new Array(count).fill(row);
const ask = (begun: readonly Begun[]) => {
  const training = begun.map((row, i) => ({
    partner: 'Acme',
    user: `user ${i}`,
    course: 'basics',
    enrolled: '2025-01-01',
    started: '2025-01-02',
    due: '2025-03-01',
    ...row,
  }));
  return answers(trainingFriction, account({ partners: [{ name: 'Acme' }], feeds: { training } }), '2025-06-30')
    .program;
};
const through = { completed: '2025-02-01' };

describe('training friction', () => {
  it('is up when 7 of 20 got through and 7 of the 13 others stopped at the exam', () => {
    const said = ask([...times(7, through), ...times(7, { module: 'exam' }), ...times(6, { module: 'video' })]);
    expect(said).toMatchObject({
      flag: { value: 1 },
      completion: { value: 7 / 20 },
      module: { value: 'basics: exam', sample: 7 },
      'at-module': { value: 7 / 13 },
    });
  });

  it('is not up when 40 % got through, or people stop here and there', () => {
    expect(ask([...times(8, through), ...times(12, { module: 'exam' })]).flag).toMatchObject({ value: 0 });
    const scattered = [...times(6, { module: 'exam' }), ...times(4, { module: 'video' }), ...times(3, {})];
    expect(ask([...times(7, through), ...scattered]).flag).toMatchObject({ value: 0 });
  });

  it('needs 20 that could be judged: whoever is not due yet is still learning', () => {
    const learning = { module: 'exam', due: '2025-06-30' };
    expect(ask([...times(19, { module: 'exam' }), learning]).flag).toMatchObject({ have: 19, need: 20 });
  });

  it('takes a course without a due date as given up after 90 days', () => {
    // 2 April is 89 days before 30 June, 1 April 90.
    const since = (started: string) => ({ started, due: undefined, module: 'exam' });
    expect(ask([...times(19, { module: 'exam' }), since('2025-04-01')]).flag).toMatchObject({ value: 1 });
    expect(ask([...times(19, { module: 'exam' }), since('2025-04-02')]).flag).toMatchObject({ have: 19 });
  });
});
