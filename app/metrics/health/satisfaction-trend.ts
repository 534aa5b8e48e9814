/**
 * Is the partner more content than it was the last time we asked?
 * Only the same question in two waves is compared: other words give other answers.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { wordBook } from '../../facts/words.ts';
import { type Answer, answersOf, isOfKind, lastAnswers, meanOfLast, scored, steadyMean } from '../derived/survey.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

const folds = { answers: rowsOf('survey-answers', { reach: lastDays(730), where: isOfKind('satisfaction') }) };
const MIN_RESPONDENTS = 3;

export const satisfactionTrend = defineMetric({
  meta: {
    id: 'satisfaction-trend',
    catalogue: 48,
    name: 'Satisfaction trend',
    question: 'Is the partner more content than it was the last time we asked?',
    formula:
      'For each question of satisfaction that the last wave and the one before share, with at least ' +
      `${MIN_RESPONDENTS} people answering in both: mean of the last wave - mean of the one before, on the scale of 0 to ` +
      '100; the mean of these differences. Waves are ordered by their last answer, within 730 days.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['surveys'],
    minimumSample: MIN_RESPONDENTS,
    better: 'higher',
    decision: 'Find out what changed between the two waves, while people still remember.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"'],
    exclusions: ['Questions that were asked in one of the two waves only', 'Answers off their own scale'],
    version: 1,
    changelog: ['1: the two waves are the last two in which the subject answered'],
    measures: {
      change: {
        label: 'Change of satisfaction since the wave before',
        unit: 'points',
        window: 'W730',
        scope: 'both',
        range: [-100, 100],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: { folds, finish: ({ answers }, { facts }) => ({ change: changeOf(answers, facts) }) },
  program: { folds, finish: ({ answers }, { facts }) => ({ change: changeOf(answers, facts) }) },
});

function changeOf(rows: Rows<'survey-answers'>, facts: AccountFacts): Result {
  const [now, before] = wavesOf(scored(answersOf(rows, facts)), facts);
  if (!now || !before) return notEnoughData(now ? 1 : 0, 2, { reason: 'Needs two waves of a survey' });
  const questions = [...new Set(now.answers.map(({ question }) => question))].map((question) => {
    const of = (wave: Wave) => wave.answers.filter((one) => one.question === question);
    const people = Math.min(lastAnswers(of(now)).length, lastAnswers(of(before)).length);
    return { people, difference: (meanOfLast(of(now)) ?? 0) - (meanOfLast(of(before)) ?? 0) };
  });
  const compared = questions.filter(({ people }) => people >= MIN_RESPONDENTS);
  const change = steadyMean(compared.map(({ difference }) => difference));
  const reason = `${now.name} against ${before.name}`;
  return change === undefined
    ? notEnoughData(Math.max(0, ...questions.map(({ people }) => people)), MIN_RESPONDENTS, { reason })
    : value(change, { sample: Math.min(...compared.map(({ people }) => people)), reason });
}

interface Wave {
  readonly name: string;
  readonly last: number;
  readonly answers: readonly Answer[];
}

/** Waves with an answer, the latest first. */
function wavesOf(answers: readonly Answer[], facts: AccountFacts): Wave[] {
  const { words } = wordBook(facts);
  return [...Map.groupBy(answers, ({ wave }) => wave)]
    .map(([wave, of]) => ({ name: words[wave] ?? '', last: Math.max(...of.map(({ day }) => day)), answers: of }))
    .sort((a, b) => b.last - a.last || (a.name > b.name ? -1 : 1));
}
