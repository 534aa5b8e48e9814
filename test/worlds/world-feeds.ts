import { coverageOf, type UploadPeriod } from '../../app/feeds/coverage.ts';
import { FEED_KINDS, FEEDS } from '../../app/feeds/feeds.ts';
import { readRow } from '../../app/feeds/read-row.ts';
import { zone } from '../../app/kit/zone.ts';
import type { FeedRecords, StoredFeedRow } from '../../app/mapping/records.ts';
import type { PortalSettings } from '../../app/mapping/settings.ts';
import { resolverOf } from '../../server/feeds/company-references.ts';
import type { World } from './world.ts';

/** The feeds of a world as uploads would have left them in the store, all received at one moment. Refused rows are left out. */
export function worldFeeds(
  world: World,
  settings: PortalSettings,
  partners: ReadonlySet<unknown>,
  receivedMs: number,
): FeedRecords {
  const today = zone(settings.timeZone).dayOf(receivedMs);
  const rows: StoredFeedRow[] = [];
  const uploads: UploadPeriod[] = [];
  const companies = world.companies.flatMap(({ hs_object_id: id, domain = null }) => (id ? [{ id, domain }] : []));
  for (const kind of FEED_KINDS) {
    const given = world.feeds?.[kind] ?? [];
    const named = FEEDS[kind].subject === 'customer' ? companies : companies.filter(({ id }) => partners.has(id));
    const resolve = resolverOf(kind, named);
    const kept = new Map<string, StoredFeedRow>();
    const days: number[] = [];
    for (const row of given) {
      const cells = Object.fromEntries(Object.entries(row).map(([name, text]) => [name, text ?? '']));
      const read = readRow(kind, cells, { currency: settings.currency, today }, resolve);
      if (!('key' in read)) continue;
      kept.set(read.key, {
        kind,
        key: read.key,
        companyId: read.companyId,
        values: read.values,
        learnedMs: receivedMs,
      });
      days.push(read.day);
    }
    rows.push(...kept.values());
    if (days.length > 0) uploads.push({ kind, from: Math.min(...days), to: Math.max(...days), receivedDay: today });
  }
  return { rows, coverage: coverageOf(uploads) };
}
