/**
 * Do customers that came through the partner stay?
 * Of those won at least a year ago, the share that still are customers, and what is left of their recurring revenue of a
 * year ago. Beside them direct customers of the same age: old customers have had more time to leave.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS } from '../../facts/need.ts';
import { counted } from '../../kit/counted.ts';
import type { Day } from '../../kit/days.ts';
import { memoByDay } from '../../kit/memo.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import {
  ACQUIRED,
  type CustomerYears,
  countYears,
  directYears,
  MIN_CUSTOMERS,
  matchedByAge,
  RETENTION_REFERENCE,
  type RetentionReference,
  tellsLosses,
  YEAR_DAYS,
  yearsOf,
} from '../derived/retention.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, share, value } from '../result.ts';

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'lifetime',
  role: 'sourced',
  scope: 'both',
  range: [0, 1],
  whenEmpty: 'not-enough-data',
  ...more,
});

export const customerRetention = defineMetric({
  meta: {
    id: 'customer-retention',
    catalogue: 33,
    name: 'Retention of partner-sourced customers',
    question: 'Do customers that came through the partner stay?',
    formula:
      'Of the customers whose first won deal was sourced by the partner at least 365 days ago, the share still customers: ' +
      'without a lost date, and not paying 0 where recurring revenue is supplied. Direct: the share of direct customers ' +
      'of the same age in whole years (4 and more together), weighted by how many customers of that age the partner has. ' +
      'Recurring revenue retained (GRR): of what those customers paid 365 days ago, the part still paid; no customer ' +
      'counts for more than it paid then.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 365,
    needs: ['roles'],
    minimumSample: MIN_CUSTOMERS,
    better: 'higher',
    decision: 'Reward partners whose customers stay; look into how the others sell.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"; standardising by age is ours'],
    exclusions: [
      'Customers won less than 365 days ago',
      'Direct: customers of an age at which there is no direct one, counted beside the number',
      'GRR: customers whose recurring revenue is not supplied, counted beside the number',
      'Conflicts',
    ],
    version: 2,
    changelog: [
      '1: first definition',
      '2: recurring revenue from line items and subscriptions is what was asked for then, and not what is asked for today',
    ],
    measures: {
      kept: measure('Customers kept'),
      'direct-kept': measure('Direct customers of the same age kept', { role: 'direct' }),
      difference: measure('Customers kept, difference to direct', { unit: 'share-change', range: [-1, 1] }),
      'revenue-kept': measure('Recurring revenue kept', { window: 'W365', moneyCounts: ['numerator', 'denominator'] }),
      'direct-revenue-kept': measure('Recurring revenue of direct customers kept', {
        window: 'W365',
        role: 'direct',
        moneyCounts: ['numerator', 'denominator'],
      }),
    },
  },
  partner: {
    folds: ACQUIRED,
    reference: RETENTION_REFERENCE,
    finish: ({ acquired }, { reference, asOf, facts }) =>
      finished(countYears(acquired, asOf, reference.recurring, facts), heldAgainst(reference, asOf, facts)),
  },
  program: {
    folds: { ...ACQUIRED, ...RETENTION_REFERENCE },
    finish: (values, { asOf, facts }) =>
      finished(yearsOf(values.acquired, asOf, values.recurring, facts), heldAgainst(values, asOf, facts)),
  },
});

/** What all partners are held against, and what is not known of any: worked out once per date. */
interface Beside {
  readonly direct: CustomerYears;
  readonly directRevenueKept: Result;
  readonly noLosses: Result | undefined;
  readonly noRevenue: Result | undefined;
}
const heldAgainst = memoByDay((reference: RetentionReference, asOf: Day, facts: AccountFacts): Beside => {
  const direct = directYears(reference, asOf, facts);
  const noLosses = tellsLosses(facts)
    ? undefined
    : notSetUp('Map the date on which a customer was lost, or supply the feed "recurring-revenue"');
  const noRevenue = facts.mapped.recurring
    ? uncovered(facts, 'recurring-revenue', asOf, YEAR_DAYS + 1)
    : notSetUp(NEEDS.recurring);
  return { direct, directRevenueKept: noRevenue ?? revenueKept(direct), noLosses, noRevenue };
});

function finished(own: CustomerYears, { direct, directRevenueKept, noLosses, noRevenue }: Beside) {
  const against = noLosses ? { share: noLosses, difference: noLosses } : againstDirect(own, direct);
  return {
    kept: noLosses ?? share(own.all.kept, own.all.of, MIN_CUSTOMERS),
    'direct-kept': against.share,
    difference: against.difference,
    'revenue-kept': noRevenue ?? revenueKept(own),
    'direct-revenue-kept': directRevenueKept,
  };
}

/** The share of direct customers of the same age that were kept, and the difference to it. */
function againstDirect(own: CustomerYears, direct: CustomerYears) {
  const matched = matchedByAge(own, direct);
  const have = Math.min(matched.matched, matched.direct);
  const excluded = matched.unmatched > 0 ? { 'no direct customer of that age': matched.unmatched } : {};
  if (have < MIN_CUSTOMERS) {
    const reason = `${counted(matched.matched, 'customer')} of the partner and ${matched.direct} direct ones of the same age`;
    const none = notEnoughData(have, MIN_CUSTOMERS, { reason, excluded });
    return { share: none, difference: none };
  }
  return {
    share: value(matched.directShare, { sample: matched.direct, excluded }),
    difference: value(matched.ownShare - matched.directShare, { sample: matched.matched, excluded }),
  };
}

function revenueKept(years: CustomerYears): Result {
  const { customers, start, retained, untold } = years.revenue;
  const excluded = untold > 0 ? { 'recurring revenue not supplied': untold } : {};
  const shared = { numerator: retained, denominator: start, sample: customers, excluded };
  return customers >= MIN_CUSTOMERS ? value(retained / start, shared) : notEnoughData(customers, MIN_CUSTOMERS, shared);
}
