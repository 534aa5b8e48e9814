/**
 * How long after signing does a partner win its first deal?
 * Partners that have not won yet count with the time they have waited (Kaplan and Meier): leaving them out would make a
 * slow programme look fast.
 */

import type { Day } from '../../kit/days.ts';
import { kaplanMeierMedian, type Waiting } from '../../kit/kaplan-meier.ts';
import { isAnyRole, isWon } from '../derived/deals.ts';
import { hasLeft } from '../derived/tenure.ts';
import { type FoldValues, firstOf, standing } from '../fold.ts';
import { defineMetric, type PartnerContext, type PeerValues } from '../metric.ts';
import { notApplicable, notEnoughData, notSetUp, type Qualifier, type Result, value } from '../result.ts';

const folds = {
  firstWin: firstOf('decisions', { reach: standing, where: (row) => isWon(row) && isAnyRole(row) }),
};
type Values = FoldValues<typeof folds>;

/** A median of fewer partners says nothing. */
const MIN_PARTNERS = 3;

export const timeToFirstDeal = defineMetric({
  meta: {
    id: 'time-to-first-deal',
    catalogue: 46,
    name: 'Time to first deal',
    question: 'How long after signing does a partner win its first deal?',
    formula:
      'Days from the start date to the close of the first won deal in any role. Programme: median by Kaplan and Meier over ' +
      'all partners with a start date; those without a win count as waiting up to the date, or up to the day they left. ' +
      'Where the curve rests on one half, the middle of that stretch.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'lower',
    decision: 'Change onboarding where first deals take too long; visit the partner that waits longest.',
    cadence: 'quarterly',
    sources: [
      'Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization": signing to first closed deal',
      'Kaplan and Meier 1958',
    ],
    exclusions: ['Partners without a start date', 'Partners whose first won deal closed before their start date'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      days: {
        label: 'Time to first deal',
        unit: 'days',
        window: 'lifetime',
        role: 'any',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      median: {
        label: 'Time to first deal, median',
        unit: 'days',
        window: 'lifetime',
        role: 'any',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-enough-data',
      },
      waiting: {
        label: 'Partners still waiting for a first deal',
        unit: 'partners',
        window: 'as-of',
        role: 'any',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
      'longest-wait': {
        label: 'Longest wait for a first deal',
        unit: 'days',
        window: 'as-of',
        role: 'any',
        scope: 'program',
        range: [0, null],
        whenEmpty: 'not-applicable',
      },
    },
  },
  partner: {
    folds,
    finish: (values, context) => ({ days: daysOf(values, context) }),
  },
  program: {
    folds: {},
    peers: folds,
    finish(_, { everyone, asOf }) {
      const observed = everyone.flatMap((peer) => observe(peer, asOf) ?? []);
      const waiting = observed.filter(({ event, isHere }) => !event && isHere).map(({ days }) => days);
      const excluded = exclusionsOf(everyone, asOf);
      return {
        median: medianOf(observed, excluded),
        waiting: value(waiting.length, { numerator: waiting.length, denominator: observed.length, excluded }),
        'longest-wait':
          waiting.length > 0
            ? value(Math.max(...waiting), { sample: waiting.length })
            : notApplicable('No partner is waiting for its first deal'),
      };
    },
  },
});

function daysOf({ firstWin }: Values, context: PartnerContext<object>): Result {
  const { partner, hasCome } = context;
  if (!partner.start) return notSetUp("Fill in this partner's start date");
  if (!hasCome(partner.start.day)) return notApplicable('Had not signed yet');
  const qualifier: Qualifier | undefined = partner.start.from === 'create-date' ? 'proxy-date' : undefined;
  if (firstWin.day === null) {
    const hasLeft = partner.end !== null && hasCome(partner.end.day);
    const reason = hasLeft
      ? 'Left without a won deal'
      : `No won deal yet, ${context.asOf - partner.start.day} days after signing`;
    return notEnoughData(0, 1, { reason, qualifier });
  }
  const days = firstWin.day - partner.start.day;
  return days < 0
    ? notApplicable('Its first won deal closed before its start date: check the date', { qualifier })
    : value(days, { sample: firstWin.count, qualifier });
}

type Peer = PeerValues<Values>;

/** How long a partner waited, or has waited; undefined where that cannot be known. */
function observe({ partner, values }: Peer, asOf: Day): (Waiting & { isHere: boolean }) | undefined {
  if (!partner.start || partner.start.day > asOf) return undefined;
  const isHere = !hasLeft(partner, asOf);
  const until = isHere ? asOf : (partner.end?.day ?? asOf);
  const win = values.firstWin.day;
  const days = (win ?? until) - partner.start.day;
  return days < 0 ? undefined : { days, event: win !== null, isHere };
}

function exclusionsOf(everyone: readonly Peer[], asOf: Day): Record<string, number> {
  const undated = everyone.filter(({ partner }) => !partner.start && partner.createdDay <= asOf).length;
  const early = everyone.filter(
    (peer) => peer.partner.start && peer.partner.start.day <= asOf && observe(peer, asOf) === undefined,
  ).length;
  return {
    ...(undated > 0 && { 'no start date': undated }),
    ...(early > 0 && { 'first win before the start date': early }),
  };
}

function medianOf(observed: readonly Waiting[], excluded: Record<string, number>): Result {
  const wins = observed.filter(({ event }) => event).length;
  const shared = { numerator: wins, denominator: observed.length, sample: observed.length, excluded };
  if (observed.length < MIN_PARTNERS) return notEnoughData(observed.length, MIN_PARTNERS, shared);
  const median = kaplanMeierMedian(observed);
  if (median !== undefined) return value(median, shared);
  const reason = 'More than half of the partners have not won a deal yet';
  return notEnoughData(wins, Math.ceil(observed.length / 2), { ...shared, reason });
}
