/**
 * Is the partner active with us, or has it fallen asleep?
 * Dormant: no qualifying event in 90 days. Engaged: at least one in each of the last three times 30 days. Between the
 * two: intermittent. While neither mail, meetings, tickets, training nor logins are connected, only deals can show
 * activity, and it is said so.
 */

import { activityQualifier } from '../derived/activity.ts';
import { offRoster } from '../derived/tenure.ts';
import { countOf, type FoldValues, lastDays, lastOf, standing } from '../fold.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, type Result, type Shared, value } from '../result.ts';

const months = {
  latest: countOf('events', { reach: lastDays(30) }),
  middle: countOf('events', { reach: lastDays(30, 30) }),
  earliest: countOf('events', { reach: lastDays(30, 60) }),
};
type Months = FoldValues<typeof months>;

const STATES = ['engaged', 'intermittent', 'dormant'] as const;

function stateOf({ latest, middle, earliest }: Months): (typeof STATES)[number] {
  if (latest.count + middle.count + earliest.count === 0) return 'dormant';
  return latest.count > 0 && middle.count > 0 && earliest.count > 0 ? 'engaged' : 'intermittent';
}

const countMeasure = (label: string) =>
  ({ label, unit: 'partners', window: 'W90', scope: 'program', range: [0, null], whenEmpty: 0 }) as const;

export const engagementState = defineMetric({
  meta: {
    id: 'engagement-state',
    catalogue: 13,
    name: 'Engaged or dormant',
    question: 'Is the partner active with us, or has it fallen asleep?',
    formula:
      'Dormant: no qualifying event in 90 days; engaged: at least one in each of the three times 30 days; else ' +
      'intermittent. Days since the last qualifying event, or since signing where there has been none. Qualifying events ' +
      'are those of the published list in the settings.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Call the partner that has gone quiet, before asking it for anything.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Partners that have not signed yet or have left', 'Kinds of activity that are not connected'],
    version: 2,
    changelog: [
      '1: registrations of sourced deals and won deals in any role are the qualifying events',
      "2: every kind on the account's published list counts once it is connected",
    ],
    measures: {
      state: {
        label: 'Engagement',
        unit: 'stage',
        window: 'W90',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'text',
      },
      'days-since': {
        label: 'Days since last activity',
        unit: 'days',
        window: 'lifetime',
        scope: 'partner',
        range: [0, null],
        whenEmpty: 'number',
      },
      engaged: countMeasure('Engaged partners'),
      intermittent: countMeasure('Intermittent partners'),
      dormant: countMeasure('Dormant partners'),
    },
  },
  partner: {
    folds: { ...months, last: lastOf('events', { reach: standing }) },
    finish({ last, ...months }, context) {
      const { partner, facts } = context;
      const off = offRoster(partner, context);
      if (off) return { state: off, 'days-since': off };
      const sample = months.latest.count + months.middle.count + months.earliest.count;
      const qualifier = activityQualifier(facts);
      const state = value(stateOf(months), { sample, qualifier });
      const since = daysSince(last.day, partner.start?.day ?? null, context.asOf, { sample: last.count, qualifier });
      return { state, 'days-since': since };
    },
  },
  program: {
    folds: {},
    peers: months,
    finish(_, { peers, facts }) {
      const qualifier = activityQualifier(facts);
      const states = peers.map(({ values }) => stateOf(values));
      const count = (state: (typeof STATES)[number]) =>
        value(states.filter((one) => one === state).length, { denominator: peers.length, qualifier });
      return { engaged: count('engaged'), intermittent: count('intermittent'), dormant: count('dormant') };
    },
  },
});

/** A partner that was never active has been silent since it signed; without a start date nothing can be said. */
function daysSince(last: number | null, start: number | null, asOf: number, shared: Shared): Result {
  if (last !== null) return value(asOf - last, shared);
  const reason = 'No qualifying event yet';
  if (start === null) return notEnoughData(0, 1, { ...shared, reason });
  return value(asOf - start, { ...shared, reason: `${reason}: counted from signing` });
}
