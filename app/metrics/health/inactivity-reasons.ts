/**
 * Why do partners go silent?
 * Somebody has to find out: the reason comes from a feed. A last request for support that was never closed is shown as a
 * hint.
 */

import { NEEDS } from '../../facts/need.ts';
import type { PartnerFact } from '../../facts/partner.ts';
import { FEEDS } from '../../feeds/feeds.ts';
import { type Day, NEVER } from '../../kit/days.ts';
import { uncoveredNow } from '../derived/feed-coverage.ts';
import { inactiveSince, LAST_EVENT, notInactive, silentSince } from '../derived/inactivity.ts';
import { type FoldValues, lastOf, rowsOf, standing } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notApplicable, notEnoughData, notSetUp, type Result, share, value } from '../result.ts';

const REASONS = FEEDS['inactivity-reasons'].columns.reason.choices;
type Reason = (typeof REASONS)[number];
const UNKNOWN: Reason = 'unknown';

const found = (reason: Reason) =>
  lastOf('inactivity-reasons', { reach: standing, where: (row) => row.reason === REASONS.indexOf(reason) });
/** The last day on which each reason was found. */
const findings = {
  'no-fit': found('no-fit'),
  'no-time': found('no-time'),
  'moved-to-competitor': found('moved-to-competitor'),
  'our-failure': found('our-failure'),
  'champion-left': found('champion-left'),
  unknown: found('unknown'),
};
const folds = { ...findings, ...LAST_EVENT };
type Values = FoldValues<typeof folds>;
const MIN_PARTNERS = 5;

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'text',
  window: 'as-of',
  scope: 'program',
  range: [null, null],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const inactivityReasons = defineMetric({
  meta: {
    id: 'inactivity-reasons',
    catalogue: 72,
    name: 'Reasons for inactivity',
    question: 'Why do partners go silent?',
    formula:
      'The last reason found for an inactive partner since its last qualifying event; of two on one day the first in the ' +
      'order of the feed. Of the inactive partners with a known reason: the most frequent one and its share; of all inactive ' +
      'partners: the share without one. Hint: the last request for support is still open.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'inactivity-reasons'],
    minimumSample: MIN_PARTNERS,
    better: 'neither',
    decision: 'Mend what is ours to mend; let go where it never fitted.',
    cadence: 'quarterly',
    sources: ['Partner programme KPIs, "reasons for inactivity"'],
    exclusions: [
      'Reasons found before the last event: they explained an earlier silence',
      'Hints that no facts hold: that a main contact left or its mail bounced, and commissions that are owed',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      reason: measure('Reason for inactivity', { scope: 'partner' }),
      'open-ticket': measure('Hint: last request for support still open', {
        unit: 'flag',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'not-applicable',
      }),
      'top-reason': measure('Most frequent reason for inactivity'),
      'top-share': measure('Share of that reason', { unit: 'ratio', range: [0, 1] }),
      unknown: measure('Inactive partners without a known reason, share', { unit: 'ratio', range: [0, 1] }),
    },
  },
  partner: {
    folds: { ...folds, tickets: rowsOf('tickets', { reach: standing }) },
    finish(values, context) {
      const { partner, facts } = context;
      if (inactiveSince(partner, values.last.day, context) === undefined) {
        const off = notInactive(partner, context);
        return { reason: off, 'open-ticket': off };
      }
      const { hasCome } = context;
      const requests = values.tickets.map(({ day, closedDay }) => ({
        day,
        isOpen: closedDay === NEVER || !hasCome(closedDay),
      }));
      const late = uncoveredNow(context, 'inactivity-reasons', 1);
      return {
        reason: late ?? reasonResult(reasonOf(values, partner)),
        'open-ticket': facts.mapped.tickets ? hintOf(requests) : notSetUp(NEEDS.tickets),
      };
    },
  },
  program: {
    folds: {},
    peers: folds,
    finish(_, context) {
      const { peers } = context;
      const late = uncoveredNow(context, 'inactivity-reasons', 1);
      if (late) return { 'top-reason': late, 'top-share': late, unknown: late };
      const inactive = peers.filter(
        ({ partner, values }) => inactiveSince(partner, values.last.day, context) !== undefined,
      );
      const reasons = inactive.flatMap(({ partner, values }) => {
        const reason = reasonOf(values, partner);
        return reason === undefined || reason === UNKNOWN ? [] : [reason];
      });
      const counts = REASONS.map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }));
      const [top] = counts.toSorted((a, b) => b.count - a.count);
      const shared = { sample: reasons.length };
      return {
        'top-reason': top && top.count > 0 ? value(top.reason, shared) : notEnoughData(0, 1),
        'top-share': share(top?.count ?? 0, reasons.length, 1, {
          reason: top && top.count > 0 ? top.reason : undefined,
        }),
        unknown: share(inactive.length - reasons.length, inactive.length, MIN_PARTNERS),
      };
    },
  },
});

/** Undefined where nobody has found one since the partner went silent. */
function reasonOf(values: Values, partner: PartnerFact): Reason | undefined {
  const since: Day = silentSince(partner, values.last.day);
  const [last] = REASONS.flatMap((reason) => {
    const { day } = values[reason];
    return day === null || day < since ? [] : [{ day, reason }];
  }).toSorted((a, b) => b.day - a.day);
  return last?.reason;
}

const reasonResult = (reason: Reason | undefined): Result =>
  reason === undefined ? notEnoughData(0, 1, { reason: 'Nobody has found out yet' }) : value(reason, { sample: 1 });

function hintOf(requests: readonly { readonly day: Day; readonly isOpen: boolean }[]): Result {
  const last = Math.max(...requests.map(({ day }) => day));
  if (requests.length === 0) return notApplicable('The partner never asked for support');
  return value(requests.some(({ day, isOpen }) => day === last && isOpen) ? 1 : 0, { sample: requests.length });
}
