/**
 * How much of the programme is alive?
 * The number of partners flatters; the share of them that did something in the last 90 days does not.
 */

import { ACTIVE, activityQualifier, isActive } from '../derived/activity.ts';
import { defineMetric } from '../metric.ts';
import { share, value } from '../result.ts';

const MIN_PARTNERS = 5;
/** A partner signed more lately has not had the window to be active in. */
const COUNTED_FROM_DAYS = 90;

export const activePartners = defineMetric({
  meta: {
    id: 'active-partners',
    catalogue: 59,
    name: 'Active partners',
    question: 'How much of the programme is alive?',
    formula:
      'Partners with at least one qualifying event in the last 90 days / partners that signed at least 90 days ago and ' +
      'have not left; the former are counted among the latter only. Qualifying events are those of the published list ' +
      'in the settings; item 70 is the same number.',
    category: 'health',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles', 'startDate'],
    minimumSample: MIN_PARTNERS,
    better: 'higher',
    decision: 'Wake partners before recruiting more.',
    cadence: 'monthly',
    sources: ['Partnership Tracking Metrics, section "Partner Program Health Indicators"'],
    exclusions: ['Partners signed less than 90 days ago', 'Partners without a start date: counted beside the number'],
    version: 2,
    changelog: [
      '1: registrations of sourced deals and won deals in any role are the qualifying events',
      "2: every kind on the account's published list counts once it is connected",
    ],
    measures: {
      share: {
        label: 'Active partners, share',
        unit: 'ratio',
        window: 'W90',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
      active: {
        label: 'Active partners',
        unit: 'partners',
        window: 'W90',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
        beside: 'active-partners/share',
      },
    },
  },
  program: {
    folds: {},
    peers: ACTIVE,
    finish(_, { peers, asOf, facts }) {
      const qualifier = activityQualifier(facts);
      const counted = peers.filter(({ partner }) => partner.start && partner.start.day <= asOf - COUNTED_FROM_DAYS);
      const active = counted.filter(({ values }) => isActive(values)).length;
      const undated = peers.filter(({ partner }) => partner.start === null).length;
      const fresh = peers.length - counted.length - undated;
      const excluded = {
        ...(undated > 0 && { 'no start date': undated }),
        ...(fresh > 0 && { 'signed less than 90 days ago': fresh }),
      };
      return {
        share: share(active, counted.length, MIN_PARTNERS, { excluded, qualifier }),
        active: value(active, { numerator: active, denominator: counted.length, excluded, qualifier }),
      };
    },
  },
});
