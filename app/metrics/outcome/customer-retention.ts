/**
 * Do customers that came through the partner stay?
 * Of those won at least a year ago, the share that still are customers, and what is left of their recurring revenue of a
 * year ago. Beside them direct customers of the same age: old customers have had more time to leave.
 */

import { NEEDS } from '../../facts/need.ts';
import { counted } from '../../kit/counted.ts';
import { memo } from '../../kit/memo.ts';
import { uncovered } from '../derived/feed-coverage.ts';
import {
  ACQUIRED,
  type CustomerYears,
  directYears,
  MIN_CUSTOMERS,
  matchedByAge,
  RETENTION_REFERENCE,
  type RetentionReference,
  tellsLosses,
  YEAR_DAYS,
  yearsOf,
} from '../derived/retention.ts';
import type { FoldValues } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
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
    finish: ({ acquired }, context) => finished(acquired, context.reference, context),
  },
  program: {
    folds: { ...ACQUIRED, ...RETENTION_REFERENCE },
    finish: (values, context) => finished(values.acquired, values, context),
  },
});

function finished(
  acquired: FoldValues<typeof ACQUIRED>['acquired'],
  reference: RetentionReference,
  { facts, asOf }: Context,
) {
  const noRevenue = facts.mapped.recurring
    ? uncovered(facts, 'recurring-revenue', asOf, YEAR_DAYS + 1)
    : notSetUp(NEEDS.recurring);
  const noLosses = tellsLosses(facts)
    ? undefined
    : notSetUp('Map the date on which a customer was lost, or supply the feed "recurring-revenue"');
  const own = yearsOf(acquired, asOf, reference.recurring, facts);
  const direct = directYears(reference, asOf, facts);
  const { kept, of } = own.all;
  return {
    kept: noLosses ?? share(kept, of, MIN_CUSTOMERS),
    ...(noLosses ? { 'direct-kept': noLosses, difference: noLosses } : againstDirect(own, direct)),
    'revenue-kept': noRevenue ?? revenueKept(own),
    'direct-revenue-kept': noRevenue ?? directRevenueKept(direct),
  };
}

function againstDirect(own: CustomerYears, direct: CustomerYears) {
  const matched = matchedByAge(own, direct);
  const have = Math.min(matched.matched, matched.direct);
  const excluded = matched.unmatched > 0 ? { 'no direct customer of that age': matched.unmatched } : {};
  if (have < MIN_CUSTOMERS) {
    const reason = `${counted(matched.matched, 'customer')} of the partner and ${matched.direct} direct ones of the same age`;
    const none = notEnoughData(have, MIN_CUSTOMERS, { reason, excluded });
    return { 'direct-kept': none, difference: none };
  }
  return {
    'direct-kept': value(matched.directShare, { sample: matched.direct, excluded }),
    difference: value(matched.ownShare - matched.directShare, { sample: matched.matched, excluded }),
  };
}

/** The same for all partners. */
const directRevenueKept = memo((years: CustomerYears): Result => revenueKept(years));

function revenueKept(years: CustomerYears): Result {
  const { customers, start, retained, untold } = years.revenue;
  const excluded = untold > 0 ? { 'recurring revenue not supplied': untold } : {};
  const shared = { numerator: retained, denominator: start, sample: customers, excluded };
  return customers >= MIN_CUSTOMERS ? value(retained / start, shared) : notEnoughData(customers, MIN_CUSTOMERS, shared);
}
