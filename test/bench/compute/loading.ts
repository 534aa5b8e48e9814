import { fromBytes, toBytes } from '../../../app/facts/packed-bytes.ts';
import { TABLE_NAMES, type Tables } from '../../../app/facts/tables.ts';
import { type Database, type PortalTx, withPortal } from '../../../server/store/db.ts';
import { type PackedPart, readPackedParts, storePackedParts } from '../../../server/store/packed-facts.ts';
import type { ScratchDatabases } from '../../support/scratch-databases.ts';
import { type Report, ratio } from '../report.ts';
import type { BenchAccount } from './packed-account.ts';

const PORTAL = 1;
const VERSION = 1;
const PARTS_PER_STATEMENT = 200;
/** Rows of one table read the ordinary way, to compare with. */
const MOST_ROWS = 200_000;
const MEBIBYTE = 1024 ** 2;

/** Reading the partners' packed facts back, beside reading rows of one of the tables. */
export async function benchLoading(
  report: Report,
  databases: ScratchDatabases,
  { facts, packed }: BenchAccount,
): Promise<void> {
  const { db } = await databases.create('loading');
  await db.pool.query("insert into portals (portal_id, time_zone, currency) values ($1, 'UTC', 'EUR')", [PORTAL]);
  const ids = facts.partners.map(({ id }) => id);
  const written = await timed(() => writeParts(db, packed.partners, ids));
  const read = await timed(() => readParts(db, ids));
  const rows = TABLE_NAMES.reduce((sum, name) => sum + packed.partners[name].length, 0);
  const perRow = await rowByRow(db, packed.partners);
  const rate = (count: number, ms: number) => `${(count / ms / 1000).toFixed(2)} M/s`;
  report.table([
    ['facts of all partners, from the store', 'rows', 'MiB', 'seconds', 'rows'],
    ['written as packed columns', rows, mebibytes(written.value), seconds(written.ms), rate(rows, written.ms)],
    ['read as packed columns', rows, mebibytes(written.value), seconds(read.ms), rate(rows, read.ms)],
    ['read as rows: stays of deals in stages', perRow.rows, '', seconds(perRow.ms), rate(perRow.rows, perRow.ms)],
  ]);
  const same =
    read.value !== null && TABLE_NAMES.every((name) => read.value?.[name].length === packed.partners[name].length);
  report.target('every row of every table came back', same);
  const times = rows / read.ms / (perRow.rows / perRow.ms);
  report.target(`packed columns are read ${ratio(times, 1)} x as fast as rows >= 5`, times >= 5);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const mebibytes = (bytes: number): number => Math.round(bytes / MEBIBYTE);

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedMs = performance.now();
  const value = await work();
  return { value, ms: performance.now() - startedMs };
}

async function writeParts(db: Database, tables: Tables, ids: readonly string[]): Promise<number> {
  let bytes = 0;
  for (let from = 0; from < ids.length; from += PARTS_PER_STATEMENT) {
    const parts = ids.slice(from, from + PARTS_PER_STATEMENT).map((partnerId, i): PackedPart => {
      const columns = toBytes(tables, from + i);
      bytes += columns.length;
      return { partnerId, part: 0, columns };
    });
    await withPortal(db, PORTAL, (tx) => storePackedParts(tx, VERSION, parts));
  }
  return bytes;
}

const readParts = (db: Database, ids: readonly string[]): Promise<Tables | null> =>
  withPortal(db, PORTAL, async (tx: PortalTx) => {
    const byPartner = new Map<string, Uint8Array[]>();
    for await (const page of readPackedParts(tx, VERSION)) {
      for (const { partnerId, columns } of page) byPartner.set(partnerId, [columns]);
    }
    return fromBytes(ids.map((id) => byPartner.get(id) ?? []));
  });

/** The same numbers as rows of an ordinary table, read in pages by key and put back into columns. */
async function rowByRow(db: Database, { stays }: Tables): Promise<{ rows: number; ms: number }> {
  const rows = Math.min(MOST_ROWS, stays.length);
  const names = Object.keys(stays.columns);
  await db.pool.query(
    `create table stays_as_rows (id integer primary key, ${names.map((n) => `"${n}" integer`).join(', ')})`,
  );
  const columns = Object.values(stays.columns).map((column) => Array.from(column.subarray(0, rows)));
  await db.pool.query(
    `insert into stays_as_rows select * from unnest(${['$1', ...names.map((_, i) => `$${i + 2}`)].map((p) => `${p}::integer[]`).join(', ')})`,
    [Array.from({ length: rows }, (_, i) => i), ...columns],
  );
  const { ms } = await timed(async () => {
    const into = names.map(() => new Int32Array(rows));
    let read = 0;
    while (read < rows) {
      const page = await db.pool.query<Record<string, number>>(
        'select * from stays_as_rows where id >= $1 order by id limit 5000',
        [read],
      );
      for (const row of page.rows) {
        for (let c = 0; c < names.length; c++) (into[c] as Int32Array)[read] = row[names[c] as string] as number;
        read++;
      }
    }
  });
  return { rows, ms };
}
