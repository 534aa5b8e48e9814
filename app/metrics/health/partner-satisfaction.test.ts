import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import { partnerSatisfaction } from './partner-satisfaction.ts';

const answer = (contact: string, score: number | undefined, date = '2025-06-01', more: object = {}) => ({
  partner: 'Acme',
  date,
  contact,
  survey: '2025',
  question: 'How is support?',
  kind: 'satisfaction',
  score,
  scale_least: 1,
  scale_most: 5,
  ...more,
});
const ask = (rows: readonly ReturnType<typeof answer>[]) => {
  const facts = account({ partners: [{ name: 'Acme' }, { name: 'Bolt' }], feeds: { 'survey-answers': rows } });
  return answers(partnerSatisfaction, facts, '2025-06-30');
};
const people = (count: number) => Array.from({ length: count }, (_, i) => answer(`silent ${i}`, undefined));

describe('partner satisfaction', () => {
  it('takes the last answer of each person on a scale of 0 to 100: 1 to 5 gives 0, 25, 50, 75, 100', () => {
    const said = ask([
      answer('ann', 1, '2025-02-01'),
      answer('ann', 5),
      answer('bob', 3),
      answer('cid', 7, '2025-06-01', { scale_least: 0, scale_most: 10 }),
      answer('dan', undefined),
      answer('eve', 1, '2025-01-01'),
      answer('fay', 9, '2025-06-01', { kind: 'recommendation', scale_least: 0, scale_most: 10 }),
    ]).partner('Acme');
    // (100 + 50 + 70) / 3; three of the four people asked in 180 days answered.
    expect(said.satisfaction).toMatchObject({ value: 220 / 3, sample: 3, denominator: 4 });
    expect(said['response-rate']).toMatchObject({ value: 0.75 });
  });

  it('takes the mean of what a person answered on one day', () => {
    const two = [answer('ann', 5), answer('ann', 3, '2025-06-01', { question: 'How is the portal?' })];
    // ann 75, bob 100, cid 50
    expect(ask([...two, answer('bob', 5), answer('cid', 3), ...people(1)]).program.satisfaction).toMatchObject({
      value: 75,
    });
  });

  it('needs three people, and one in five of those asked', () => {
    expect(ask([answer('ann', 5), answer('bob', 5)]).partner('Acme').satisfaction).toMatchObject({ have: 2, need: 3 });
    const three = [answer('ann', 5), answer('bob', 5), answer('cid', 5)];
    expect(ask([...three, ...people(12)]).partner('Acme').satisfaction).toMatchObject({ value: 100 });
    expect(ask([...three, ...people(13)]).partner('Acme').satisfaction).toMatchObject({ have: 3, need: 4 });
  });

  it('is provisional where the source does not say who was asked', () => {
    const said = ask([answer('ann', 5), answer('bob', 5), answer('cid', 5)]).partner('Acme');
    expect(said.satisfaction).toMatchObject({ value: 100, qualifier: 'provisional' });
    expect(said['response-rate']).toMatchObject({ state: 'not-applicable' });
  });
});
