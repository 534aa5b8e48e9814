/**
 * Do customers that came through the partner grow with us?
 * What customers paid a year ago, against what the same pay now: more, less, or nothing any more. Where a partner's
 * customers leave clearly more often than direct ones of the same age, its incentives may be for selling alone.
 */

import type { AccountFacts } from '../../facts/account-facts.ts';
import { NEEDS } from '../../facts/need.ts';
import { counted } from '../../kit/counted.ts';
import type { Day } from '../../kit/days.ts';
import { memo, memoByDay } from '../../kit/memo.ts';
import { amountOf, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
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
  wonOf,
  YEAR_DAYS,
  yearsOf,
} from '../derived/retention.ts';
import { type FoldValues, lastDays, type Tallied, tallyOf } from '../fold.ts';
import { defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, notSetUp, type Result, value } from '../result.ts';

const MIN_TO_FLAG = 10;
const FLAG_FROM_POINTS = 0.05;
/** Differences of shares miss a bound by rounding. */
const CLOSE = 1e-9;

/**
 * Won of each customer in the year, whoever won it. Of a customer that was won before the year, all is existing business but
 * what HubSpot says is new. A deal with several customers counts for its first.
 */
const SOLD_LATER = {
  later: tallyOf('decisions', ({ deal }, { deals }) => deals[deal]?.customers[0] ?? [], {
    reach: lastDays(YEAR_DAYS),
    of: amountOf,
    where: (row, { deals }) => isWon(row) && deals[row.deal]?.business !== 'new',
    excluding: WITHOUT_AMOUNT,
  }),
};
const reference = { ...RETENTION_REFERENCE, ...SOLD_LATER };

const measure = (label: string, more: Partial<Measure> = {}): Measure => ({
  label,
  unit: 'ratio',
  window: 'W365',
  role: 'sourced',
  scope: 'both',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  moneyCounts: ['numerator', 'denominator'],
  ...more,
});

export const customerExpansion = defineMetric({
  meta: {
    id: 'customer-expansion',
    catalogue: 34,
    name: 'Expansion of partner-sourced customers',
    question: 'Do customers that came through the partner grow with us?',
    formula:
      'Net revenue retention: recurring revenue now / 365 days ago, of the customers sourced by the partner that were won ' +
      'at least 365 days ago and paid then; what they pay more, less or no more is in it. Expansion: the part that grew / ' +
      'the start. Misaligned incentives: at least 10 customers on either side, and the share lost is 5 points or more ' +
      'above that of direct customers of the same age (item 33). Won later: amounts won in 365 days, whoever won them, with ' +
      'customers that the partner sourced before those 365 days, but for deals that HubSpot calls new business; a deal ' +
      'counts for its first customer.',
    category: 'outcome',
    timing: 'lagging',
    lagDays: 365,
    needs: ['roles'],
    minimumSample: MIN_CUSTOMERS,
    better: 'higher',
    decision: 'Pay for customers that stay and grow where a partner is paid for signing them.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Critical Outcome Metrics"'],
    exclusions: [
      'Customers won less than 365 days ago',
      'Customers whose recurring revenue is not supplied: counted beside the number',
      'Won later: deals without an amount, with a negative one, or in a currency without a rate',
      'Conflicts',
    ],
    version: 3,
    changelog: [
      '1: first definition',
      '2: from line items and subscriptions, what was asked for then, and not what is asked for today',
      '3: what was won later with the same customers is told as well, also without recurring revenue',
    ],
    measures: {
      'net-retention': measure('Net revenue retention'),
      'direct-net-retention': measure('Net revenue retention of direct customers', { role: 'direct' }),
      expansion: measure('Growth of customers that grew'),
      'misaligned-incentives': measure('Customers leave more often than direct ones', {
        unit: 'flag',
        range: [0, 1],
        window: 'lifetime',
        moneyCounts: [],
      }),
      'won-later': measure('Won later with customers that were sourced, 12 months', {
        unit: 'money',
        whenEmpty: 0,
        moneyCounts: ['numerator'],
      }),
    },
  },
  partner: {
    folds: ACQUIRED,
    reference,
    finish: ({ acquired }, { reference, asOf, facts }) => {
      const later = wonLater(acquired, reference.later, facts);
      const beside = heldAgainst(reference, asOf, facts);
      return beside.unknown
        ? paymentsAre(beside.unknown, later)
        : ofPayments(countYears(acquired, asOf, reference.recurring, facts), beside, later);
    },
  },
  program: {
    folds: { ...ACQUIRED, ...reference },
    finish: (values, { asOf, facts }) => {
      const later = wonLater(values.acquired, values.later, facts);
      const beside = heldAgainst(values, asOf, facts);
      return beside.unknown
        ? paymentsAre(beside.unknown, later)
        : ofPayments(yearsOf(values.acquired, asOf, values.recurring, facts), beside, later);
    },
  },
});

