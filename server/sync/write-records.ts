import { isPartner } from '../../app/mapping/partner-rule.ts';
import type { WireRecord } from '../hubspot/wire/objects.ts';
import type { PortalTx } from '../store/db.ts';
import {
  type LinkRow,
  PRIMARY_COMPANY,
  scopeDealsOfPartners,
  UNLABELLED_COMPANY,
  upsertLinks,
} from '../store/links.ts';
import { knownIds, markMerged, type RecordRow } from '../store/records.ts';
import { takeBack } from '../store/set-aside.ts';
import { contentHash } from './content-hash.ts';
import { storeRows } from './store-rows.ts';
import type { Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';

const DEALS_TO_COMPANIES = { from: 'deals', to: 'companies' } as const;

/** Puts down records of one stream, inside the transaction of their page. Answers how much of it was news. */
export async function writeRecords(
  tx: PortalTx,
  context: SyncContext,
  stream: Stream,
  page: readonly WireRecord[],
): Promise<number> {
  const records = await toKeep(tx, stream, newestOfEach(page));
  const rows = records.map((record) => rowOf(record, stream, context));
  const kept = await storeRows(tx, stream.type, rows, context.nowMs);
  let changed = kept.changed;
  if (context.setAside.has(stream.type)) await takeBack(tx, stream.type, kept.ids);
  for (const record of records) changed += await writeMerge(tx, context, stream, record);
  if (stream.inline.length > 0) changed += await writeInlineLinks(tx, context, records);
  context.counts[stream.type] += records.length;
  return changed;
}

/** HubSpot may show a record twice on a page whose order is shifting; one statement takes each id once. */
export function newestOfEach(page: readonly WireRecord[]): WireRecord[] {
  const byId = new Map<string, WireRecord>();
  for (const record of page) {
    const other = byId.get(record.id);
    if (other === undefined || record.updatedAt >= other.updatedAt) byId.set(record.id, record);
  }
  return [...byId.values()];
}

async function toKeep(tx: PortalTx, stream: Stream, records: readonly WireRecord[]): Promise<readonly WireRecord[]> {
  if (stream.backfilled || records.length === 0) return records;
  const ids = records.map(({ id }) => id);
  const known = await knownIds(tx, stream.type, ids);
  return records.filter(({ id }) => known.has(id));
}

/** One record as the store keeps it. */
export function rowOf(record: WireRecord, stream: Stream, { settings, nowMs }: SyncContext): RecordRow {
  const { id, properties, createdAt, updatedAt, archived, archivedAt } = record;
  return {
    id,
    properties,
    createdMs: createdAt,
    modifiedMs: updatedAt,
    archived,
    deletedMs: archived ? (archivedAt ?? nowMs) : null,
    contentHash: contentHash(properties),
    partnerScope: inPartnerScope(stream, properties, settings),
    linksReadMs: hasAllInlineLinks(stream, record) ? nowMs : null,
  };
}

function inPartnerScope(
  { type }: Stream,
  properties: WireRecord['properties'],
  settings: SyncContext['settings'],
): boolean {
  if (type === 'companies') return isPartner(properties, settings.partnerRule);
  const named = settings.roles.property?.name;
  return type === 'deals' && named !== undefined && (properties[named] ?? '') !== '';
}

/** Inline associations stop at about a hundred: a record with more is read like a changed one. */
function hasAllInlineLinks({ inline }: Stream, { associations }: WireRecord): boolean {
  if (inline.length === 0 || associations === undefined) return false;
  return inline.every((type) => (associations?.[type]?.paging ?? null) === null);
}

async function writeMerge(tx: PortalTx, context: SyncContext, stream: Stream, record: WireRecord): Promise<number> {
  const merged = record.properties.hs_merged_object_ids?.split(';').map((id) => id.trim());
  const others = merged?.filter((id) => id !== '') ?? [];
  if (others.length === 0) return 0;
  return markMerged(tx, stream.type, { survivor: record.id, merged: others }, context.nowMs);
}

/** Of inline links only the kind is known, so labelled ones are left to the association reads, which name the label. */
const INLINE_TYPES: Readonly<Record<string, number>> = {
  deal_to_company: PRIMARY_COMPANY,
  deal_to_company_unlabeled: UNLABELLED_COMPANY,
};

async function writeInlineLinks(tx: PortalTx, context: SyncContext, records: readonly WireRecord[]): Promise<number> {
  const links = records.flatMap(({ id, associations }) =>
    (associations?.companies?.results ?? []).flatMap(({ id: toId, type }): LinkRow[] => {
      const typeId = INLINE_TYPES[type];
      if (typeId === undefined) return [];
      const label = typeId === PRIMARY_COMPANY ? 'Primary' : null;
      return [{ fromId: id, toId, typeId, category: 'HUBSPOT_DEFINED', label }];
    }),
  );
  const reconstructed = context.isFirst;
  const changed = await upsertLinks(tx, DEALS_TO_COMPANIES, links, { nowMs: context.nowMs, reconstructed });
  await scopeDealsOfPartners(tx, [...new Set(links.map(({ fromId }) => fromId))]);
  context.counts.links += changed;
  return changed;
}
