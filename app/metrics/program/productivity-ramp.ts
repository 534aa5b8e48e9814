/**
 * Do new partners get going, and do later ones get going faster?
 * Partners by the calendar quarter they signed in: the share that had registered a deal by day 30, 60 and 90, and won
 * one by day 90 and 180; and the revenue each has brought after 3, 6 and 12 months. A partner that has not had its days
 * yet is left out of that number and counted.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { type Day, FOREVER, monthsLater, NEVER, quarterName, quarterStart } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { betweenCohorts } from '../derived/between-cohorts.ts';
import { amountOf, isAnyRole, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { sourcedBy } from '../derived/sourced-by.ts';
import { type FoldValues, firstOf, lastDays, standing, type Tallied, tallyOf } from '../fold.ts';
import { defineMetric, type Measure, type PeerValues } from '../metric.ts';
import { type Result, share } from '../result.ts';

const peers = {
  registration: firstOf('registrations', { reach: standing, where: isSourced }),
  win: firstOf('decisions', { reach: standing, where: (row) => isWon(row) && isAnyRole(row) }),
};
type Peer = PeerValues<FoldValues<typeof peers>>;

/** Revenue is told up to so many months after signing. */
const REVENUE_MONTHS = [3, 6, 12] as const;

/** Where in the tally a partner's revenue of its first months stands: one place for each number of months. */
const placeOf = (partner: number, months: (typeof REVENUE_MONTHS)[number]): number =>
  partner * REVENUE_MONTHS.length + REVENUE_MONTHS.indexOf(months);

/** By partner, the last day of its first 3, 6 and 12 months. */
const monthEndsOf = memo(({ partners }: AccountFacts) =>
  partners.map(({ start }) => start && REVENUE_MONTHS.map((months) => monthsLater(start.day, months))),
);

/** The partners that sourced a deal, in each of their first months that hold the day. */
function placesOf({ deal, day }: TableRow<'decisions'>, facts: AccountFacts): number[] {
  return sourcedBy(facts)(deal).flatMap((partner) => {
    const start = facts.partners[partner]?.start?.day ?? FOREVER;
    const ends = monthEndsOf(facts)[partner];
    return REVENUE_MONTHS.filter((_, i) => day >= start && day <= (ends?.[i] ?? NEVER)).map((months) =>
      placeOf(partner, months),
    );
  });
}

/** The oldest cohort signed less than five quarters ago, and only wins since signing count. */
const revenue = tallyOf('decisions', placesOf, {
  reach: lastDays(5 * 92),
  where: (row) => isWon(row) && isSourced(row),
  of: amountOf,
  excluding: WITHOUT_AMOUNT,
});

const MIN_PARTNERS = 5;

/** How many quarters before the one of the date the cohort signed. */
const BACK = [1, 2, 3, 4] as const;
type Back = (typeof BACK)[number];
type Key<B extends Back> =
  | `registered-${30 | 60 | 90}d-q${B}`
  | `won-${90 | 180}d-q${B}`
  | `revenue-${3 | 6 | 12}m-q${B}`;

function cohortMeasures<B extends Back>(back: B): Record<Key<B>, Measure> {
  const cohort = `Partners signed ${back === 1 ? 'last quarter' : `${back} quarters ago`}`;
  const measure = (label: string, role: 'sourced' | 'any', unit: 'ratio' | 'money'): Measure => ({
    label: `${cohort}: ${label}`,
    unit,
    window: `cohort-Q${back}`,
    role,
    scope: 'program',
    range: [0, unit === 'ratio' ? 1 : null],
    whenEmpty: 'not-enough-data',
  });
  const registered = (days: number) => measure(`registered a deal by day ${days}`, 'sourced', 'ratio');
  const won = (days: number) => measure(`won a deal by day ${days}`, 'any', 'ratio');
  const revenue = (months: number) => measure(`sourced revenue each by month ${months}`, 'sourced', 'money');
  const measures = {
    [`registered-30d-q${back}`]: registered(30),
    [`registered-60d-q${back}`]: registered(60),
    [`registered-90d-q${back}`]: registered(90),
    [`won-90d-q${back}`]: won(90),
    [`won-180d-q${back}`]: won(180),
    [`revenue-3m-q${back}`]: revenue(3),
    [`revenue-6m-q${back}`]: revenue(6),
    [`revenue-12m-q${back}`]: revenue(12),
  };
  return measures as Record<Key<B>, Measure>; // computed keys widen to string; they are exactly those of Key
}

