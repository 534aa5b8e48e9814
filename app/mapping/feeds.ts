import type { CustomerFact } from '../facts/customer.ts';
import type { FeedRowFact } from '../facts/feed-row.ts';
import { FEEDS } from '../feeds/feeds.ts';
import type { Zone } from './dates.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords, StoredFeedRow } from './records.ts';

/** Rows of feeds as facts. A row about a company that is no partner or customer (any more) waits until it is one. */
export function mapFeeds(
  records: AccountRecords,
  partners: Partners,
  customers: readonly CustomerFact[],
  zone: Zone,
): FeedRowFact[] {
  const customerIndex = new Map(customers.map(({ id }, index) => [id, index]));
  return records.feeds.rows.flatMap((row): FeedRowFact[] => {
    const day = row.values[FEEDS[row.kind].on];
    const subject = subjectOf(row, partners, customerIndex);
    if (subject === undefined || typeof day !== 'number') return [];
    return [
      { kind: row.kind, key: row.key, ...subject, day, learnedDay: zone.dayOf(row.learnedMs), values: row.values },
    ];
  });
}

type Subject = Pick<FeedRowFact, 'partner' | 'customer'>;

function subjectOf(
  { kind, companyId }: StoredFeedRow,
  partners: Partners,
  customers: ReadonlyMap<string, number>,
): Subject | undefined {
  if (companyId === null) return { partner: null, customer: null };
  if (FEEDS[kind].subject === 'customer') {
    const customer = customers.get(companyId);
    return customer === undefined ? undefined : { partner: null, customer };
  }
  const partner = partners.indexOf.get(companyId);
  return partner === undefined ? undefined : { partner, customer: null };
}
