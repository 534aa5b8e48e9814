/**
 * Do new partners get going, and do later ones get going faster?
 * Partners by the calendar quarter they signed in: the share that had registered a deal by day 30, 60 and 90, and won
 * one by day 90 and 180. A partner that has not had its days yet is left out of that share and counted.
 */

import { type Day, quarterStart } from '../../kit/days.ts';
import { isAnyRole, isSourced, isWon } from '../derived/deals.ts';
import { type FoldValues, firstOf, standing } from '../fold.ts';
import { defineMetric, type Measure, type PeerValues } from '../metric.ts';
import { type Result, share } from '../result.ts';

const peers = {
  registration: firstOf('registrations', { reach: standing, where: isSourced }),
  win: firstOf('decisions', { reach: standing, where: (row) => isWon(row) && isAnyRole(row) }),
};
type Peer = PeerValues<FoldValues<typeof peers>>;

const MIN_PARTNERS = 5;

const measure = (what: 'registered' | 'won', days: number, back: number): Measure => ({
  label: `Partners signed ${back === 1 ? 'last quarter' : `${back} quarters ago`} that had ${what} a deal by day ${days}`,
  unit: 'ratio',
  window: `cohort-Q${back}`,
  role: what === 'registered' ? 'sourced' : 'any',
  scope: 'program',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
});

export const productivityRamp = defineMetric({
  meta: {
    id: 'productivity-ramp',
    catalogue: 64,
    name: 'New-partner productivity ramp',
    question: 'Do new partners get going, and do later ones get going faster?',
    formula:
      'For the partners that signed in each of the last four complete calendar quarters and whose day 30, 60, 90 or 180 ' +
      'has come: the share with a first sourced registration by day 30, 60 and 90, and with a first won deal in any role ' +
      'by day 90 and 180. Day 0 is the start date. q1 is the last complete quarter, q4 the fourth last.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles', 'registration', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'higher',
    decision: 'Keep or change what was done to onboard the cohort.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Program-Level Indicators"'],
    exclusions: ['Partners without a start date', 'Partners whose day has not come: counted beside the number'],
    version: 1,
    changelog: ['1: revenue per partner by month is not part of it yet'],
    calendarBound: true,
    measures: {
      'registered-30d-q1': measure('registered', 30, 1),
      'registered-60d-q1': measure('registered', 60, 1),
      'registered-90d-q1': measure('registered', 90, 1),
      'won-90d-q1': measure('won', 90, 1),
      'won-180d-q1': measure('won', 180, 1),
      'registered-30d-q2': measure('registered', 30, 2),
      'registered-60d-q2': measure('registered', 60, 2),
      'registered-90d-q2': measure('registered', 90, 2),
      'won-90d-q2': measure('won', 90, 2),
      'won-180d-q2': measure('won', 180, 2),
      'registered-30d-q3': measure('registered', 30, 3),
      'registered-60d-q3': measure('registered', 60, 3),
      'registered-90d-q3': measure('registered', 90, 3),
      'won-90d-q3': measure('won', 90, 3),
      'won-180d-q3': measure('won', 180, 3),
      'registered-30d-q4': measure('registered', 30, 4),
      'registered-60d-q4': measure('registered', 60, 4),
      'registered-90d-q4': measure('registered', 90, 4),
      'won-90d-q4': measure('won', 90, 4),
      'won-180d-q4': measure('won', 180, 4),
    },
  },
  program: {
    folds: {},
    peers,
    finish(_, { everyone, asOf }) {
      const ramp = (back: number) => rampOf(everyone, back, asOf);
      return { ...ramp(1), ...ramp(2), ...ramp(3), ...ramp(4) };
    },
  },
});

/** The five shares of the cohort that signed `back` quarters before the one that holds the date. */
function rampOf(everyone: readonly Peer[], back: number, asOf: Day): Record<string, Result> {
  const from = quarterStart(asOf, back);
  const before = quarterStart(asOf, back - 1);
  const cohort = everyone.flatMap((peer) => {
    const start = peer.partner.start?.day;
    return start !== undefined && start >= from && start < before ? [{ start, ...peer.values }] : [];
  });
  const reached = (what: 'registration' | 'win', days: number): Result => {
    const mature = cohort.filter(({ start }) => start + days <= asOf);
    const done = mature.filter((one) => one[what].day !== null && one[what].day <= one.start + days).length;
    const young = cohort.length - mature.length;
    return share(done, mature.length, MIN_PARTNERS, { excluded: young > 0 ? { 'day not reached yet': young } : {} });
  };
  return {
    [`registered-30d-q${back}`]: reached('registration', 30),
    [`registered-60d-q${back}`]: reached('registration', 60),
    [`registered-90d-q${back}`]: reached('registration', 90),
    [`won-90d-q${back}`]: reached('win', 90),
    [`won-180d-q${back}`]: reached('win', 180),
  };
}
