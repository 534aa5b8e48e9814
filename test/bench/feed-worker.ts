/**
 * One upload of a generated feed file and nothing else, in a process of its own, so that its peak memory is the upload's:
 * `node test/bench/feed-worker.ts DATABASE_URL ROWS`. Prints one line of JSON.
 */
import { Readable } from 'node:stream';
import { csvSource } from '../../server/feeds/csv-source.ts';
import { takeUpload } from '../../server/feeds/take-upload.ts';
import { createDatabase, withPortal } from '../../server/store/db.ts';
import { loadFeeds } from '../../server/store/feeds.ts';
import { connectPortal } from '../../server/store/portals.ts';
import { peakBytes } from './peak-bytes.ts';

const [databaseUrl, rowsText] = process.argv.slice(2);
const rows = Number(rowsText);
if (databaseUrl === undefined || !(rows > 0)) throw new Error('usage: feed-worker.ts DATABASE ROWS');

const PORTAL = 810_001;
const PARTNERS = 60;
/** One line in so many names nobody. */
const BAD_EVERY = 10_007;
const FIRST_DAY_MS = Date.parse('2024-01-01T00:00:00Z');

const db = createDatabase({ url: databaseUrl, max: 2 });
await withPortal(db, PORTAL, async (tx) => {
  await connectPortal(tx, { userId: '1', scopes: [] });
  await tx.query(
    `insert into records (portal_id, type, id, properties, created_ms, modified_ms, content_hash, first_seen_ms, partner_scope)
     select $1, 'companies', id::text, '{}', 0, 0, '', 0, true from generate_series(1, $2::integer) as id`,
    [PORTAL, PARTNERS],
  );
});

let bytes = 0;
function* file() {
  yield Buffer.from('partner,date,user\n');
  let lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const partner = i % BAD_EVERY === 0 ? 'nobody.example' : String((i % PARTNERS) + 1);
    const date = new Date(FIRST_DAY_MS + Math.floor(i / 2_000) * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${partner},${date},user ${i % 2_000}\n`);
    if (lines.length === 1_000 || i === rows - 1) {
      const chunk = Buffer.from(lines.join(''));
      bytes += chunk.length;
      yield chunk;
      lines = [];
    }
  }
}

const options = { db, portalId: PORTAL, kind: 'portal-logins', source: 'file', broughtBy: null } as const;
const beforeBytes = peakBytes();
const startedMs = performance.now();
const report = await takeUpload({ ...options, nowMs: Date.now(), rows: csvSource(Readable.from(file())) });
const seconds = (performance.now() - startedMs) / 1_000;
const uploadPeak = peakBytes();
const loadedMs = performance.now();
const loaded = (await loadFeeds(db, PORTAL, 'UTC')).rows.length;
const loadSeconds = (performance.now() - loadedMs) / 1_000;
await db.close();
const { kept, refused } = report.upload;
process.stdout.write(
  `${JSON.stringify({ rows: report.rows, kept, refused, bytes, seconds, beforeBytes, peakBytes: uploadPeak, loaded, loadSeconds })}\n`,
);
