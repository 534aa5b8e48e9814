/**
 * How content are the people at the partner with us?
 * The last answer of each person, on a common scale, with the share of those asked that answered: silence is an answer too.
 */

import {
  answersOf,
  isOfKind,
  lastAnswers,
  meanOfLast,
  peopleAsked,
  surveysLate,
  tellsInvitations,
} from '../derived/survey.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, share, value } from '../result.ts';

const folds = { answers: rowsOf('survey-answers', { reach: lastDays(180), where: isOfKind('satisfaction') }) };

const MIN_RESPONSES = 3;
const MIN_RESPONSE_RATE = 0.2;

export const partnerSatisfaction = defineMetric({
  meta: {
    id: 'partner-satisfaction',
    catalogue: 47,
    name: 'Partner satisfaction',
    question: 'How content are the people at the partner with us?',
    formula:
      'Mean over people of the last answer of each in 180 days to questions of satisfaction (several on one day: their ' +
      'mean), with the lowest answer of the scale as 0 and the highest as 100; people that answered / people asked. From ' +
      `${MIN_RESPONSES} people on, and where at least 20 % of those asked answered.`,
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['surveys'],
    minimumSample: MIN_RESPONSES,
    better: 'higher',
    decision: 'Talk with the people who gave low marks before their partner cools.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"'],
    exclusions: ['Answers off their own scale', 'Questions of recommendation, which the partner NPS counts'],
    version: 1,
    changelog: ['1: without invitations in the source the number is provisional, since its response rate is not known'],
    measures: {
      satisfaction: {
        label: 'Partner satisfaction',
        unit: 'points',
        window: 'W180',
        scope: 'both',
        range: [0, 100],
        whenEmpty: 'not-enough-data',
      },
      'response-rate': {
        label: 'Survey response rate',
        unit: 'ratio',
        window: 'W180',
        scope: 'both',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds,
    reference: folds,
    finish: ({ answers }, context) => finished(answers, context.reference.answers, context),
  },
  program: { folds, finish: ({ answers }, context) => finished(answers, answers, context) },
});

type AnswerRows = Rows<'survey-answers'>;

/** @param every answers of the whole programme, which tell whether the source names invitations */
function finished(own: AnswerRows, every: AnswerRows, context: Context) {
  const { facts } = context;
  const answers = answersOf(own, facts);
  const responded = lastAnswers(answers).length;
  const asked = peopleAsked(answers);
  const isRateKnown = tellsInvitations(answersOf(every, facts));
  return {
    satisfaction: satisfaction(meanOfLast(answers), responded, isRateKnown ? asked : null, surveysLate(context)),
    'response-rate':
      isRateKnown || asked === 0
        ? share(responded, asked, 1)
        : notApplicable('The source does not name who was asked and did not answer'),
  };
}

function satisfaction(
  mean: number | undefined,
  responded: number,
  asked: number | null,
  late: Result | undefined,
): Result {
  const counts = { numerator: responded, denominator: asked ?? responded, sample: responded };
  if (mean === undefined || responded < MIN_RESPONSES) return late ?? notEnoughData(responded, MIN_RESPONSES, counts);
  if (asked === null) {
    return value(mean, { ...counts, qualifier: 'provisional', reason: 'How many were asked is not known' });
  }
  if (responded >= MIN_RESPONSE_RATE * asked) return value(mean, counts);
  const reason = `${responded} of ${asked} people answered: fewer than one in five`;
  return notEnoughData(responded, Math.ceil(MIN_RESPONSE_RATE * asked), { ...counts, reason });
}
