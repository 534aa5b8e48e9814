/**
 * Do leads come steadily, or in bursts?
 */

import { median } from '../../kit/average.ts';
import { countsByMonth, MONTH_DAYS, MONTHS, monthlyCounts } from '../derived/thirty-days.ts';
import { type FoldValues, lastDays, rowsOf } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, share, value } from '../result.ts';

const months = monthlyCounts('leads');
/** Gaps between leads from which their median is told. */
const MIN_GAPS = 3;
const STEADY_FROM_MONTHS = 6;
const MIN_PARTNERS = 5;

const monthsWithLead = (values: FoldValues<typeof months>): number =>
  countsByMonth(values).filter((count) => count > 0).length;

export const leadFrequency = defineMetric({
  meta: {
    id: 'lead-frequency',
    catalogue: 79,
    name: 'Lead frequency',
    question: 'Do leads come steadily, or in bursts?',
    formula:
      'Of a partner: the median of the days between one lead and the next, over leads created in 360 days, from 3 such gaps ' +
      'on; and in how many of the last twelve times 30 days it brought one. Of the programme: of the partners that brought ' +
      'any, the share that did so in at least 6 of them, since gaps between leads of different partners say nothing.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['leads'],
    minimumSample: MIN_GAPS,
    better: 'neither',
    decision: 'Plan a rhythm with partners that bring leads in bursts; leave the steady ones alone.',
    cadence: 'monthly',
    sources: ['Partner programme KPIs, "lead frequency"'],
    exclusions: ['Leads that no partner brought'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'days-between': {
        label: 'Days between leads, median',
        unit: 'days',
        window: 'W360',
        scope: 'partner',
        range: [0, 360],
        whenEmpty: 'not-enough-data',
      },
      'months-with-lead': {
        label: 'Months with a lead, of the last twelve',
        unit: 'months',
        window: 'W360',
        scope: 'partner',
        range: [0, MONTHS],
        whenEmpty: 0,
      },
      steady: {
        label: 'Partners that bring leads steadily, share',
        unit: 'ratio',
        window: 'W360',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: { ...months, leads: rowsOf('leads', { reach: lastDays(MONTH_DAYS * MONTHS) }) },
    finish({ leads, ...values }) {
      const counted = { denominator: MONTHS, sample: leads.count };
      return {
        'days-between': daysBetween(leads.map(({ day }) => day)),
        'months-with-lead': value(monthsWithLead(values), counted),
      };
    },
  },
  program: {
    folds: {},
    peers: months,
    finish(_, { peers }) {
      const counts = peers.map(({ values }) => monthsWithLead(values)).filter((count) => count > 0);
      const steady = counts.filter((count) => count >= STEADY_FROM_MONTHS).length;
      return { steady: share(steady, counts.length, MIN_PARTNERS) };
    },
  },
});

function daysBetween(days: readonly number[]): Result {
  const sorted = days.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((day, i) => day - (sorted[i] ?? day));
  const middle = median(gaps);
  return middle === undefined || gaps.length < MIN_GAPS
    ? notEnoughData(gaps.length, MIN_GAPS)
    : value(middle, { sample: gaps.length });
}
