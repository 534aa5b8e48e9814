/**
 * On how many days does somebody at the partner use the portal?
 * Days, not logins: thirty logins in one afternoon are one day of use.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { median } from '../../kit/average.ts';
import type { Day } from '../../kit/days.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import { partnerOfRow } from '../derived/feed-people.ts';
import { countOf, lastDays, type Rows, rowsOf, standing } from '../fold.ts';
import { defineMetric, type PeerValues } from '../metric.ts';
import { notApplicable, notEnoughData, type Result, share, value } from '../result.ts';

const WINDOW_DAYS = 30;
const MIN_PARTNERS = 3;
const recent = rowsOf('portal-logins', { reach: lastDays(WINDOW_DAYS) });
const ever = countOf('portal-logins', { reach: standing });

export const portalLoginFrequency = defineMetric({
  meta: {
    id: 'portal-login-frequency',
    catalogue: 10,
    name: 'Portal login frequency',
    question: 'On how many days does somebody at the partner use the portal?',
    formula:
      'Distinct days of the last 30 with at least one login by any user of the partner. Of the programme: the median over ' +
      'the partners on the roster that have users, and the share of them with at least one such day.',
    category: 'activity',
    timing: 'leading',
    lagDays: 90,
    needs: ['portal-logins'],
    minimumSample: 0,
    better: 'higher',
    decision: 'Show a partner that stays away what the portal has for it, or ask what it misses there.',
    cadence: 'weekly',
    sources: ['Partnership Tracking Metrics, section "Essential Activity Metrics"'],
    exclusions: ['Partners of which no user has ever logged in: whether they have users is not known'],
    version: 1,
    changelog: ['1: days, not logins'],
    measures: {
      'days-30d': {
        label: 'Days with a portal login',
        unit: 'days',
        window: 'W30',
        scope: 'partner',
        range: [0, 30],
        whenEmpty: 'not-applicable',
      },
      'median-days-30d': {
        label: 'Days with a portal login, median of partners',
        unit: 'days',
        window: 'W30',
        scope: 'program',
        range: [0, 30],
        whenEmpty: 'not-enough-data',
      },
      'partners-30d': {
        label: 'Partners that used the portal, share',
        unit: 'ratio',
        window: 'W30',
        scope: 'program',
        range: [0, 1],
        whenEmpty: 'not-enough-data',
      },
    },
  },
  partner: {
    folds: { recent, ever },
    finish({ recent, ever }, { facts, asOf }) {
      const gap = uncovered(facts, 'portal-logins', asOf, WINDOW_DAYS);
      if (gap) return { 'days-30d': gap };
      if (ever.count === 0) return { 'days-30d': notApplicable('No user of the partner has ever logged in') };
      const days = new Set(recent.map(({ day }) => day)).size;
      return { 'days-30d': value(days, { numerator: days, denominator: WINDOW_DAYS, sample: recent.count }) };
    },
  },
  program: {
    folds: { recent },
    peers: { ever },
    finish({ recent }, { peers, facts, asOf }) {
      const gap = uncovered(facts, 'portal-logins', asOf, WINDOW_DAYS);
      return gap ? { 'median-days-30d': gap, 'partners-30d': gap } : ofProgram(recent, peers, facts);
    },
  },
});

function ofProgram(
  recent: Rows<'portal-logins'>,
  peers: readonly PeerValues<{ readonly ever: { readonly count: number } }>[],
  facts: AccountFacts,
): Record<'median-days-30d' | 'partners-30d', Result> {
  const days = new Map<number | null, Set<Day>>();
  recent.each((row) => {
    const partner = partnerOfRow(row, facts);
    days.set(partner, (days.get(partner) ?? new Set()).add(row.day));
  });
  const withUsers = peers.filter(({ values }) => values.ever.count > 0);
  const each = withUsers.map(({ index }) => days.get(index)?.size ?? 0);
  const without = peers.length - withUsers.length;
  const excluded = without > 0 ? { 'no user known': without } : {};
  const middle = median(each);
  const using = each.filter((count) => count > 0).length;
  return {
    'median-days-30d':
      middle === undefined || each.length < MIN_PARTNERS
        ? notEnoughData(each.length, MIN_PARTNERS, { excluded })
        : value(middle, { sample: each.length, excluded }),
    'partners-30d': share(using, each.length, MIN_PARTNERS, { excluded }),
  };
}
