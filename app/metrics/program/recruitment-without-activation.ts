/**
 * Do we recruit partners that never get going?
 * Of those that have had their first 90 days, the share that registered nothing in them.
 */

import { isSourced } from '../derived/deals.ts';
import { type FoldValues, firstOf, standing } from '../fold.ts';
import { defineMetric, type PeerValues } from '../metric.ts';
import { notEnoughData, share, value } from '../result.ts';

const peers = { registration: firstOf('registrations', { reach: standing, where: isSourced }) };

const ACTIVATED_WITHIN_DAYS = 90;
const SIGNED_WITHIN_DAYS = 270;
const MIN_PARTNERS = 5;
/** The flag accuses a programme, so it wants more. */
const MIN_FOR_FLAG = 8;
const FLAG_ABOVE = 0.5;

export const recruitmentWithoutActivation = defineMetric({
  meta: {
    id: 'recruitment-without-activation',
    catalogue: 60,
    name: 'Recruitment without activation',
    question: 'Do we recruit partners that never get going?',
    formula:
      'Of the partners that signed 90 to 269 days ago: the share without a sourced registration by their day 90 (day 0 ' +
      'is the start date). Flagged above 50 %, from 8 such partners on. Partners that have left since count.',
    category: 'health',
    timing: 'leading',
    lagDays: 180,
    needs: ['roles', 'registration', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'lower',
    decision: 'Stop recruiting until onboarding brings new partners to a first registration.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Partner Program Health Indicators"; the lines are our defaults'],
    exclusions: ['Partners without a start date'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      share: {
        label: 'Recruits without a registration in 90 days, share',
        unit: 'ratio',
        window: 'W270',
        role: 'sourced',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      'not-activated': {
        label: 'Recruits without a registration in 90 days',
        unit: 'partners',
        window: 'W270',
        role: 'sourced',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
      },
      flag: {
        label: 'Recruitment without activation',
        unit: 'flag',
        window: 'W270',
        role: 'sourced',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  program: {
    folds: {},
    peers,
    finish(_, { everyone, asOf }) {
      const recruits = everyone.filter(({ partner: { start } }) => {
        const age = start === null ? -1 : asOf - start.day;
        return age >= ACTIVATED_WITHIN_DAYS && age < SIGNED_WITHIN_DAYS;
      });
      const idle = recruits.filter((peer) => !isActivated(peer)).length;
      const isProxy = recruits.some(({ partner }) => partner.start?.from === 'create-date');
      const shared = { qualifier: isProxy ? ('proxy-date' as const) : undefined };
      const counts = { numerator: idle, denominator: recruits.length, sample: recruits.length, ...shared };
      const isFlagged = idle > FLAG_ABOVE * recruits.length;
      return {
        share: share(idle, recruits.length, MIN_PARTNERS, shared),
        'not-activated': value(idle, counts),
        flag:
          recruits.length < MIN_FOR_FLAG
            ? notEnoughData(recruits.length, MIN_FOR_FLAG, counts)
            : value(isFlagged ? 1 : 0, counts),
      };
    },
  },
});

function isActivated({ partner, values }: PeerValues<FoldValues<typeof peers>>): boolean {
  const first = values.registration.day;
  return first !== null && partner.start !== null && first <= partner.start.day + ACTIVATED_WITHIN_DAYS;
}