export const productivityRamp = defineMetric({
  meta: {
    id: 'productivity-ramp',
    catalogue: 64,
    name: 'New-partner productivity ramp',
    question: 'Do new partners get going, and do later ones get going faster?',
    formula:
      'For the partners that signed in each of the last four complete calendar quarters and whose day 30, 60, 90 or 180 ' +
      'has come: the share with a first sourced registration by day 30, 60 and 90, and with a first won deal in any role ' +
      'by day 90 and 180; and their sourced revenue won from signing up to the same date 3, 6 and 12 months later, divided by ' +
      'their number. Day 0 is the start date. q1 is the last complete quarter, q4 the fourth last. Change: share registered ' +
      `by day 90 of the latest cohort of at least ${MIN_PARTNERS} whose day has come - that of the one before it; improving or ` +
      'worsening where the two-sided exact test of Fisher gives p < 0.1.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles', 'registration', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'higher',
    decision: 'Keep or change what was done to onboard the cohort.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Partner Program Health Indicators"'],
    exclusions: [
      'Partners without a start date',
      'Partners whose day has not come: counted beside the number',
      ...REVENUE_EXCLUSIONS,
    ],
    version: 2,
    changelog: ['1: first definition', '2: the latest two cohorts are held against each other'],
    calendarBound: true,
    measures: {
      ...cohortMeasures(1),
      ...cohortMeasures(2),
      ...cohortMeasures(3),
      ...cohortMeasures(4),
      'registered-90d-change': {
        label: 'Registered a deal by day 90: change from the cohort before',
        unit: 'share-change',
        window: 'cohort-Q1',
        role: 'sourced',
        scope: 'program',
        range: [-1, 1],
        whenEmpty: 'not-enough-data',
      },
      'registered-90d-direction': {
        label: 'Registered a deal by day 90: direction between cohorts',
        unit: 'text',
        window: 'cohort-Q1',
        role: 'sourced',
        scope: 'program',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: { revenue },
    peers,
    finish({ revenue }, { everyone, asOf }) {
      const cohort = (back: Back) => cohortOf(everyone, back, asOf);
      const cohorts = { 1: cohort(1), 2: cohort(2), 3: cohort(3), 4: cohort(4) };
      const ramp = (back: Back) => rampOf(cohorts[back], revenue, back, asOf);
      const ramps = { ...ramp(1), ...ramp(2), ...ramp(3), ...ramp(4) };
      const { change, direction } = betweenCohorts(BACK.map((back) => ramps[`registered-90d-q${back}`]));
      return { ...ramps, 'registered-90d-change': change, 'registered-90d-direction': direction };
    },
  },
});

type Member = Peer & { readonly start: Day };

/** Partners that signed `back` quarters before the one that holds the date. */
function cohortOf(everyone: readonly Peer[], back: Back, asOf: Day): Member[] {
  const from = quarterStart(asOf, back);
  const before = quarterStart(asOf, back - 1);
  return everyone.flatMap((peer) => {
    const start = peer.partner.start?.day;
    return start !== undefined && start >= from && start < before ? [{ ...peer, start }] : [];
  });
}

function rampOf(cohort: readonly Member[], earned: Tallied, back: Back, asOf: Day) {
  const reason = `Signed in ${quarterName(quarterStart(asOf, back))}`;
  const matureBy = (dueOf: (start: Day) => Day) => {
    const mature = cohort.filter(({ start }) => dueOf(start) <= asOf);
    const young = cohort.length - mature.length;
    return { mature, shared: { reason, excluded: young > 0 ? { 'day not reached yet': young } : {} } };
  };
  const reached = (what: 'registration' | 'win', days: number): Result => {
    const { mature, shared } = matureBy((start) => start + days);
    const done = mature.filter(({ start, values }) => values[what].day !== null && values[what].day <= start + days);
    return share(done.length, mature.length, MIN_PARTNERS, shared);
  };
  const revenue = (months: (typeof REVENUE_MONTHS)[number]): Result => {
    const { mature, shared } = matureBy((start) => monthsLater(start, months));
    const sum = mature.reduce((sum, { index }) => sum + earned.at(placeOf(index, months)), 0);
    return share(sum, mature.length, MIN_PARTNERS, shared);
  };
  return {
    [`registered-30d-q${back}`]: reached('registration', 30),
    [`registered-60d-q${back}`]: reached('registration', 60),
    [`registered-90d-q${back}`]: reached('registration', 90),
    [`won-90d-q${back}`]: reached('win', 90),
    [`won-180d-q${back}`]: reached('win', 180),
    [`revenue-3m-q${back}`]: revenue(3),
    [`revenue-6m-q${back}`]: revenue(6),
    [`revenue-12m-q${back}`]: revenue(12),
  };
}
