import type { FeedRowFact } from '../facts/feed-row.ts';
import { FEEDS, type FeedKind } from '../feeds/feeds.ts';
import { readRow } from '../feeds/read-row.ts';
import { type Day, formatDay } from '../kit/days.ts';
import { readDay, type Zone } from './dates.ts';
import { groupBy } from './group-by.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords, CrmHistory } from './records.ts';
import type { CompanyFeed } from './settings.ts';

/** Feeds about partners, which a property of the partner's company may fill. */
export const COMPANY_FEED_KINDS = (Object.keys(FEEDS) as FeedKind[]).filter(
  (kind) => FEEDS[kind].subject === 'partner',
);

/**
 * Rows of feeds that the account keeps in a property of partner companies, such as the last portal login or a score: each
 * value that the property took is one row, read as a row of the feed's file would be. It happened on the day of the
 * change, or on the date that it tells where the column is the feed's own date, and is known since we read it first.
 */
export function mapCompanyFeeds(records: AccountRecords, partners: Partners, zone: Zone): FeedRowFact[] {
  const { companyFeeds, currency } = records.settings;
  if (companyFeeds.length === 0) return [];
  const history = groupBy(records.companyHistory, (entry) => entry.id);
  return partners.facts.flatMap(({ id }, partner) =>
    companyFeeds.flatMap((mapped) =>
      valuesOf(history.get(id) ?? [], mapped, zone).flatMap(({ text, day, learnedDay }): FeedRowFact[] => {
        const { feed, column, values } = mapped;
        const cells = { ...values, partner: id, [FEEDS[feed].on]: formatDay(day), [column]: text };
        const row = readRow(feed, cells, { currency, today: day }, () => ({ companyId: id }));
        if (!('key' in row)) return [];
        const key = `${mapped.property}/${row.key}`;
        return [{ kind: feed, key, partner, customer: null, day: row.day, learnedDay, values: row.values }];
      }),
    ),
  );
}

interface Told {
  readonly text: string;
  readonly day: Day;
  readonly learnedDay: Day;
}

function valuesOf(history: readonly CrmHistory[], { property, feed, column, counts }: CompanyFeed, zone: Zone): Told[] {
  const { columns } = FEEDS[feed] as { readonly columns: Readonly<Record<string, { readonly type: string }>> }; // of any kind
  const isDate = columns[column]?.type === 'date';
  const own = history.filter((entry) => entry.property === property).toSorted((a, b) => a.atMs - b.atMs);
  return own.flatMap(({ value, atMs, learnedMs }, at): Told[] => {
    const before = own[at - 1]?.value ?? null;
    const text = counts === 'rise' ? rise(before, value) : (value?.trim() ?? '');
    if (text === '' || value === before) return [];
    const told = { day: zone.dayOf(atMs), learnedDay: zone.dayOf(learnedMs) };
    if (!isDate) return [{ text, ...told }];
    const date = readDay(text, zone);
    return typeof date === 'number' ? [{ text: formatDay(date), ...told }] : [];
  });
}

/** What a running total rose by; a fall is a correction or a new period, and adds nothing. */
function rise(before: string | null, after: string | null): string {
  const [from, to] = [Number(before?.trim() || 0), Number(after?.trim() || Number.NaN)];
  return to > from ? String(Number((to - from).toFixed(4))) : '';
}
