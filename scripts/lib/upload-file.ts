import { createReadStream } from 'node:fs';
import type { FeedKind } from '../../app/feeds/feeds.ts';
import { csvSource } from '../../server/feeds/csv-source.ts';
import { takeUpload, type UploadOptions, type UploadReport } from '../../server/feeds/take-upload.ts';
import type { Database } from '../../server/store/db.ts';

/** What `npm run feed -- KIND FILE` does: takes a CSV file of any size from the disk. */
export function uploadFile(
  db: Database,
  portalId: number,
  kind: FeedKind,
  file: string,
  more: Pick<UploadOptions, 'covers' | 'onProgress'> = {},
): Promise<UploadReport> {
  return takeUpload({
    ...{ db, portalId, kind, source: 'file', broughtBy: null, nowMs: Date.now(), ...more },
    rows: csvSource(createReadStream(file)),
  });
}
