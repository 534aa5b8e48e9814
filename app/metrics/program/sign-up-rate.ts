/**
 * How many partners do we sign, and is it becoming more?
 */

import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { changeOfCounts } from '../derived/change.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { type Result, value } from '../result.ts';

const PERIODS = { week: 7, month: 30, year: 365 } as const;

const measure = (label: string, window: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'partners',
  window,
  scope: 'program',
  range: [0, null],
  whenEmpty: 0,
  ...more,
});

export const signUpRate = defineMetric({
  meta: {
    id: 'sign-up-rate',
    catalogue: 67,
    name: 'Sign-up rate',
    question: 'How many partners do we sign, and is it becoming more?',
    formula:
      'Partners whose start date lies in the last 7, 30 and 365 days, and in as many days before those; change of the year ' +
      '= last 365 days / the 365 before - 1, with the exact binomial test. Partners that have left since count.',
    category: 'activity',
    timing: 'leading',
    lagDays: 180,
    needs: ['startDate'],
    minimumSample: 8,
    better: 'higher',
    decision: 'Recruit more or less, and look next at how many of the new ones get going.',
    cadence: 'monthly',
    sources: ['Partner programme KPIs, "sign-up rate"'],
    exclusions: [
      'Partners without a start date: counted beside the number',
      'A change of weeks and months: with fewer than 8 in both periods it cannot be told from chance',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      week: measure('Partners signed, 7 days', 'W7', { beside: 'recruitment-without-activation/share' }),
      'week-before': measure('Partners signed, 7 days before', 'W14'),
      month: measure('Partners signed, 30 days', 'W30', { beside: 'recruitment-without-activation/share' }),
      'month-before': measure('Partners signed, 30 days before', 'W60'),
      year: measure('Partners signed, 12 months', 'W365', { beside: 'recruitment-without-activation/share' }),
      'year-before': measure('Partners signed, 12 months before', 'W730'),
      'year-change': measure('Change of partners signed, 12 months', 'W730', {
        unit: 'growth',
        range: [-1, null],
        whenEmpty: 'not-enough-data',
      }),
    },
  },
  program: {
    folds: {},
    finish(_, { everyone, asOf }) {
      const partners = everyone.map(({ partner }) => partner);
      // Known by the date: others may be created later.
      const undated = partners.filter(({ start, createdDay }) => start === null && createdDay <= asOf).length;
      const excluded = undated > 0 ? { 'no start date': undated } : {};
      const signed = (days: number, before = 0): number => signedWithin(partners, asOf - before, days);
      const count = (sample: number): Result => value(sample, { sample, excluded });
      return {
        week: count(signed(PERIODS.week)),
        'week-before': count(signed(PERIODS.week, PERIODS.week)),
        month: count(signed(PERIODS.month)),
        'month-before': count(signed(PERIODS.month, PERIODS.month)),
        year: count(signed(PERIODS.year)),
        'year-before': count(signed(PERIODS.year, PERIODS.year)),
        'year-change': changeOfCounts(signed(PERIODS.year), signed(PERIODS.year, PERIODS.year)),
      };
    },
  },
});

const signedWithin = (partners: readonly PartnerFact[], until: Day, days: number): number =>
  partners.filter(({ start }) => start !== null && start.day <= until && start.day > until - days).length;
