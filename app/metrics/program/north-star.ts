/**
 * Is the programme stable, answered for, growing, and worth it to customers?
 * Four numbers that stand above all others: partners that stayed, metrics that somebody answers for, growth of sourced
 * revenue, and customers that were kept.
 */

import { NEEDS } from '../../facts/need.ts';
import { activationOf, type Described, STARTING_METRICS } from '../activation.ts';
import { ATTRITION_DAYS, attritionOf, MIN_AT_START } from '../derived/attrition.ts';
import { isSourced } from '../derived/deals.ts';
import { programShare } from '../derived/program-share.ts';
import { ACQUIRED, MIN_CUSTOMERS, RETENTION_REFERENCE, tellsLosses, yearsOf } from '../derived/retention.ts';
import { revenueOf } from '../derived/revenue.ts';
import { lastDays } from '../fold.ts';
import { type Context, defineMetric } from '../metric.ts';
import { notApplicable, notEnoughData, notSetUp, type Result, share, value } from '../result.ts';

const folds = {
  ...ACQUIRED,
  recurring: RETENTION_REFERENCE.recurring,
  year: revenueOf(isSourced, lastDays(365)),
  yearBefore: revenueOf(isSourced, lastDays(365, 365)),
};

export const northStar = defineMetric({
  meta: {
    id: 'north-star',
    catalogue: 92,
    name: 'North star',
    question: 'Is the programme stable, answered for, growing, and worth it to customers?',
    formula:
      'Stability: partners of 365 days ago that are still partners / partners of 365 days ago. Accountability: active ' +
      'metrics with an owner whose definition was reviewed within its cadence / active metrics. Growth: sourced revenue of ' +
      '365 days / that of the 365 days before - 1. Value to clients: customers that partners won at least a year ago and ' +
      'that are still customers / all of those.',
    category: 'health',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles'],
    minimumSample: MIN_AT_START,
    better: 'higher',
    decision: 'Choose which of the four the next quarter is about.',
    cadence: 'quarterly',
    sources: ['2024 Partner Journey, on the north star of a programme'],
    exclusions: ['Partners that signed and ended within the period', 'Won deals without a countable amount'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      stability: programShare('Partners that stayed'),
      accountability: programShare('Active metrics that are answered for', { window: 'as-of', whenEmpty: 0 }),
      growth: programShare('Growth of sourced revenue', {
        unit: 'growth',
        role: 'sourced',
        range: [-1, null],
        whenEmpty: 'not-applicable',
        moneyCounts: ['numerator', 'denominator'],
      }),
      'client-value': programShare('Sourced customers that were kept', { role: 'sourced', window: 'lifetime' }),
    },
  },
  program: {
    folds,
    finish: ({ year, yearBefore, acquired, recurring }, context) => {
      const { facts, asOf } = context;
      const { atStart, ended, passedThrough } = attritionOf(facts.partners, asOf);
      const kept = yearsOf(acquired, asOf, recurring, facts).all;
      return {
        stability: facts.mapped.ends
          ? share(atStart.length - ended.length, atStart.length, MIN_AT_START, {
              ...(passedThrough > 0 && { excluded: { 'signed and ended in the period': passedThrough } }),
              ...(atStart.length < MIN_AT_START && { reason: `Of partners ${ATTRITION_DAYS} days ago` }),
            })
          : notSetUp(NEEDS.ends),
        accountability: accountability(context),
        growth: growth(year.sum, yearBefore.sum, year.count),
        'client-value': tellsLosses(facts) ? share(kept.kept, kept.of, MIN_CUSTOMERS) : notSetUp(NEEDS.recurring),
      };
    },
  },
});

function growth(now: number, before: number, sample: number): Result {
  const counts = { numerator: now, denominator: before, sample };
  if (before <= 0)
    return notApplicable('No sourced revenue in the year before, so there is nothing to grow from', counts);
  return value(now / before - 1, counts);
}

/** The metrics that the account runs its programme by: those of the start and those it chose, less those it switched off. */
function accountability({ facts, asOf }: Context): Result {
  const ids = new Set([...STARTING_METRICS, ...Object.keys(facts.settings.metrics)]);
  const active = [...ids]
    // Needs decide what a metric can say, not whether somebody answers for it.
    .map((id): Described => ({ id, needs: [], cadence: 'monthly' }))
    .map((meta) => activationOf(meta, facts.settings, facts.mapped, asOf))
    .filter(({ isActive }) => isActive);
  const answered = active.filter(({ ownerId, isReviewOverdue }) => ownerId !== null && !isReviewOverdue).length;
  if (active.length === 0) return notEnoughData(0, 1, { reason: 'No metric is active' });
  return value(answered / active.length, { numerator: answered, denominator: active.length, sample: active.length });
}
