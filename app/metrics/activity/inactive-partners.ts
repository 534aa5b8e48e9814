/**
 * Who has fallen asleep, since when, and what was the last thing we saw?
 */

import type { PartnerFact } from '../../facts/partner.ts';
import type { Day } from '../../kit/days.ts';
import { ACTIVE, isActive } from '../derived/activity.ts';
import {
  INACTIVE_AFTER_DAYS,
  inactiveSince,
  LAST_EVENTS,
  lastEventOf,
  notInactive,
  silentSince,
} from '../derived/inactivity.ts';
import { offRoster, onRosterSince } from '../derived/tenure.ts';
import { defineMetric } from '../metric.ts';
import { notEnoughData, share, value } from '../result.ts';

const MIN_PARTNERS = 5;

export const inactivePartners = defineMetric({
  meta: {
    id: 'inactive-partners',
    catalogue: 71,
    name: 'Inactive partners',
    question: 'Who has fallen asleep, since when, and what was the last thing we saw?',
    formula:
      'Inactive: on the roster for at least 90 days and without a qualifying event in the last 90. Days inactive: days since ' +
      'the last qualifying event, or since signing where there has been none. The last event is shown for every partner. ' +
      'Without a start date the day HubSpot knew the company stands for signing.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['roles'],
    minimumSample: MIN_PARTNERS,
    better: 'lower',
    decision: 'Ask each of them why, then help, or end it.',
    cadence: 'monthly',
    sources: ['Partner programme KPIs, "inactive partners"'],
    exclusions: ['Partners that have not signed yet, have left, or signed less than 90 days ago'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      inactive: {
        label: 'Inactive',
        unit: 'flag',
        window: 'W90',
        scope: 'partner',
        range: [0, 1],
        whenEmpty: 'number',
      },
      'days-inactive': {
        label: 'Days without a qualifying event',
        unit: 'days',
        window: 'lifetime',
        scope: 'partner',
        range: [INACTIVE_AFTER_DAYS, null],
        whenEmpty: 'number',
      },
      'last-event': {
        label: 'Last qualifying event',
        unit: 'text',
        window: 'lifetime',
        scope: 'partner',
        range: [null, null],
        whenEmpty: 'not-enough-data',
      },
      partners: {
        label: 'Inactive partners',
        unit: 'partners',
        window: 'W90',
        scope: 'program',
        range: [0, null],
        whenEmpty: 0,
        beside: 'inactive-partners/share',
      },
      share: {
        label: 'Inactive partners, share',
        unit: 'ratio',
        window: 'W90',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: LAST_EVENTS,
    finish(values, context) {
      const { partner } = context;
      const off = offRoster(partner, context);
      const last = lastEventOf(values);
      const lastEvent = last
        ? value(last.kind, { sample: 1 })
        : notEnoughData(0, 1, { reason: 'No qualifying event yet' });
      if (off) return { inactive: off, 'days-inactive': off, 'last-event': lastEvent };
      const isInactive = inactiveSince(partner, last?.day ?? null, context) !== undefined;
      return {
        inactive: value(isInactive ? 1 : 0, { qualifier: proxyOf(partner) }),
        'days-inactive': isInactive
          ? value(context.asOf - silentSince(partner, last?.day ?? null), {
              sample: last ? 1 : 0,
              qualifier: last ? undefined : proxyOf(partner),
            })
          : notInactive(partner, context),
        'last-event': lastEvent,
      };
    },
  },
  program: {
    folds: {},
    peers: ACTIVE,
    finish(_, { peers, asOf }) {
      const counted = peers.filter(({ partner }) => isOldEnough(partner, asOf));
      const inactive = counted.filter(({ values }) => !isActive(values)).length;
      const young = peers.length - counted.length;
      const excluded = young > 0 ? { 'signed less than 90 days ago': young } : {};
      return {
        partners: value(inactive, { numerator: inactive, denominator: counted.length, excluded }),
        share: share(inactive, counted.length, MIN_PARTNERS, { excluded }),
      };
    },
  },
});

const isOldEnough = (partner: PartnerFact, asOf: Day): boolean => onRosterSince(partner) <= asOf - INACTIVE_AFTER_DAYS;

const proxyOf = ({ start }: PartnerFact) =>
  start === null || start.from === 'create-date' ? ('proxy-date' as const) : undefined;
