/**
 * Will the programme reach its target, and if not, what would close the gap?
 * What is won, what open deals of active partners should bring, and what they should still register, against the target;
 * and three ways out of a gap side by side: wake partners, recruit, or change the target.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import type { TableRow } from '../../facts/tables.ts';
import { NEVER } from '../../kit/days.ts';
import { memo } from '../../kit/memo.ts';
import { ACTIVE, isActive } from '../derived/activity.ts';
import { isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { CURRENT, isOpenSourced } from '../derived/open-deals.ts';
import {
  daysToClose,
  expectedFromOpen,
  MIN_DECIDED,
  RATES,
  REGISTRATION_RATE_DAYS,
  ratesOf,
  wholeRates,
  wonSoFar,
} from '../derived/outlook.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { noProgramTarget, TARGETS, type TargetPeriod, targetAt } from '../derived/target.ts';
import { countOf, type FoldValues, lastDays, rowsOf, sortedOf, standing } from '../fold.ts';
import { defineMetric, type Measure, type ProgramContext } from '../metric.ts';
import { notApplicable, type Result, type Shared, value } from '../result.ts';

const isSourcedWin = (row: TableRow<'decisions'>): boolean => isWon(row) && isSourced(row);

const folds = {
  ...TARGETS,
  ...RATES,
  open: rowsOf('spans', { ...CURRENT, where: isOpenSourced, excluding: WITHOUT_AMOUNT }),
  won: rowsOf('decisions', { reach: standing, where: isSourcedWin, excluding: WITHOUT_AMOUNT }),
  /** Days from registration to close, over a year. */
  toClose: sortedOf('decisions', ({ day, registeredDay }) => day - registeredDay, {
    reach: lastDays(365),
    where: (row) => isSourcedWin(row) && row.registeredDay !== NEVER && row.day >= row.registeredDay,
    excluding: WITHOUT_AMOUNT,
  }),
};
const peerFolds = {
  ...ACTIVE,
  ...RATES,
  registered: countOf('registrations', { reach: lastDays(REGISTRATION_RATE_DAYS), where: isSourced }),
};

const measure = (label: string, unit: Measure['unit'], more: Partial<Measure> = {}): Measure => ({
  label,
  unit,
  window: 'target-period',
  role: 'sourced',
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-set-up',
  ...more,
});

export const targetOutlook = defineMetric({
  meta: {
    id: 'target-outlook',
    catalogue: 63,
    name: 'Programme coverage for targets',
    question: 'Will the programme reach its target, and if not, what would close the gap?',
    formula:
      "(sourced revenue won in the target's period so far + open sourced deals of active partners that should close in it " +
      'x close rate + expected registrations x close rate x deal size) / programme target. Close rate and deal size are ' +
      "the partner's own from 5 decided and 3 won deals of 365 days, else the programme's. Expected registrations: those " +
      'of 90 days per day x the days left in which a deal can still close, which are the days to the end of the period ' +
      'less the median days from registration to close. Gap: target - expected, also in registrations. To close it: ' +
      'gap / what an active partner should bring; recruits: the same / share of active partners; or the target that can ' +
      'be reached.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'registration', 'targets'],
    minimumSample: MIN_DECIDED,
    calendarBound: true,
    better: 'higher',
    decision: 'Wake partners, recruit, or change the target while there is time for it.',
    cadence: 'monthly',
    sources: [
      'Partnership Tracking Metrics, section "Partner Program Health Indicators"',
      'What is won already counts, and registrations too late to close do not: ours, since a forecast without them misleads',
    ],
    exclusions: [
      ...REVENUE_EXCLUSIONS,
      'Open deals without an expected close, or of partners that are not active: the latter counted beside the number',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      coverage: measure('Expected revenue of the target', 'multiple', { moneyCounts: ['numerator', 'denominator'] }),
      won: measure('Won in the period so far', 'money'),
      'from-open': measure('Expected from open deals', 'money'),
      'from-registrations': measure('Expected from registrations to come', 'money', { moneyCounts: [] }),
      gap: measure('Gap to the target', 'money'),
      'gap-registrations': measure('Registrations that would close the gap', 'deals', { moneyCounts: ['numerator'] }),
      'partners-to-wake': measure('Partners to wake to close the gap', 'partners', { moneyCounts: ['numerator'] }),
      'partners-to-recruit': measure('Partners to recruit to close the gap', 'partners', {
        moneyCounts: ['numerator'],
      }),
      'target-in-reach': measure('Target that can be reached', 'money'),
    },
  },
  program: {
    folds,
    peers: peerFolds,
    finish(values, context) {
      const target = targetAt(context, null, values.targets);
      return target ? outlook(values, target, context) : everywhere(noProgramTarget(context.facts));
    },
  },
});

