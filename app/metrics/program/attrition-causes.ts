/**
 * Why do partners leave us?
 * Partners that ended in the last year, by cause. A cause that nobody has entered is counted as that, not spread over
 * the others.
 */

import type { EndCause } from '../../facts/partner.ts';
import { END_CAUSES } from '../../feeds/business-feeds.ts';
import { hasLeft } from '../derived/tenure.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, value } from '../result.ts';

const WINDOW_DAYS = 365;

const ended = (label: string): Measure => ({
  label,
  unit: 'partners',
  window: 'W365',
  scope: 'program',
  range: [0, null],
  whenEmpty: 0,
});

export const attritionCauses = defineMetric({
  meta: {
    id: 'attrition-causes',
    catalogue: 66,
    name: 'Causes of attrition',
    question: 'Why do partners leave us?',
    formula:
      'Partners whose last day lies in the last 365 days, counted by the cause that the account has given: performance, a ' +
      'competitor, the relationship, another, not known. Main cause: the known cause of most of them.',
    category: 'health',
    timing: 'lagging',
    lagDays: 0,
    needs: ['ends'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Act on the cause that repeats, and find out the ones that are not known.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Partner Program Health Indicators"'],
    exclusions: [],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      performance: ended('Left for performance'),
      competitor: ended('Left for a competitor'),
      relationship: ended('Left over the relationship'),
      other: ended('Left for another cause'),
      unknown: ended('Left for a cause not known'),
      'main-cause': {
        label: 'Cause of most that left',
        unit: 'text',
        window: 'W365',
        scope: 'program',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: {},
    peers: {},
    finish(_, { everyone, asOf }) {
      const left = everyone
        .map(({ partner }) => partner)
        .filter((partner) => hasLeft(partner, asOf) && !hasLeft(partner, asOf - WINDOW_DAYS));
      const counts = new Map<EndCause, number>(
        END_CAUSES.map((cause) => [cause, left.filter(({ end }) => end?.cause === cause).length]),
      );
      const counted = END_CAUSES.map((cause): [string, Result] => [
        cause,
        value(counts.get(cause) ?? 0, { numerator: counts.get(cause) ?? 0, denominator: left.length }),
      ]);
      return { ...Object.fromEntries(counted), 'main-cause': mainCause(counts, left.length) };
    },
  },
});

/** Of causes with equally many, the first of the list. */
function mainCause(counts: ReadonlyMap<EndCause, number>, all: number): Result {
  if (all === 0) return notEnoughData(0, 1, { reason: 'No partner has left in the year' });
  const [first] = [...counts].filter(([cause]) => cause !== 'unknown').sort((a, b) => b[1] - a[1]);
  if (!first || first[1] === 0) return notApplicable('No cause is known of those that left', { sample: all });
  return value(first[0], { numerator: first[1], denominator: all, sample: all });
}
