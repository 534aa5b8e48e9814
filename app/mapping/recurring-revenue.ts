import type { CustomerFact } from '../facts/customer.ts';
import type { DealFact } from '../facts/deal.ts';
import type { FeedRowFact } from '../facts/feed-row.ts';
import type { Finding } from '../facts/finding.ts';
import { type Day, FOREVER, formatDay, monthStart } from '../kit/days.ts';
import type { Stretch } from './billing.ts';
import type { Zone } from './dates.ts';
import { fromLineItems } from './line-items.ts';
import type { AccountRecords } from './records.ts';
import { fromSubscriptions } from './subscriptions.ts';

const FEED = 'recurring-revenue';

interface Recurring {
  readonly rows: readonly FeedRowFact[];
  /** About line items, by deal. */
  readonly ofDeals: ReadonlyMap<string, readonly Finding[]>;
  /** About subscriptions. */
  readonly ofCompanies: readonly Finding[];
}

const NOTHING: Recurring = { rows: [], ofDeals: new Map(), ofCompanies: [] };

/**
 * What customers pay each month as HubSpot holds it, as rows of the feed of recurring revenue. Customers that the feed
 * itself tells of keep what it says.
 */
export function mapRecurringRevenue(
  records: AccountRecords,
  deals: readonly DealFact[],
  customers: readonly CustomerFact[],
  fed: readonly FeedRowFact[],
  zone: Zone,
): Recurring {
  const { recurringRevenue: source } = records.settings;
  if (source === 'feed') return NOTHING;
  const told = new Set(fed.filter(({ kind }) => kind === FEED).map(({ customer }) => customer));
  const rows = (stretches: readonly Stretch[]) =>
    [...Map.groupBy(stretches, ({ customer }) => customer)].flatMap(([customer, own]) =>
      told.has(customer) ? [] : monthsOf(customer, own, `${source}/${customers[customer]?.id ?? ''}`),
    );
  if (source === 'line_items') {
    const { stretches, findings } = fromLineItems(records, deals, zone);
    return { rows: rows(stretches), ofDeals: findings, ofCompanies: [] };
  }
  const indexOf = new Map(customers.map(({ id }, index) => [id, index]));
  const { stretches, findings } = fromSubscriptions(records, indexOf, zone);
  return { rows: rows(stretches), ofDeals: new Map(), ofCompanies: findings };
}

/**
 * One row for each month in which the sum changed, as it stood at the end of the month: who leaves within a month pays 0
 * from that month on, as in the feed.
 */
function monthsOf(customer: number, stretches: readonly Stretch[], key: string): FeedRowFact[] {
  const months = new Set(stretches.flatMap(({ from, until }) => [monthStart(from), lastMonth(until)]));
  const rows: FeedRowFact[] = [];
  months.delete(FOREVER);
  for (const month of [...months].sort((a, b) => a - b)) {
    const begun = stretches.filter(({ from }) => monthStart(from) <= month);
    const ended = begun.filter(({ until }) => lastMonth(until) <= month);
    const amount = sum(begun) - sum(ended);
    if (amount === (rows.at(-1)?.values.amount ?? 0)) continue;
    const known = [...begun.map((one) => one.learnedDay), ...ended.map((one) => one.endLearnedDay)];
    rows.push({
      ...{ kind: FEED, key: `${key}/${formatDay(month)}`, partner: null, customer },
      ...{ day: month, learnedDay: known.reduce((a, b) => Math.max(a, b)), values: { month, amount } },
    });
  }
  return rows;
}

/** The month at whose end a stretch no longer runs. */
const lastMonth = (until: Day): Day => (until === FOREVER ? FOREVER : monthStart(until));

const sum = (stretches: readonly Stretch[]): number => stretches.reduce((total, one) => total + one.monthlyMinor, 0);
