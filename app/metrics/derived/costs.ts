/** What the programme, or direct sales, cost in the last 12 complete months, by component. */
import type { AccountFacts } from '../../facts/account-facts.ts';
import { COST_CATEGORIES } from '../../feeds/business-feeds.ts';
import type { Day } from '../../kit/days.ts';
import { lastDays, type Rows, rowsOf } from '../fold.ts';
import type { Result, Shared } from '../result.ts';
import { notEnoughData } from '../result.ts';
import { uncovered } from './feed-coverage.ts';
import { completeMonths, isWithin, type Months, TWELVE_MONTHS_REACH_DAYS } from './months.ts';

export type CostCategory = (typeof COST_CATEGORIES)[number];
export type Channel = 'partner' | 'direct';
const CHANNELS: readonly Channel[] = ['partner', 'direct'];

export const COSTS = { costs: rowsOf('programme-costs', { reach: lastDays(TWELVE_MONTHS_REACH_DAYS) }) };

export interface Component {
  /** Minor units. */
  readonly sum: number;
  /** Months of the period that have a row. */
  readonly months: number;
}

export interface Costs {
  readonly period: Months;
  readonly total: number;
  readonly components: ReadonlyMap<CostCategory, Component>;
  /** What is not in the total, in words; undefined when all five components are known for every month. */
  readonly caveat: string | undefined;
}

export const costPeriod = (asOf: Day): Months => completeMonths(asOf, 12);

export function costsOf(rows: Rows<'programme-costs'>, channel: Channel, asOf: Day): Costs {
  const period = costPeriod(asOf);
  const sums = new Map<CostCategory, { sum: number; months: Set<Day> }>();
  rows.each((row) => {
    const category = COST_CATEGORIES[row.category];
    if (!category || CHANNELS[row.channel] !== channel || !isWithin(row.day, period)) return;
    const known = sums.get(category) ?? { sum: 0, months: new Set() };
    known.sum += row.amount;
    known.months.add(row.day);
    sums.set(category, known);
  });
  const components = new Map([...sums].map(([name, { sum, months }]) => [name, { sum, months: months.size }]));
  const total = [...components.values()].reduce((all, { sum }) => all + sum, 0);
  return { period, total, components, caveat: caveatOf(components, period) };
}

/** A total without its largest part looks cheap, so what is missing is named beside it. */
function caveatOf(components: ReadonlyMap<CostCategory, Component>, { count }: Months): string | undefined {
  const missing = COST_CATEGORIES.filter((name) => !components.has(name));
  const partial = COST_CATEGORIES.flatMap((name) => {
    const months = components.get(name)?.months ?? count;
    return months < count ? [`${name} in ${count - months} of ${count} months`] : [];
  });
  const excluded = [...missing, ...partial];
  return excluded.length === 0 ? undefined : `Excludes ${excluded.join(', ')}`;
}

/** What stands in the way of any cost at the date; undefined where at least one component is known. */
export function costsUnknown(facts: AccountFacts, costs: Costs, asOf: Day): Result | undefined {
  const feed = uncovered(facts, 'programme-costs', asOf, asOf - costs.period.from + 1);
  if (feed) return feed;
  if (costs.components.size > 0) return undefined;
  return notEnoughData(0, 1, { reason: 'The feed "programme-costs" has no row for the 12 months' });
}

/** Costs as evidence beside what was made of them. */
export const costShared = ({ total, caveat }: Costs): Shared => ({
  numerator: total,
  reason: caveat,
  qualifier: caveat === undefined ? undefined : 'provisional',
});
