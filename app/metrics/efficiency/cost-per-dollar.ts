/**
 * What does one dollar of revenue through partners cost us?
 * The five components stay apart, so that a number without people in it is seen to be one. Direct sales beside it, where
 * their costs are supplied.
 */

import { COST_CATEGORIES } from '../../feeds/business-feeds.ts';
import { COSTS, type Costs, costPeriod, costShared, costsOf, costsUnknown } from '../derived/costs.ts';
import { amountOf, isDirect, isSourced, isWon, WITHOUT_AMOUNT } from '../derived/deals.ts';
import { isWithin, TWELVE_MONTHS_REACH_DAYS } from '../derived/months.ts';
import { REVENUE_EXCLUSIONS } from '../derived/revenue.ts';
import { type FoldValues, lastDays, type Rows, rowsOf } from '../fold.ts';
import { type Context, defineMetric, type Measure } from '../metric.ts';
import { notEnoughData, type Result, value } from '../result.ts';

const wonBy = (isWhose: (row: { readonly roles: number; readonly direct: number }) => boolean) =>
  rowsOf('decisions', {
    reach: lastDays(TWELVE_MONTHS_REACH_DAYS),
    where: (row) => isWon(row) && isWhose(row),
    excluding: WITHOUT_AMOUNT,
  });
const folds = { ...COSTS, sourced: wonBy(isSourced), direct: wonBy(isDirect) };

const perDollar = (label: string, role: 'sourced' | 'direct'): Measure => ({
  label,
  unit: 'per-money',
  window: 'M12',
  role,
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
  moneyCounts: ['numerator', 'denominator'],
});
const cost = (label: string): Measure => ({
  label,
  unit: 'money',
  window: 'M12',
  scope: 'program',
  range: [0, null],
  whenEmpty: 'not-enough-data',
});

export const costPerDollar = defineMetric({
  meta: {
    id: 'cost-per-dollar',
    catalogue: 39,
    name: 'Cost per partner-generated dollar',
    question: 'What does one dollar of revenue through partners cost us?',
    formula:
      '(people + technology + incentives + marketing + overhead) / sourced revenue, both of the last 12 complete calendar ' +
      'months. A component without a row, or with fewer than 12 months, is named: "Excludes ...". Direct: the costs of ' +
      'direct sales / revenue of deals without a partner, in the same months.',
    category: 'efficiency',
    timing: 'lagging',
    lagDays: 0,
    needs: ['roles', 'programme-costs'],
    minimumSample: 1,
    calendarBound: true,
    better: 'lower',
    decision: 'Spend on the component that pays, and hold the programme against direct sales before growing either.',
    cadence: 'quarterly',
    sources: ['Partnership Tracking Metrics, section "Efficiency Metrics That Drive Optimization"'],
    exclusions: [...REVENUE_EXCLUSIONS, 'Components and months without a row: named beside the number'],
    version: 1,
    changelog: ['1: first definition'],
    measures: {
      'cost-per-dollar': perDollar('Cost of revenue through partners', 'sourced'),
      'direct-cost-per-dollar': perDollar('Cost of direct revenue', 'direct'),
      people: cost('Cost of people'),
      technology: cost('Cost of technology'),
      incentives: cost('Cost of incentives'),
      marketing: cost('Cost of marketing'),
      overhead: cost('Cost of overhead'),
    },
  },
  program: { folds, finish: finished },
});

function finished({ costs, sourced, direct }: FoldValues<typeof folds>, { facts, asOf }: Context) {
  const own = costsOf(costs, 'partner', asOf);
  const theirs = costsOf(costs, 'direct', asOf);
  const unknown = costsUnknown(facts, own, asOf);
  return {
    'cost-per-dollar': unknown ?? costPerRevenue(own, sourced, asOf),
    'direct-cost-per-dollar': costsUnknown(facts, theirs, asOf) ?? costPerRevenue(theirs, direct, asOf),
    ...Object.fromEntries(COST_CATEGORIES.map((name) => [name, unknown ?? component(own, name)])),
  };
}

function costPerRevenue(costs: Costs, won: Rows<'decisions'>, asOf: number): Result {
  const period = costPeriod(asOf);
  let revenue = 0;
  let deals = 0;
  won.each((row) => {
    if (!isWithin(row.day, period)) return;
    revenue += amountOf(row);
    deals++;
  });
  const shared = { ...costShared(costs), denominator: revenue, sample: deals };
  if (revenue <= 0) return notEnoughData(0, 1, { ...shared, sample: 0, reason: 'No revenue in the 12 months' });
  return value(costs.total / revenue, shared);
}

function component({ components, period }: Costs, name: (typeof COST_CATEGORIES)[number]): Result {
  const known = components.get(name);
  if (!known) return notEnoughData(0, period.count, { reason: `The feed "programme-costs" has no row of ${name}` });
  const isWhole = known.months === period.count;
  return value(known.sum, {
    numerator: known.sum,
    sample: known.months,
    ...(!isWhole && { qualifier: 'provisional', reason: `${known.months} of ${period.count} months` }),
  });
}
