import { describe, expect, it } from '@jest/globals';
import { answers } from '../testing/answers.ts';
import { account } from '../testing/facts.ts';
import type { FeedRowWords } from '../testing/people.ts';
import { satisfactionTrend } from './satisfaction-trend.ts';

const wave = (survey: string, date: string, question: string, scores: readonly number[], most = 10) =>
  scores.map((score, i) => ({
    partner: 'Acme',
    date,
    contact: `person ${i}`,
    survey,
    question,
    kind: 'satisfaction',
    score,
    scale_least: 0,
    scale_most: most,
  }));
const ask = (rows: readonly (readonly FeedRowWords[])[], date = '2025-06-30') => {
  const facts = account({ partners: [{ name: 'Acme' }], feeds: { 'survey-answers': rows.flat() } });
  return answers(satisfactionTrend, facts, date).partner('Acme').change;
};

describe('the trend of satisfaction', () => {
  const before = wave('2024-H2', '2024-11-01', 'Support?', [6, 7, 8]);

  it('is the difference of the means of one question: 80 after 70 are 10 points', () => {
    expect(ask([before, wave('2025-H1', '2025-05-01', 'Support?', [8, 8, 8])])).toMatchObject({
      value: 10,
      sample: 3,
      reason: '2025-H1 against 2024-H2',
    });
  });

  it('compares scales of different length', () => {
    expect(ask([before, wave('2025-H1', '2025-05-01', 'Support?', [2, 2, 2], 4)])).toMatchObject({ value: -20 });
  });

  it('does not compare different questions, nor fewer than three people', () => {
    expect(ask([before, wave('2025-H1', '2025-05-01', 'Portal?', [8, 8, 8])])).toMatchObject({ have: 0, need: 3 });
    expect(ask([before, wave('2025-H1', '2025-05-01', 'Support?', [8, 8])])).toMatchObject({ have: 2, need: 3 });
  });

  it('needs two waves, and does not know the one still to come', () => {
    const both = [before, wave('2025-H1', '2025-05-01', 'Support?', [8, 8, 8])];
    expect(ask(both, '2025-04-30')).toMatchObject({ state: 'not-enough-data', have: 1, need: 2 });
  });
});
