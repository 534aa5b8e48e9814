/**
 * When do partners fall asleep, for how long, and how many wake up again?
 */

import type { Day } from '../../kit/days.ts';
import { kaplanMeierMedian } from '../../kit/kaplan-meier.ts';
import { EVENT_GAPS, lengthOf, type Spell, spellsOf, watchedUntil } from '../derived/inactivity.ts';
import { offRoster } from '../derived/tenure.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, share, value } from '../result.ts';

const MIN_SPELLS = 3;
const MIN_RATE = 5;
const REACTIVATED_WITHIN_DAYS = 180;
const RECENT_DAYS = 90;

const measure = (label: string, scope: 'partner' | 'program', more: Partial<Measure>): Measure => ({
  label,
  unit: 'days',
  window: 'lifetime',
  scope,
  range: [0, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const inactivityTimeline = defineMetric({
  meta: {
    id: 'inactivity-timeline',
    catalogue: 73,
    name: 'Inactivity over time',
    question: 'When do partners fall asleep, for how long, and how many wake up again?',
    formula:
      'A partner becomes inactive 90 days after an event, or after signing, without another, and stops being so with its ' +
      'next event: all dates come from the events. Median length by Kaplan-Meier, in which those still inactive, or that ' +
      'left inactive, count with the days so far. Reactivated: of the spells that began at least 180 days ago, the share ' +
      'that ended within 180 days. Entered and woke: spells that began, and that ended, in the last 90 days.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles'],
    minimumSample: MIN_SPELLS,
    better: 'lower',
    decision: 'Call while partners still come back, and say goodbye after.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "inactivity timeline"', 'Kaplan and Meier 1958, for the median'],
    exclusions: ['From the reactivated share: spells that began less than 180 days ago, or whose partner left before'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      spells: measure('Times the partner was inactive', 'partner', { unit: 'records', whenEmpty: 'number' }),
      'current-spell': measure('Days since the partner became inactive', 'partner', {
        window: 'as-of',
        whenEmpty: 'number',
      }),
      'median-length': measure('Length of inactivity, median', 'program', {}),
      reactivated: measure('Reactivated within 180 days, share', 'program', { unit: 'ratio', range: [0, 1] }),
      entered: measure('Partners that became inactive, 90 days', 'program', {
        unit: 'partners',
        window: 'W90',
        whenEmpty: 0,
      }),
      woke: measure('Inactive partners that woke up, 90 days', 'program', {
        unit: 'partners',
        window: 'W90',
        whenEmpty: 0,
      }),
    },
  },
  partner: {
    folds: EVENT_GAPS,
    finish({ events }, context) {
      const { partner } = context;
      const off = offRoster(partner, context);
      if (off) return { spells: off, 'current-spell': off };
      const spells = spellsOf(partner, events, context);
      if (spells.length === 0) return ALWAYS_ACTIVE;
      const { asOf } = context;
      const last = spells.at(-1);
      const current = last && last.leftDay === null ? last : undefined;
      const reason = spells.map((spell) => inWords(spell, asOf)).join('; ');
      return {
        spells: value(spells.length, { reason }),
        'current-spell': value(current ? asOf - current.enteredDay : 0, { sample: spells.length }),
      };
    },
  },
  program: {
    folds: {},
    peers: EVENT_GAPS,
    finish(_, context) {
      const { everyone, asOf } = context;
      const watched = everyone.flatMap(({ partner, values }) => {
        const until = watchedUntil(partner, asOf);
        return spellsOf(partner, values.events, context).map((spell) => ({ spell, until }));
      });
      const median = kaplanMeierMedian(watched.map(({ spell, until }) => lengthOf(spell, until)));
      const mature = watched.filter(({ spell, until }) => spell.enteredDay + REACTIVATED_WITHIN_DAYS <= until);
      const back = mature.filter(({ spell }) => isBackWithin(spell, REACTIVATED_WITHIN_DAYS)).length;
      const young = watched.length - mature.length;
      const excluded = young > 0 ? { 'not watched for 180 days': young } : {};
      const lately = (day: Day | null) => day !== null && day > asOf - RECENT_DAYS;
      const open = watched.filter(({ spell }) => spell.leftDay === null).length;
      return {
        'median-length':
          median === undefined || watched.length < MIN_SPELLS
            ? notEnoughData(Math.min(watched.length, MIN_SPELLS - 1), MIN_SPELLS, {
                sample: watched.length,
                reason: watched.length < MIN_SPELLS ? undefined : 'More than half are still inactive',
              })
            : value(median, { sample: watched.length, numerator: watched.length - open, denominator: watched.length }),
        reactivated: share(back, mature.length, MIN_RATE, { excluded }),
        entered: value(watched.filter(({ spell }) => lately(spell.enteredDay)).length, { denominator: watched.length }),
        woke: value(watched.filter(({ spell }) => lately(spell.leftDay)).length, { denominator: watched.length }),
      };
    },
  },
});

const ALWAYS_ACTIVE = { spells: value(0), 'current-spell': value(0, { sample: 0 }) };

const isBackWithin = ({ enteredDay, leftDay }: Spell, days: number): boolean =>
  leftDay !== null && leftDay <= enteredDay + days;

/** Seen from the date asked for; the list of a partner's spells has the dates. */
const inWords = ({ enteredDay, leftDay }: Spell, asOf: Day): string =>
  `${asOf - enteredDay} days ago to ${leftDay === null ? 'now' : `${asOf - leftDay} days ago`}`;
