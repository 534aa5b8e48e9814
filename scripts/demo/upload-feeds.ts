import { setTimeout as pause } from 'node:timers/promises';
import { FEED_KINDS } from '../../app/feeds/feeds.ts';
import { type Database, withPortal } from '../../server/store/db.ts';
import { readPortal } from '../../server/store/portals.ts';
import { readComputation } from '../../server/store/results.ts';
import { uploadFile } from '../lib/upload-file.ts';
import { DemoError } from './data-folder.ts';

const POLL_MS = 150;

export interface UploadedFeeds {
  readonly feeds: number;
  readonly rows: number;
  /** What the account's facts are counted as once all of it is in. */
  readonly factsVersion: number;
}

/**
 * Uploads a world's feed files as its admins would, as soon as the companies that rows name are known: the first
 * computation, which comes after much more has been read, then has them all.
 */
export async function uploadFeeds(
  db: Database,
  portalId: number,
  files: Readonly<Record<string, string>>,
): Promise<UploadedFeeds> {
  while (!(await areCompaniesKnown(db, portalId))) await pause(POLL_MS);
  let [feeds, rows] = [0, 0];
  for (const kind of FEED_KINDS) {
    const file = files[kind];
    if (file === undefined) continue;
    const { upload, refusals } = await uploadFile(db, portalId, kind, file);
    const [first] = refusals;
    if (first) throw new DemoError(`${file}, line ${first.line}: ${first.column} ${first.reason}`);
    feeds += 1;
    rows += upload.kept;
  }
  return { feeds, rows, factsVersion: (await readPortal(db, portalId)).factsVersion };
}

/** Whether a computation has seen facts of this version. */
export async function isComputed(db: Database, portalId: number, factsVersion: number): Promise<boolean> {
  const computation = await withPortal(db, portalId, readComputation);
  return computation !== null && computation.factsVersion >= factsVersion;
}

function areCompaniesKnown(db: Database, portalId: number): Promise<boolean> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query(
      "select from checkpoints where portal_id = $1 and stream = 'companies' and cursor ->> 'phase' = 'live'",
      [portalId],
    );
    return rows.length > 0;
  });
}
