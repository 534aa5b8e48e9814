/**
 * Does the score say anything of what comes? The scores of a year ago, worked out by what is known of that day, against
 * what the partners have brought since.
 */
import type { Day } from '../kit/days.ts';
import { type Relation, relationOf } from './leading-lagging.ts';

export interface PastScore {
  readonly id: string;
  /** Month end of a year ago. */
  readonly asOf: Day;
  /** Null where there was no score. */
  readonly score: number | null;
  /** Sourced revenue since, in minor units; null where it is not known. */
  readonly revenueMinor: number | null;
}

export type ScoreVerdict = 'clearly' | 'somewhat' | 'no';

export interface ScoreBacktest {
  readonly relation: Relation;
  /** Null while too few partners had a score. */
  readonly verdict: ScoreVerdict | null;
}

/** Rank correlations from here on are called clear, and from there on some. */
const CLEAR = 0.5;
const SOME = 0.2;

/** Partners without a score then, or without known revenue since, say nothing of it. */
export function scoreBacktest(partners: readonly PastScore[]): ScoreBacktest {
  const relation = relationOf(
    partners.flatMap(({ id, asOf, score, revenueMinor }) =>
      score === null || revenueMinor === null
        ? []
        : [{ subject: id, quarterEnd: asOf, leading: score, outcome: revenueMinor }],
    ),
  );
  return { relation, verdict: relation.kind === 'relation' ? verdictOf(relation.correlation ?? 0) : null };
}

function verdictOf(correlation: number): ScoreVerdict {
  if (correlation >= CLEAR) return 'clearly';
  return correlation >= SOME ? 'somewhat' : 'no';
}
