/**
 * Where does the partner stand, from signing to leaving?
 * The stage decides what may be expected of it: nobody asks a partner for revenue in its first month.
 */

import type { LifecycleStage } from '../../health/lifecycle.ts';
import { isAnyRole, isSourced, isWon } from '../derived/deals.ts';
import { isDeclining, REGISTRATION_PERIODS } from '../derived/declining.ts';
import { onRosterSince } from '../derived/tenure.ts';
import { countOf, type FoldValues, lastDays, standing } from '../fold.ts';
import { defineMetric, type PartnerContext } from '../metric.ts';
import { notApplicable, value } from '../result.ts';

const wonInAnyRole = (row: { readonly won: number; readonly roles: number }) => isWon(row) && isAnyRole(row);
const folds = {
  ...REGISTRATION_PERIODS,
  events: countOf('events', { reach: lastDays(90) }),
  everRegistered: countOf('registrations', { reach: standing, where: isSourced }),
  everWon: countOf('decisions', { reach: standing, where: wonInAnyRole }),
  wonLately: countOf('decisions', { reach: lastDays(365), where: wonInAnyRole }),
};

/** Without a first deal: recruited up to here, then onboarding. */
const RECRUITED_BELOW_DAYS = 30;
/** From here on, 90 days without any event mean inactive. */
const INACTIVE_FROM_DAYS = 90;
const ESTABLISHED_FROM_WON = 3;

export const lifecycleStage = defineMetric({
  meta: {
    id: 'lifecycle-stage',
    catalogue: 56,
    name: 'Lifecycle stage',
    question: 'Where does the partner stand, from signing to leaving?',
    formula:
      'The first that holds. Left: its end date has come. Inactive: 90 days or more since signing and no qualifying event ' +
      'in the last 90. Without any sourced registration or won deal: recruited for 30 days from signing, then ' +
      'onboarding. Declining: the flag of declining registration. Established: at least 3 deals won in 365 days, in any ' +
      'role. Producing: a deal won ever. Activated: a deal registered ever.',
    category: 'health',
    timing: 'leading',
    lagDays: 0,
    needs: ['roles', 'registration'],
    minimumSample: 0,
    better: 'neither',
    decision: 'Choose what to expect and what to offer: onboarding, a first deal, growth, or a talk about leaving.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Health Metrics for Predictive Insight"'],
    exclusions: ['Partners that have not signed yet'],
    version: 2,
    changelog: [
      '1: without a start date, the day HubSpot knew the company stands for signing',
      '2: activity of every connected kind keeps a partner from being inactive',
    ],
    measures: {
      stage: {
        label: 'Lifecycle stage',
        unit: 'stage',
        window: 'as-of',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'text',
      },
    },
  },
  partner: {
    folds,
    finish(values, context) {
      const { partner } = context;
      if (!context.hasCome(onRosterSince(partner))) return NOT_SIGNED;
      const isProxy = partner.start === null || partner.start.from === 'create-date';
      return {
        stage: value(stageOf(values, context), {
          sample: values.everRegistered.count + values.everWon.count,
          qualifier: isProxy ? 'proxy-date' : undefined,
        }),
      };
    },
  },
});

const NOT_SIGNED = { stage: notApplicable('Had not signed yet') };

function stageOf(values: FoldValues<typeof folds>, { partner, hasCome }: PartnerContext<object>): LifecycleStage {
  const isOnFor = (days: number) => hasCome(onRosterSince(partner) + days);
  if (partner.end !== null && hasCome(partner.end.day)) return 'left';
  if (values.events.count === 0 && isOnFor(INACTIVE_FROM_DAYS)) return 'inactive';
  if (values.everRegistered.count === 0 && values.everWon.count === 0) {
    return isOnFor(RECRUITED_BELOW_DAYS) ? 'onboarding' : 'recruited';
  }
  if (isDeclining(values)) return 'declining';
  if (values.wonLately.count >= ESTABLISHED_FROM_WON) return 'established';
  return values.everWon.count > 0 ? 'producing' : 'activated';
}
