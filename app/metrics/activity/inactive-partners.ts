/**
 * Who has fallen asleep, since when, and what was the last thing we saw?
 */

import type { PartnerFact } from '../../facts/partner.ts';
import type { EventKind } from '../../facts/tables.ts';
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
import { notEnoughData, type Result, share, value } from '../result.ts';

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
      const lastEvent = last ? LAST[last.kind] : NO_EVENT;
      if (off) return { inactive: off, 'days-inactive': off, 'last-event': lastEvent };
      const proxy = proxyOf(partner);
      if (inactiveSince(partner, last?.day ?? null, context) === undefined) {
        const inactive = proxy ? NOT_INACTIVE_BY_PROXY : NOT_INACTIVE;
        return { inactive, 'days-inactive': notInactive(partner, context), 'last-event': lastEvent };
      }
      return {
        inactive: value(1, { qualifier: proxy }),
        'days-inactive': value(context.asOf - silentSince(partner, last?.day ?? null), {
          sample: last ? 1 : 0,
          qualifier: last ? undefined : proxy,
        }),
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

const lastWas = (kind: EventKind): Result => value(kind, { sample: 1 });
const LAST: Readonly<Record<EventKind, Result>> = {
  registration: lastWas('registration'),
  'won-deal': lastWas('won-deal'),
  'partner-contact': lastWas('partner-contact'),
  meeting: lastWas('meeting'),
  ticket: lastWas('ticket'),
  training: lastWas('training'),
  login: lastWas('login'),
};
const NO_EVENT = notEnoughData(0, 1, { reason: 'No qualifying event yet' });
const NOT_INACTIVE = value(0);
const NOT_INACTIVE_BY_PROXY = value(0, { qualifier: 'proxy-date' });

const isOldEnough = (partner: PartnerFact, asOf: Day): boolean => onRosterSince(partner) <= asOf - INACTIVE_AFTER_DAYS;

const proxyOf = ({ start }: PartnerFact) =>
  start === null || start.from === 'create-date' ? ('proxy-date' as const) : undefined;
