import { coverageOf } from '../../app/feeds/coverage.ts';
import type { FeedKind, FeedValue } from '../../app/feeds/feeds.ts';
import { zone } from '../../app/kit/zone.ts';
import type { FeedRecords, StoredFeedRow } from '../../app/mapping/records.ts';
import { type Database, type PortalTx, withPortal } from './db.ts';
import { bumpFacts } from './portals.ts';

export interface NewUpload {
  readonly kind: FeedKind;
  readonly source: 'file' | 'api';
  /** Key or person that brought it; null for the command line. */
  readonly broughtBy: string | null;
  readonly receivedMs: number;
}

export interface UploadRow {
  readonly key: string;
  readonly companyId: string | null;
  readonly values: Readonly<Record<string, FeedValue>>;
}

export interface Refusal {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface UploadEnd {
  readonly contentHash: string;
  readonly covers: { readonly from: number; readonly to: number } | null;
  readonly kept: number;
  readonly refused: number;
  readonly ignoredColumns: readonly string[];
}

export interface Upload extends UploadEnd {
  readonly id: number;
  readonly kind: FeedKind;
  readonly source: string;
  readonly broughtBy: string | null;
  readonly receivedMs: number;
  readonly withdrawnMs: number | null;
}

const UPLOAD_COLUMNS = `id, kind, source, brought_by as "broughtBy", received_ms as "receivedMs", content_hash as "contentHash",
  case when covers_from is not null then json_build_object('from', covers_from, 'to', covers_to) end as covers,
  rows_kept as kept, rows_refused as refused, ignored_columns as "ignoredColumns", withdrawn_ms as "withdrawnMs"`;

export async function beginUpload(tx: PortalTx, { kind, source, broughtBy, receivedMs }: NewUpload): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into feed_uploads (portal_id, kind, source, brought_by, received_ms, content_hash)
     values ($1, $2, $3, $4, $5, '') returning id`,
    [tx.portalId, kind, source, broughtBy, receivedMs],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the upload could not be begun');
  return id;
}

/** Keys within one call must differ; a key met in an earlier call of the same upload is replaced. */
export async function addRows(
  tx: PortalTx,
  kind: FeedKind,
  uploadId: number,
  rows: readonly UploadRow[],
): Promise<void> {
  await tx.query(
    `insert into feed_rows (portal_id, kind, row_key, upload_id, company_id, row_values)
     select $1, $2, key, $3, company, vals::jsonb from unnest($4::text[], $5::text[], $6::text[]) as input (key, company, vals)
     on conflict (portal_id, kind, row_key, upload_id) do update
       set company_id = excluded.company_id, row_values = excluded.row_values`,
    [
      tx.portalId,
      kind,
      uploadId,
      rows.map(({ key }) => key),
      rows.map(({ companyId }) => companyId),
      rows.map(({ values }) => JSON.stringify(values)),
    ],
  );
}

export async function addRefusals(tx: PortalTx, uploadId: number, refusals: readonly Refusal[]): Promise<void> {
  await tx.query(
    `insert into feed_refusals (portal_id, upload_id, line, column_name, reason)
     select $1, $2, line, name, reason from unnest($3::integer[], $4::text[], $5::text[]) as input (line, name, reason)`,
    [
      tx.portalId,
      uploadId,
      refusals.map(({ line }) => line),
      refusals.map(({ column }) => column),
      refusals.map(({ reason }) => reason),
    ],
  );
}

export async function endUpload(tx: PortalTx, uploadId: number, end: UploadEnd): Promise<void> {
  await tx.query(
    `update feed_uploads set content_hash = $3, covers_from = $4, covers_to = $5, rows_refused = $7, ignored_columns = $8,
       -- Two lines with one key are one row.
       rows_kept = (select count(*) from feed_rows r where r.portal_id = $1 and r.upload_id = $2)
     where portal_id = $1 and id = $2 and $6::integer >= 0`,
    [
      tx.portalId,
      uploadId,
      end.contentHash,
      end.covers?.from ?? null,
      end.covers?.to ?? null,
      end.kept,
      end.refused,
      end.ignoredColumns,
    ],
  );
  if (end.kept > 0 || end.covers !== null) await bumpFacts(tx);
}

/** An upload of the same bytes that still counts; null when there is none. */
export async function sameUpload(tx: PortalTx, kind: FeedKind, contentHash: string): Promise<Upload | null> {
  const { rows } = await tx.query<Upload>(
    `select ${UPLOAD_COLUMNS} from feed_uploads
     where portal_id = $1 and kind = $2 and content_hash = $3 and withdrawn_ms is null
       -- Only while nothing came after it: then the same file again means: back to that.
       and not exists (select from feed_uploads later where later.portal_id = $1 and later.kind = $2
         and later.id > feed_uploads.id and later.withdrawn_ms is null and later.content_hash not in ('', $3))
     order by id limit 1`,
    [tx.portalId, kind, contentHash],
  );
  return rows[0] ?? null;
}

export async function readUpload(tx: PortalTx, uploadId: number): Promise<Upload | null> {
  const { rows } = await tx.query<Upload>(
    `select ${UPLOAD_COLUMNS} from feed_uploads where portal_id = $1 and id = $2`,
    [tx.portalId, uploadId],
  );
  return rows[0] ?? null;
}

/** The latest uploads of a feed, or of all, the newest first. */
export async function readUploads(tx: PortalTx, kind: FeedKind | null, limit = 100): Promise<Upload[]> {
  const { rows } = await tx.query<Upload>(
    `select ${UPLOAD_COLUMNS} from feed_uploads where portal_id = $1 and ($2::text is null or kind = $2)
     order by id desc limit $3`,
    [tx.portalId, kind, limit],
  );
  return rows;
}

export async function readRefusals(tx: PortalTx, uploadId: number, limit: number): Promise<Refusal[]> {
  const { rows } = await tx.query<Refusal>(
    `select line, column_name as "column", reason from feed_refusals where portal_id = $1 and upload_id = $2
     order by line, column_name limit $3`,
    [tx.portalId, uploadId, limit],
  );
  return rows;
}

/** Takes an upload back. What it replaced counts again. False when there is no such upload that counts. */
export function withdrawUpload(
  db: Database,
  portalId: number,
  { kind, uploadId, nowMs }: { kind: FeedKind; uploadId: number; nowMs: number },
): Promise<boolean> {
  return withPortal(db, portalId, async (tx) => {
    const { rowCount } = await tx.query(
      'update feed_uploads set withdrawn_ms = $4 where portal_id = $1 and kind = $2 and id = $3 and withdrawn_ms is null',
      [portalId, kind, uploadId, nowMs],
    );
    if (rowCount > 0) await bumpFacts(tx);
    return rowCount > 0;
  });
}

const PAGE = 20_000;

interface RowOfUpload extends Omit<StoredFeedRow, 'learnedMs'> {
  readonly uploadId: number;
  readonly receivedMs: number;
}

/** All that counts of all feeds: of each key the row of the latest upload, learned when those values first came. */
export async function loadFeeds(db: Database, portalId: number, timeZone: string): Promise<FeedRecords> {
  const rows: StoredFeedRow[] = [];
  for await (const versions of versionsByKey(db, portalId)) {
    const latest = versions.at(-1);
    if (latest === undefined) continue;
    const { kind, key, companyId, values } = latest;
    rows.push({ kind, key, companyId, values, learnedMs: firstReceived(versions, latest) });
  }
  const uploads = await withPortal(db, portalId, (tx) =>
    tx.query<{ kind: FeedKind; from: number; to: number; receivedMs: number }>(
      `select kind, covers_from as from, covers_to as to, received_ms as "receivedMs" from feed_uploads
       where portal_id = $1 and withdrawn_ms is null and covers_from is not null`,
      [portalId],
    ),
  );
  const { dayOf } = zone(timeZone);
  return { rows, coverage: coverageOf(uploads.rows.map((one) => ({ ...one, receivedDay: dayOf(one.receivedMs) }))) };
}

/** When the values of a row first came. */
function firstReceived(versions: readonly RowOfUpload[], latest: RowOfUpload): number {
  if (versions.length === 1) return latest.receivedMs;
  const text = JSON.stringify(latest.values);
  const equal = versions.filter(({ values }) => JSON.stringify(values) === text);
  return Math.min(...equal.map(({ receivedMs }) => receivedMs));
}

/** The rows of each key that uploads brought and nobody took back, the earliest upload first. */
async function* versionsByKey(db: Database, portalId: number): AsyncGenerator<RowOfUpload[]> {
  let versions: RowOfUpload[] = [];
  let after = { kind: '', key: '', uploadId: 0 };
  for (;;) {
    const page = await withPortal(db, portalId, (tx) =>
      tx.query<RowOfUpload>(
        `select r.kind, r.row_key as key, r.upload_id as "uploadId", r.company_id as "companyId", r.row_values as values,
           u.received_ms as "receivedMs"
         from feed_rows r join feed_uploads u on u.portal_id = r.portal_id and u.id = r.upload_id
         where r.portal_id = $1 and u.withdrawn_ms is null and (r.kind, r.row_key, r.upload_id) > ($2, $3, $4)
         order by r.kind, r.row_key, r.upload_id limit ${PAGE}`,
        [portalId, after.kind, after.key, after.uploadId],
      ),
    );
    for (const row of page.rows) {
      const [first] = versions;
      if (first && (first.kind !== row.kind || first.key !== row.key)) {
        yield versions;
        versions = [];
      }
      versions.push(row);
    }
    const last = page.rows.at(-1);
    if (last === undefined) break;
    after = last;
  }
  yield versions;
}
