/**
 * Would people at the partner recommend us, and do partners bring partners?
 * For a partner with few answers the people count and not the arithmetic: each who would not recommend us is worth a call.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { RecordRef } from '../../facts/record-ref.ts';
import type { Day } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { answersOf, isOfKind, lastAnswers, surveysLate } from '../derived/survey.ts';
import { onRosterSince } from '../derived/tenure.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, value } from '../result.ts';

const LEAST = 0;
const MOST = 10;
const PROMOTES_FROM = 9;
const DETRACTS_TO = 6;
const MIN_RESPONDENTS = 5;

const isRecommendation = isOfKind('recommendation');
const folds = {
  answers: rowsOf('survey-answers', {
    reach: lastDays(365),
    where: isRecommendation,
    excluding: { 'not on a scale of 0 to 10': (row) => row.scale_least !== LEAST || row.scale_most !== MOST },
  }),
};

const count = (label: string) =>
  ({ label, unit: 'people', window: 'W365', scope: 'both', range: [0, null], whenEmpty: 0 }) as const;

export const partnerNps = defineMetric({
  meta: {
    id: 'partner-nps',
    catalogue: 49,
    name: 'Partner NPS',
    question: 'Would people at the partner recommend us, and do partners bring partners?',
    formula:
      'Of the last answers of each person in 365 days to the question of recommendation, from 0 to 10 (several on one day: ' +
      `the lowest): % of 9 and 10 - % of 0 to 6. For a partner from ${MIN_RESPONDENTS} people on; for the programme always. ` +
      'Partners on record as brought by the partner, that have signed by the date.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['surveys'],
    minimumSample: MIN_RESPONDENTS,
    better: 'higher',
    decision: 'Call each detractor; ask promoters for an introduction to partners they know.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Health Metrics That Predict Future Performance"',
      'Reichheld 2003, The One Number You Need to Grow',
    ],
    exclusions: ['Answers on another scale than 0 to 10: counted beside the number'],
    version: 1,
    changelog: ['1: of several answers of a person on one day the lowest counts'],
    measures: {
      nps: {
        label: 'Partner NPS',
        unit: 'points',
        window: 'W365',
        scope: 'both',
        range: [-100, 100],
        whenEmpty: 'not-enough-data',
      },
      promoters: count('Promoters'),
      detractors: count('Detractors'),
      recruited: {
        label: 'Partners brought by partners',
        unit: 'partners',
        window: 'lifetime',
        scope: 'both',
        range: [0, null],
        whenEmpty: 'not-set-up',
      },
    },
  },
  partner: {
    folds,
    finish: ({ answers }, context) => ({
      ...opinion(answers, context, MIN_RESPONDENTS),
      recruited: isReferrerKnown(context.facts) ? recruited(context, context.index) : MAP_REFERRER,
    }),
    list: ({ answers }, { facts }) => ({ detractors: detractors(answers, facts) }),
  },
  program: {
    folds,
    finish: ({ answers }, context) => ({
      ...opinion(answers, context, 1),
      recruited: isReferrerKnown(context.facts) ? recruited(context, null) : MAP_REFERRER,
    }),
    list: ({ answers }, { facts }) => ({ detractors: detractors(answers, facts) }),
  },
});

interface Opinion {
  readonly score: number;
  readonly feedRow: number;
}

/** What each person said last. */
const opinionsOf = (rows: Rows<'survey-answers'>, facts: AccountFacts): Opinion[] =>
  lastAnswers(answersOf(rows, facts)).flatMap((own) => own.toSorted((a, b) => a.score - b.score).slice(0, 1));

const isDetractor = ({ score }: Opinion): boolean => score <= DETRACTS_TO;

function opinion(rows: Rows<'survey-answers'>, context: Context, minimum: number) {
  const opinions = opinionsOf(rows, context.facts);
  const n = opinions.length;
  const promoters = opinions.filter(({ score }) => score >= PROMOTES_FROM).length;
  const against = opinions.filter(isDetractor).length;
  const counts = { sample: n, excluded: rows.excluded };
  const nps =
    n < minimum
      ? (surveysLate(context) ?? notEnoughData(n, minimum, counts))
      : value((100 * (promoters - against)) / n, { ...counts, numerator: promoters - against, denominator: n });
  return {
    nps,
    promoters: value(promoters, { numerator: promoters, denominator: n, ...counts }),
    detractors: value(against, { numerator: against, denominator: n, ...counts }),
  };
}

const detractors = (rows: Rows<'survey-answers'>, facts: AccountFacts): RecordRef[] =>
  opinionsOf(rows, facts)
    .filter(isDetractor)
    .map(({ feedRow }) => ({ type: 'feed-row', id: `survey-answers/${facts.feedRows[feedRow]?.key ?? ''}` }));

/** @param by the partner that brought them; null for any */
function recruited({ facts, asOf }: Context, by: number | null): Result {
  const { here, brought, broughtBy } = recruitedUpTo(facts, asOf);
  const count = by === null ? brought : (broughtBy.get(by) ?? 0);
  return value(count, { numerator: count, denominator: here, sample: count });
}

const MAP_REFERRER = notSetUp('Map the company property that names the partner who brought a partner');

const isReferrerKnown = memo(
  ({ partners, settings }: AccountFacts): boolean =>
    settings.partner.referrer !== null || partners.some(({ referredBy }) => referredBy !== null),
);

/** Partners that had signed by a date, and how many of them each partner had brought: counted once for all. */
const recruitedUpTo = memoByDay(({ partners }: AccountFacts, asOf: Day) => {
  const broughtBy = new Map<number, number>();
  let [here, brought] = [0, 0];
  for (const partner of partners) {
    if (onRosterSince(partner) > asOf) continue;
    here++;
    if (partner.referredBy === null) continue;
    brought++;
    broughtBy.set(partner.referredBy, (broughtBy.get(partner.referredBy) ?? 0) + 1);
  }
  return { here, brought, broughtBy };
});
