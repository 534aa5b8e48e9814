/**
 * How many of the talks about a partnership end in one?
 * A talk of last week has not had its time, so talks are judged from 90 days on, by the month in which they were opened.
 */

import { median } from '../../kit/average.ts';
import { NEVER } from '../../kit/days.ts';
import {
  discussionCohorts,
  hasSigned,
  isUndecided,
  MATURE_AFTER_DAYS,
  type Talk,
} from '../derived/discussion-cohorts.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, share, value } from '../result.ts';

const WINDOW_DAYS = 365;
const MIN_TALKS = 5;
const MIN_SIGNED = 3;

export const discussionConversion = defineMetric({
  meta: {
    id: 'discussion-conversion',
    catalogue: 68,
    name: 'Conversion of discussions to sign-ups',
    question: 'How many of the talks about a partnership end in one?',
    formula:
      'Of the discussions opened 90 to 454 days ago: the share signed by the date asked for. The latest month of ' +
      'opening with 5 discussions whose discussions are all 90 days old is shown by itself; the table by month marks the ' +
      'younger months as immature. Median days from opening to signing of those signed. Open: opened in 455 days, neither signed nor lost.',
    category: 'efficiency',
    timing: 'leading',
    lagDays: 180,
    needs: ['recruitment'],
    minimumSample: MIN_TALKS,
    calendarBound: true,
    better: 'higher',
    decision: 'Talk to fewer, better fitting companies, or mend the point at which they step back.',
    cadence: 'monthly',
    sources: ['Partner programme KPIs, "conversion of partnership discussions to sign-ups"'],
    exclusions: ['Discussions younger than 90 days: counted beside the number'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      conversion: {
        label: 'Discussions that ended in a partnership, share',
        unit: 'ratio',
        window: 'W455',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'latest-month': {
        label: 'The same, of the latest month that can be judged',
        unit: 'ratio',
        window: 'W455',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'days-to-sign': {
        label: 'Days from opening to signing, median',
        unit: 'days',
        window: 'W455',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      open: {
        label: 'Open discussions',
        unit: 'records',
        window: 'W455',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
    },
  },
  program: {
    folds: { opened: rowsOf('discussions', { reach: lastDays(WINDOW_DAYS + MATURE_AFTER_DAYS) }) },
    finish({ opened }, { asOf }) {
      const talks = talksOf(opened);
      const mature = talks.filter(({ openedDay }) => openedDay <= asOf - MATURE_AFTER_DAYS);
      const young = talks.length - mature.length;
      const excluded = young > 0 ? { 'opened less than 90 days ago': young } : {};
      const signed = mature.filter((talk) => hasSigned(talk, asOf)).length;
      const cohort = discussionCohorts(talks, asOf).findLast(({ isMature, opened }) => isMature && opened >= MIN_TALKS);
      const days = talks.flatMap((talk) => (hasSigned(talk, asOf) ? [(talk.signedDay ?? 0) - talk.openedDay] : []));
      const middle = median(days);
      return {
        conversion: share(signed, mature.length, MIN_TALKS, { excluded }),
        'latest-month': share(cohort?.signed ?? 0, cohort?.opened ?? 0, MIN_TALKS, {
          reason: cohort && `Opened in ${cohort.month}`,
        }),
        'days-to-sign':
          middle === undefined || days.length < MIN_SIGNED
            ? notEnoughData(days.length, MIN_SIGNED)
            : value(middle, { sample: days.length }),
        open: value(talks.filter((talk) => isUndecided(talk, asOf)).length, { denominator: talks.length }),
      };
    },
  },
});

const dayOrNull = (day: number) => (day === NEVER ? null : day);
const talksOf = (opened: Rows<'discussions'>): Talk[] =>
  opened.map(({ day, signedDay, lostDay }) => ({
    openedDay: day,
    // Signed before it was opened is a matter of entry: it took no days.
    signedDay: signedDay === NEVER ? null : Math.max(day, signedDay),
    lostDay: dayOrNull(lostDay),
  }));
