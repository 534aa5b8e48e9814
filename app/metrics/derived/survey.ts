/** Answers to surveys: who was asked, and what each last said. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import { mean } from '../../kit/average.ts';
import type { Day } from '../../kit/days.ts';
import type { Rows } from '../fold.ts';
import type { Context } from '../metric.ts';
import type { Result } from '../result.ts';
import { uncoveredNow } from './feed-coverage.ts';
import { partnerOfRow } from './feed-people.ts';

type Kind = (typeof FEEDS)['survey-answers']['columns']['kind']['choices'][number];

export const isOfKind = (kind: Kind) => {
  const index = FEEDS['survey-answers'].columns.kind.choices.indexOf(kind);
  return (row: { readonly kind: number }): boolean => row.kind === index;
};

export interface Answer {
  /** The person, unique within the account. */
  readonly person: string;
  readonly day: Day;
  readonly wave: number;
  readonly question: number;
  /** Null where the person was asked and has not answered. */
  readonly score: number | null;
  readonly least: number;
  readonly most: number;
  readonly feedRow: number;
}

export const answersOf = (rows: Rows<'survey-answers'>, facts: AccountFacts): Answer[] =>
  rows.map((row) => ({
    person: `${partnerOfRow(row, facts)}/${row.contact}`,
    day: row.day,
    wave: row.survey,
    question: row.question,
    score: Number.isNaN(row.score) ? null : row.score,
    least: row.scale_least,
    most: row.scale_most,
    feedRow: row.feedRow,
  }));

type Scored = Answer & { readonly score: number };

/** Answered, and on its own scale. */
const isScored = (answer: Answer): answer is Scored =>
  answer.score !== null && answer.most > answer.least && answer.score >= answer.least && answer.score <= answer.most;

export const scored = (answers: readonly Answer[]): Scored[] => answers.filter(isScored);

/** An answer on the scale 0..100. */
export const rescaled = ({ score, least, most }: Scored): number => (100 * (score - least)) / (most - least);

/** The answers of each person on the last day on which it answered. */
export function lastAnswers(answers: readonly Answer[]): Scored[][] {
  const people = Map.groupBy(scored(answers), ({ person }) => person);
  return [...people.values()].map((own) => {
    const last = Math.max(...own.map(({ day }) => day));
    return own.filter(({ day }) => day === last);
  });
}

/** Mean over people of what each said last, 0..100; undefined without answers. Summed in order of size, whatever the facts'. */
export const meanOfLast = (answers: readonly Answer[]): number | undefined =>
  steadyMean(lastAnswers(answers).map((own) => steadyMean(own.map(rescaled)) ?? 0));

/** A mean that does not depend on the order of the values, not even in its last digit. */
export const steadyMean = (values: readonly number[]): number | undefined => mean(values.toSorted((a, b) => a - b));

export const peopleAsked = (answers: readonly Answer[]): number => new Set(answers.map(({ person }) => person)).size;

/** A source that names nobody who was asked and did not answer cannot tell a response rate. */
export const tellsInvitations = (answers: readonly Answer[]): boolean => answers.some(({ score }) => score === null);

/** Why there are too few answers, where that is because the feed has fallen silent. */
export const surveysLate = (context: Pick<Context, 'facts' | 'ofDate'>): Result | undefined => {
  const gap = context.facts.coverage['survey-answers'] ? uncoveredNow(context, 'survey-answers', 1) : undefined;
  return gap?.state === 'stale' ? gap : undefined;
};
