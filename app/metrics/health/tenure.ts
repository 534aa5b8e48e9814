/**
 * How long has the partner been with us?
 * Nothing else can be judged without it: what is slow for an old partner is normal for a new one.
 */

import { monthsBetween } from '../../kit/days.ts';
import { offRoster } from '../derived/tenure.ts';
import { defineMetric } from '../metric.ts';
import { notSetUp, type Result, value } from '../result.ts';

/** A band holds the months from its first up to, and not including, the next. */
const BANDS = [
  { from: 0, name: '0-3 months' },
  { from: 3, name: '3-12 months' },
  { from: 12, name: '12-36 months' },
  { from: 36, name: '36+ months' },
] as const;

export const tenure = defineMetric({
  meta: {
    id: 'tenure',
    catalogue: 55,
    name: 'Tenure',
    question: 'How long has the partner been with us?',
    formula: 'Days and whole calendar months since the start date; bands of 0-3, 3-12, 12-36 and 36 or more months.',
    category: 'health',
    timing: 'leading',
    lagDays: 0,
    needs: ['startDate'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Compare partners with those of the same age.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics for Predictive Insight"'],
    exclusions: ['Partners without a start date', 'Partners that have not signed yet or have left'],
    version: 1,
    changelog: ['1: first definition'],
    calendarBound: true,
    measures: {
      days: {
        label: 'Tenure in days',
        unit: 'days',
        window: 'as-of',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'number',
      },
      months: {
        label: 'Tenure in months',
        unit: 'months',
        window: 'as-of',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'number',
      },
      band: {
        label: 'Tenure band',
        unit: 'stage',
        window: 'as-of',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'text',
      },
    },
  },
  partner: {
    folds: {},
    finish(_, context) {
      const { partner } = context;
      const { start } = partner;
      if (!start) return NO_START;
      const off = offRoster(partner, context);
      if (off) return each(off);
      const { asOf } = context;
      const months = monthsBetween(start.day, asOf);
      const shared = start.from === 'create-date' ? PROXY : undefined;
      return {
        days: value(asOf - start.day, shared),
        months: value(months, shared),
        band: value(bandOf(months), shared),
      };
    },
  },
});

const PROXY = { qualifier: 'proxy-date' } as const;

function bandOf(months: number): string {
  let band: string = BANDS[0].name;
  for (const { from, name } of BANDS) if (months >= from) band = name;
  return band;
}

const each = (result: Result) => ({ days: result, months: result, band: result });
const NO_START = each(notSetUp("Fill in this partner's start date"));
