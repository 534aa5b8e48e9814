import type { FeedKind } from '../../app/feeds/feeds.ts';
import { columnsOf, headerProblem, type ReadRow, readRow } from '../../app/feeds/read-row.ts';
import { zone } from '../../app/kit/zone.ts';
import { type Database, type PortalTx, withPortal } from '../store/db.ts';
import {
  addRefusals,
  addRows,
  beginUpload,
  endUpload,
  type Refusal,
  readUpload,
  sameUpload,
  type Upload,
} from '../store/feeds.ts';
import { readPortal } from '../store/portals.ts';
import { companyReferences } from './company-references.ts';
import { FeedRefused, type FeedSource } from './feed-source.ts';

export interface UploadOptions {
  readonly db: Database;
  readonly portalId: number;
  readonly kind: FeedKind;
  readonly source: 'file' | 'api';
  readonly broughtBy: string | null;
  readonly nowMs: number;
  readonly rows: FeedSource;
  /** Days it speaks for, both inclusive; from the first to the last row where left out. */
  readonly covers?: { readonly from: number; readonly to: number } | undefined;
  /** More rows than this refuse the whole upload. */
  readonly mostRows?: number;
  readonly onProgress?: (rows: number) => void;
}

export interface UploadReport {
  readonly upload: Upload;
  /** The same bytes had come before and still count: nothing was added. */
  readonly isRepeated: boolean;
  /** The first refusals; all are kept with the upload, up to the store's limit. */
  readonly refusals: readonly Refusal[];
  readonly rows: number;
}

const BATCH = 5_000;
/** Refusals kept with an upload; further ones are only counted. */
const MOST_REFUSALS = 10_000;
const SHOWN_REFUSALS = 20;

/**
 * Takes the rows of a file or request: good ones are kept, others refused with line and reason. All of it is one
 * transaction, so that a broken line or a lost connection leaves the state before it.
 * @throws FeedRefused when nothing of it can be taken: a wrong header, not CSV or JSON, too many rows.
 */
export async function takeUpload(options: UploadOptions): Promise<UploadReport> {
  const { db, portalId, kind, rows: source } = options;
  const { settings } = await readPortal(db, portalId);
  const header = await source.header();
  const wrong = header && headerProblem(kind, header);
  if (wrong) throw new FeedRefused(wrong);
  const reading = { currency: settings.currency, today: zone(settings.timeZone).dayOf(options.nowMs) };
  try {
    return await withPortal(db, portalId, async (tx) => {
      const uploadId = await beginUpload(tx, { ...options, receivedMs: options.nowMs });
      const taken = await takeRows(tx, options, uploadId, reading);
      const contentHash = source.hash();
      const same = await sameUpload(tx, kind, contentHash);
      if (same) throw new Repeated(same, taken.rows);
      const covers = options.covers ?? taken.covers;
      await endUpload(tx, uploadId, { ...taken, covers, contentHash, ignoredColumns: ignored(kind, header) });
      const upload = await readUpload(tx, uploadId);
      if (upload === null) throw new Error('the upload is gone within its own transaction');
      return { upload, isRepeated: false, refusals: taken.refusals, rows: taken.rows };
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
    return { upload: error.upload, isRepeated: true, refusals: [], rows: error.rows };
  }
}

/** Ends the transaction of an upload that had come before; rolled back, it has left nothing. */
class Repeated extends Error {
  readonly upload: Upload;
  readonly rows: number;
  constructor(upload: Upload, rows: number) {
    super('the same upload came before');
    this.upload = upload;
    this.rows = rows;
  }
}

interface Taken {
  readonly rows: number;
  readonly kept: number;
  readonly refused: number;
  readonly covers: { readonly from: number; readonly to: number } | null;
  readonly refusals: readonly Refusal[];
}

async function takeRows(
  tx: PortalTx,
  { kind, rows: source, mostRows = Number.POSITIVE_INFINITY, onProgress }: UploadOptions,
  uploadId: number,
  reading: { readonly currency: string; readonly today: number },
): Promise<Taken> {
  const resolve = await companyReferences(tx, kind);
  const shown: Refusal[] = [];
  let batch = new Map<string, ReadRow>();
  let refusals: Refusal[] = [];
  let [rows, kept, refused, stored] = [0, 0, 0, 0];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const flush = async () => {
    if (batch.size > 0) await addRows(tx, kind, uploadId, [...batch.values()]);
    if (refusals.length > 0) await addRefusals(tx, uploadId, refusals);
    stored += refusals.length;
    batch = new Map();
    refusals = [];
    onProgress?.(rows);
  };
  for await (const { line, cells } of source.rows()) {
    rows++;
    if (rows > mostRows) throw new FeedRefused(`More than ${mostRows} rows in one request. Send them in parts.`);
    const read = readRow(kind, cells, reading, resolve);
    if ('key' in read) {
      kept++;
      batch.set(read.key, read);
      from = Math.min(from, read.day);
      to = Math.max(to, read.day);
    } else {
      refused++;
      for (const { column, reason } of read) {
        const refusal = { line, column, reason };
        if (shown.length < SHOWN_REFUSALS) shown.push(refusal);
        if (stored + refusals.length < MOST_REFUSALS) refusals.push(refusal);
      }
    }
    if (batch.size >= BATCH || refusals.length >= BATCH) await flush();
  }
  await flush();
  return { rows, kept, refused, covers: kept > 0 ? { from, to } : null, refusals: shown };
}

function ignored(kind: FeedKind, header: readonly string[] | null): string[] {
  const { required, optional } = columnsOf(kind);
  const known = new Set([...required, ...optional]);
  return (header ?? []).filter((name) => name !== '' && !known.has(name));
}