const everywhere = (one: Result) => ({
  coverage: one,
  won: one,
  'from-open': one,
  'from-registrations': one,
  gap: one,
  'gap-registrations': one,
  'partners-to-wake': one,
  'partners-to-recruit': one,
  'target-in-reach': one,
});

function outlook(
  values: FoldValues<typeof folds>,
  target: TargetPeriod,
  { peers, facts, asOf }: ProgramContext<FoldValues<typeof peerFolds>>,
) {
  const whole = wholeRates(values);
  if ('state' in whole) return everywhere(whole);
  const order = orderById(facts);
  const active = peers
    .filter(({ values }) => isActive(values))
    .sort((a, b) => (order[a.index] as number) - (order[b.index] as number));
  const closeRates = new Float64Array(facts.partners.length).fill(Number.NaN);
  for (const peer of active) closeRates[peer.index] = ratesOf(peer.values, whole).closeRate;
  const won = wonSoFar(values.won, target);
  const open = expectedFromOpen(values.open, target, closeRates, facts);
  const daysLeft = Math.max(0, target.to - asOf - daysToClose(values.toClose));
  const coming = active.map((peer) => {
    const registrations = (peer.values.registered.count / REGISTRATION_RATE_DAYS) * daysLeft;
    const { closeRate, size } = ratesOf(peer.values, whole);
    return { registrations, revenue: registrations * closeRate * size };
  });
  const fresh = coming.reduce((sum, { revenue }) => sum + revenue, 0);
  const registrations = coming.reduce((sum, one) => sum + one.registrations, 0);
  const expected = won.sum + open.sum + fresh;
  const excluded = open.ofInactive > 0 ? { 'open deal of a partner that is not active': open.ofInactive } : {};
  return {
    coverage: value(expected / target.amountMinor, { numerator: expected, denominator: target.amountMinor, excluded }),
    won: value(won.sum, { numerator: won.sum, sample: won.count }),
    'from-open': value(open.sum, { numerator: open.sum, sample: open.count, excluded }),
    'from-registrations': value(fresh, { numerator: registrations, sample: active.length }),
    'target-in-reach': value(expected, { numerator: expected }),
    ...remedies(Math.max(0, target.amountMinor - expected), {
      perRegistration: whole.closeRate * whole.size,
      perActive: active.length > 0 ? fresh / active.length : 0,
      active: active.length,
      roster: peers.length,
    }),
  };
}

/** By index of partner, its place in the order of ids: sums of fractions then do not depend on the order of the facts. */
const orderById = memo(({ partners }: AccountFacts): Int32Array => {
  const order = new Int32Array(partners.length);
  const byId = [...partners.entries()].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));
  for (const [place, [index]] of byId.entries()) order[index] = place;
  return order;
});

interface Yields {
  /** Money that one more registration should bring, and one more active partner until the end of the period. */
  readonly perRegistration: number;
  readonly perActive: number;
  readonly active: number;
  readonly roster: number;
}

/** What would close the gap, each way alone. */
function remedies(gap: number, { perRegistration, perActive, active, roster }: Yields) {
  const by = (each: number, why: string, shared: Shared = {}): Result => {
    if (gap === 0) return value(0, { numerator: 0, ...shared });
    return each > 0 ? value(gap / each, { numerator: gap, ...shared }) : notApplicable(why, shared);
  };
  const tooLate = 'What partners begin now would close after the period';
  const asleep = roster - active;
  return {
    gap: value(gap, { numerator: gap }),
    'gap-registrations': by(perRegistration, 'No registered deal was won in 365 days'),
    'partners-to-wake': by(perActive, tooLate, {
      denominator: asleep,
      reason: `Partners that are not active: ${asleep}`,
    }),
    // Of partners recruited, so many become active as are now.
    'partners-to-recruit': by(roster > 0 ? (perActive * active) / roster : 0, tooLate),
  };
}
