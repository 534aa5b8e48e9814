/**
 * What does a customer cost us that comes through partners?
 * The same costs as of a dollar, divided by the customers whose first won deal a partner sourced. Direct customers beside
 * them.
 */

import { COSTS, type Costs, costPeriod, costShared, costsOf, costsUnknown } from '../derived/costs.ts';
import { isDirect, isSourced } from '../derived/deals.ts';
import { isWithin, TWELVE_MONTHS_REACH_DAYS } from '../derived/months.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

const reach = lastDays(TWELVE_MONTHS_REACH_DAYS);
const folds = {
  ...COSTS,
  sourced: rowsOf('firstWins', { reach, where: isSourced }),
  direct: rowsOf('firstWins', { reach, where: isDirect }),
};

const MIN_CUSTOMERS = 5;

const measure = (label: string, role: 'sourced' | 'direct'): Measure => ({
  label,
  unit: 'money',
  window: 'M12',
  role,
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
});

export const costPerAcquisition = defineMetric({
  meta: {
    id: 'cost-per-acquisition',
    catalogue: 40,
    name: 'Cost per acquisition',
    question: 'What does a customer cost us that comes through partners?',
    formula:
      '(people + technology + incentives + marketing + overhead) of the programme / customers whose first won deal ever ' +
      'was sourced by a partner, both of the last 12 complete calendar months, with at least 5 customers. Direct: the ' +
      'costs of direct sales / customers won without a partner. Components that are missing are named.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'programme-costs'],
    minimumSample: MIN_CUSTOMERS,
    calendarBound: true,
    better: 'lower',
    decision: 'Win customers where a new one costs less, and ask why where it costs more.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [
      'Won deals without a customer company',
      'Components and months without a row: named beside the number',
      'Conflicts',
    ],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'cost-per-acquisition': measure('Cost per customer acquired through partners', 'sourced'),
      'direct-cost-per-acquisition': measure('Cost per customer acquired directly', 'direct'),
    },
  },
  program: { folds, finish: finished },
});

function finished({ costs, sourced, direct }: FoldValues<typeof folds>, { facts, asOf }: Context) {
  const own = costsOf(costs, 'partner', asOf);
  const theirs = costsOf(costs, 'direct', asOf);
  return {
    'cost-per-acquisition': costsUnknown(facts, own, asOf) ?? costPerCustomer(own, sourced, asOf),
    'direct-cost-per-acquisition': costsUnknown(facts, theirs, asOf) ?? costPerCustomer(theirs, direct, asOf),
  };
}

function costPerCustomer(costs: Costs, firstWins: Rows<'firstWins'>, asOf: number): Result {
  const period = costPeriod(asOf);
  const customers = firstWins.map(({ day }) => isWithin(day, period)).filter(Boolean).length;
  const shared = { ...costShared(costs), denominator: customers, sample: customers };
  return customers >= MIN_CUSTOMERS
    ? value(costs.total / customers, shared)
    : notEnoughData(customers, MIN_CUSTOMERS, shared);
}
