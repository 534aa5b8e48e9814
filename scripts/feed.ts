/**
 * npm run feed -- KIND FILE --portal ID [--from DATE --to DATE]   takes a CSV file of any size
 * npm run feed -- --withdraw UPLOAD KIND --portal ID              takes an upload back
 * npm run feed -- --new-key LABEL --portal ID                     makes a key for POST /api/feeds/KIND, shown this once
 * npm run feed -- --keys --portal ID                              lists the account's keys
 * npm run feed -- --revoke-key NUMBER --portal ID                 ends a key
 * npm run feed                                                    lists the kinds with their columns
 */
import { parseArgs } from 'node:util';
import { FEED_KINDS, FEEDS, type FeedKind } from '../app/feeds/feeds.ts';
import { columnsOf } from '../app/feeds/read-row.ts';
import { formatDay, parseDay } from '../app/kit/days.ts';
import type { UploadReport } from '../server/feeds/take-upload.ts';
import type { Database } from '../server/store/db.ts';
import { createFeedKey, readFeedKeys, revokeFeedKey } from '../server/store/feed-keys.ts';
import { withdrawUpload } from '../server/store/feeds.ts';
import { uploadFile } from './lib/upload-file.ts';
import { fail, withDatabase } from './lib/with-database.ts';

const USAGE =
  'Usage: npm run feed -- KIND FILE --portal ID [--from YYYY-MM-DD --to YYYY-MM-DD]. Without arguments it lists the kinds.';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      portal: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      withdraw: { type: 'string' },
      'new-key': { type: 'string' },
      'revoke-key': { type: 'string' },
      keys: { type: 'boolean' },
    },
  });
  if (process.argv.length === 2) {
    process.stdout.write(kinds());
  } else {
    const portalId = Number(values.portal);
    if (!Number.isSafeInteger(portalId) || portalId <= 0)
      throw new Error(`--portal needs the HubSpot account id.\n${USAGE}`);
    await withDatabase(async (db) => {
      const { 'new-key': label, 'revoke-key': keyId, withdraw } = values;
      if (label !== undefined) await newKey(db, portalId, label);
      else if (values.keys) await listKeys(db, portalId);
      else if (keyId !== undefined) await revoke(db, portalId, Number(keyId));
      else if (withdraw !== undefined) await takeBack(db, portalId, kindOf(positionals[0]), Number(withdraw));
      else await take(db, portalId, kindOf(positionals[0]), positionals[1], values);
    });
  }
} catch (error) {
  fail(error);
}

function kindOf(text: string | undefined): FeedKind {
  const kind = FEED_KINDS.find((name) => name === text);
  if (kind === undefined)
    throw new Error(`"${text ?? ''}" is no kind of feed. Kinds: ${FEED_KINDS.join(', ')}.\n${USAGE}`);
  return kind;
}

function kinds(): string {
  const lines = FEED_KINDS.map((kind) => {
    const { required, optional } = columnsOf(kind);
    const more = optional.length > 0 ? `  [${optional.join(' ')}]` : '';
    return `${kind.padEnd(20)} ${required.join(' ')}${more}\n${' '.repeat(21)}${FEEDS[kind].about}\n`;
  });
  return `Kinds of feed, with the columns each needs and [those it may have]:\n\n${lines.join('')}`;
}

async function take(
  db: Database,
  portalId: number,
  kind: FeedKind,
  file: string | undefined,
  period: { from?: string | undefined; to?: string | undefined },
): Promise<void> {
  if (file === undefined) throw new Error(`Name the CSV file.\n${USAGE}`);
  const covers = period.from === undefined && period.to === undefined ? undefined : coversOf(period);
  const started = performance.now();
  const report = await uploadFile(db, portalId, kind, file, {
    covers,
    onProgress: (rows) => process.stderr.isTTY && process.stderr.write(`\r${rows} rows read`),
  });
  process.stdout.write(told(report, (performance.now() - started) / 1000));
}

function coversOf({ from, to }: { from?: string | undefined; to?: string | undefined }): { from: number; to: number } {
  const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')];
  if (first === null || last === null || first > last)
    throw new Error(`--from and --to are dates such as 2026-03-31.\n${USAGE}`);
  return { from: first, to: last };
}

function told({ upload, isRepeated, refusals, rows }: UploadReport, seconds: number): string {
  const { id, kind, kept, refused, covers, ignoredColumns } = upload;
  if (isRepeated) return `This file is upload ${id} of ${kind} already; nothing was added.\n`;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return [
    `Upload ${id} of ${kind}: ${rows} rows read, ${kept} kept, ${refused} refused, in ${seconds.toFixed(1)} s, peak memory ${peak} MiB.`,
    ...(covers ? [`It speaks for ${formatDay(covers.from)} to ${formatDay(covers.to)}.`] : []),
    ...(ignoredColumns.length > 0 ? [`Columns that the feed does not know: ${ignoredColumns.join(', ')}.`] : []),
    ...refusals.map(({ line, column, reason }) => `line ${line}: ${column} ${reason}`),
    ...(refused > refusals.length ? [`and more: ${refused} lines were refused in all.`] : []),
    '',
  ].join('\n');
}

async function newKey(db: Database, portalId: number, label: string): Promise<void> {
  const { id, key } = await createFeedKey(db, portalId, { label, createdBy: null, nowMs: Date.now() });
  process.stdout.write(`Key ${id} (${label}), shown this once:\n${key}\n`);
}

async function listKeys(db: Database, portalId: number): Promise<void> {
  const day = (ms: number | null) => (ms === null ? 'never' : new Date(ms).toISOString().slice(0, 10));
  const lines = (await readFeedKeys(db, portalId)).map(({ id, label, createdMs, lastUsedMs, revokedMs }) => {
    const end = revokedMs === null ? '' : `, revoked ${day(revokedMs)}`;
    return `${id}  ${label}  made ${day(createdMs)}, last used ${day(lastUsedMs)}${end}\n`;
  });
  process.stdout.write(lines.join('') || 'The account has no keys.\n');
}

async function revoke(db: Database, portalId: number, id: number): Promise<void> {
  if (!(await revokeFeedKey(db, portalId, id, Date.now())))
    throw new Error(`Account ${portalId} has no valid key ${id}.`);
  process.stdout.write(`Key ${id} is no longer accepted.\n`);
}

async function takeBack(db: Database, portalId: number, kind: FeedKind, uploadId: number): Promise<void> {
  if (!(await withdrawUpload(db, portalId, { kind, uploadId, nowMs: Date.now() }))) {
    throw new Error(`Account ${portalId} has no upload ${uploadId} of ${kind} that counts.`);
  }
  process.stdout.write(`Upload ${uploadId} is taken back; what it replaced counts again.\n`);
}
