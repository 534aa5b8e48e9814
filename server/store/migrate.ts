import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { createDatabase, type Database } from './db.ts';

/** Numbered SQL files, applied in order and never changed afterwards. */
export const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file: a file edited after it ran would leave two databases with one number and two shapes. */
  readonly checksum: string;
}

/** The schema cannot be brought to what this build expects; the server must not start. */
export class MigrationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

/** Any fixed number, the same in every version of this program: all runners queue behind it. */
const MIGRATION_LOCK = 7_215_001;

const CREATE_LEDGER = `
  create table if not exists schema_migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

/**
 * Applies what is missing, each file in its own transaction, and returns the names of what it applied. `db` must be
 * opened as `owner`.
 * Any number of processes may call it at once: they take turns, the later ones find nothing to do.
 * @throws MigrationError when a file fails, was changed after it ran, or the database is newer than this build.
 */
export async function migrate(db: Database, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await db.pool.connect();
  try {
    // A session lock, because it has to span several transactions; it goes with the connection if this process dies.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await client.query(CREATE_LEDGER);
      const missing = compare(migrations, await readLedger(client));
      for (const migration of missing) await apply(client, migration);
      if (missing.length > 0) await protectTables(client);
      return missing.map(({ name }) => name);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
}

/** The same for DATABASE_URL's user, who owns the tables. */
export async function migrateAt(url: string): Promise<string[]> {
  const db = createDatabase({ url, max: 1, as: 'owner' });
  try {
    return await migrate(db);
  } finally {
    await db.close();
  }
}

/** New tables are covered by row-level security from the moment they exist. */
async function protectTables(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query("select to_regprocedure('protect_account_tables()') is not null as there");
  if (rows[0]?.there === true) await client.query('select protect_account_tables()');
}

/**
 * Reads `NNNN_name.sql` files in the order of their numbers. Gaps are fine: branches number their files apart, and a file
 * that arrives below one that ran already still runs.
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const name of names) {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    const last = migrations.at(-1)?.number ?? 0;
    if (!(number > last)) {
      const wanted = String(last + 1).padStart(4, '0');
      throw new MigrationError(`Migration file ${name} is out of order: name it ${wanted}_what_it_does.sql`);
    }
    const sql = await readFile(join(folder, name), 'utf8');
    migrations.push({ number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') });
  }
  return migrations;
}

interface LedgerRow {
  number: number;
  name: string;
  checksum: string;
}

async function readLedger(client: pg.PoolClient): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    'select number, name, checksum from schema_migrations order by number',
  );
  return rows;
}

function compare(migrations: readonly Migration[], ledger: readonly LedgerRow[]): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of ledger) {
    const migration = byNumber.get(row.number);
    if (migration === undefined) {
      throw new MigrationError(
        `The database has migration ${row.name}, which this build does not know: it was upgraded by a newer version. Deploy that version, or point DATABASE_URL at another database.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(
        `Migration ${row.name} was changed after it ran on this database. Restore the file and put the change in a new migration.`,
      );
    }
  }
  const applied = new Set(ledger.map(({ number }) => number));
  return migrations.filter(({ number }) => !applied.has(number));
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    // The row comes first: should two runners ever get past the lock, the primary key stops the second one here.
    await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query(migration.sql);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`Migration ${migration.name} failed and was rolled back: ${reason}`, { cause });
  }
}