/** What all partners are held against, or why nothing is known of payments: worked out once per date. */
interface Beside {
  readonly unknown: Result | undefined;
  readonly direct: CustomerYears;
  readonly directNet: Result;
}
const heldAgainst = memoByDay((reference: RetentionReference, asOf: Day, facts: AccountFacts): Beside => {
  const direct = directYears(reference, asOf, facts);
  const unknown = facts.mapped.recurring
    ? uncovered(facts, 'recurring-revenue', asOf, YEAR_DAYS + 1)
    : notSetUp(NEEDS.recurring);
  return { unknown, direct, directNet: grown(direct, 'net') };
});

const paymentsAre = (unknown: Result, later: Result) => ({
  'won-later': later,
  'net-retention': unknown,
  'direct-net-retention': unknown,
  expansion: unknown,
  'misaligned-incentives': unknown,
});

const ofPayments = (own: CustomerYears, { direct, directNet }: Beside, later: Result) => ({
  'won-later': later,
  'net-retention': grown(own, 'net'),
  'direct-net-retention': directNet,
  expansion: grown(own, 'expansion'),
  'misaligned-incentives': misaligned(own, direct),
});

/** Amounts are whole: the sum does not depend on the order of the customers. */
function wonLater(
  acquired: FoldValues<typeof ACQUIRED>['acquired'],
  later: Tallied,
  { customers: all }: AccountFacts,
): Result {
  const { customers } = wonOf(acquired);
  const buyers = buyersIn(later, all.length);
  let sum = 0;
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i] as number;
    if (((buyers[customer >> 3] as number) >> (customer & 7)) & 1) sum += later.at(customer);
  }
  return value(sum, { numerator: sum, sample: customers.length });
}

/**
 * A bit for each customer that bought anything: most did not. The bits of all dates lie close enough together to be asked
 * quickly, the sums of all customers at all dates do not.
 */
const buyersIn = memo((later: Tallied, customers: number): Uint8Array => {
  const bits = new Uint8Array((customers >> 3) + 1);
  for (let customer = 0; customer < customers; customer++) {
    if (later.at(customer) !== 0) bits[customer >> 3] = (bits[customer >> 3] as number) | (1 << (customer & 7));
  }
  return bits;
});

function grown(years: CustomerYears, what: 'net' | 'expansion'): Result {
  const { customers, start, end, retained, untold } = years.revenue;
  const numerator = what === 'net' ? end : end - retained;
  const excluded = untold > 0 ? { 'recurring revenue not supplied': untold } : {};
  const shared = { numerator, denominator: start, sample: customers, excluded };
  return customers >= MIN_CUSTOMERS
    ? value(numerator / start, shared)
    : notEnoughData(customers, MIN_CUSTOMERS, shared);
}

function misaligned(own: CustomerYears, direct: CustomerYears): Result {
  const matched = matchedByAge(own, direct);
  const have = Math.min(matched.matched, matched.direct);
  if (have < MIN_TO_FLAG) {
    const reason = `${counted(matched.matched, 'customer')} of the partner and ${matched.direct} direct ones of the same age`;
    return notEnoughData(have, MIN_TO_FLAG, { reason });
  }
  const excess = matched.directShare - matched.ownShare;
  const isFlagged = excess >= FLAG_FROM_POINTS - CLOSE;
  const points = Math.round(Math.abs(excess) * 100);
  const reason = `Customers lost: ${counted(points, 'point')} ${excess > 0 ? 'more' : 'less'} than of direct ones of the same age`;
  return value(isFlagged ? 1 : 0, { sample: matched.matched, reason });
}
