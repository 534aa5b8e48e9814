import { LOST, WON } from '../facts/deal.ts';
import type { FeedRowFact } from '../facts/feed-row.ts';
import type { DiscussionFact } from '../facts/lead.ts';
import type { Zone } from './dates.ts';
import { dealTimeline } from './deal-timeline.ts';
import { groupBy } from './group-by.ts';
import { closedOn } from './leads.ts';
import type { Partners } from './partners.ts';
import type { AccountRecords } from './records.ts';
import type { StageBook } from './stages.ts';

/** Talks about partnerships: deals of the recruitment pipelines, and applications that a feed tells of. */
export function mapDiscussions(
  records: AccountRecords,
  partners: Partners,
  book: StageBook,
  feedRows: readonly FeedRowFact[],
  zone: Zone,
): DiscussionFact[] {
  return [...fromDeals(records, partners, book, zone), ...feedRows.flatMap(fromFeed)];
}

function fromDeals(records: AccountRecords, partners: Partners, book: StageBook, zone: Zone): DiscussionFact[] {
  const { recruitmentPipelines, discussionSource, unpromptedSources } = records.settings;
  const links = groupBy(records.dealCompanyLinks, (link) => link.fromId);
  const history = groupBy(records.dealHistory, (entry) => entry.id);
  const unprompted = new Set(unpromptedSources);
  return records.deals
    .filter((deal) => !deal.archived && recruitmentPipelines.includes(deal.properties.pipeline ?? ''))
    .map((deal): DiscussionFact => {
      const openedDay = zone.dayOf(deal.createdMs);
      const last = dealTimeline(deal, history.get(deal.id) ?? [], openedDay, records, book, zone).spans.at(-1);
      const source = (discussionSource === null ? null : deal.properties[discussionSource]?.trim()) || null;
      const named = (links.get(deal.id) ?? []).flatMap(({ toId, removedMs }) =>
        removedMs === null ? (partners.indexOf.get(toId) ?? []) : [],
      );
      return {
        id: deal.id,
        record: 'deal',
        openedDay,
        signedDay: closedOn(last, WON),
        lostDay: closedOn(last, LOST),
        partner: named[0] ?? null,
        source,
        isUnprompted: source === null || unpromptedSources.length === 0 ? null : unprompted.has(source),
      };
    });
}

const UNPROMPTED = { yes: true, no: false } as const;

function fromFeed({ kind, key, day, values }: FeedRowFact): DiscussionFact[] {
  if (kind !== 'applications') return [];
  const told = String(values.unprompted ?? '');
  return [
    {
      id: `${kind}/${key}`,
      record: 'feed-row',
      openedDay: day,
      signedDay: typeof values.signed === 'number' ? values.signed : null,
      lostDay: null,
      partner: null,
      source: null,
      isUnprompted: told === 'yes' || told === 'no' ? UNPROMPTED[told] : null,
    },
  ];
}
