/** Runs an oracle: loads the CSV files as plain text into PostgreSQL and asks the SQL beside this file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded/embedded-postgres.ts';

export type OracleRow = Readonly<Record<string, unknown>>;

export interface Oracle {
  /** Rows of what the oracle leaves behind: a view or temporary table. */
  rows(name: string): Promise<OracleRow[]>;
}

const THROW_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Asks `ask` of the named oracle. Uses `url`, else an embedded server that lives as long as the question; nothing stays
 * behind, because every table is a temporary one.
 */
export async function withOracle<T>(
  name: 'sales-records' | 'seller-funnel',
  options: {
    readonly sourceDir: string;
    readonly files: readonly string[];
    readonly asOf: string;
    readonly url?: string;
  },
  ask: (oracle: Oracle) => Promise<T>,
): Promise<T> {
  const dataDir = join(import.meta.dirname, '..', '..', '.tmp', 'oracle-postgres', String(process.pid));
  const url = options.url ?? (await startEmbeddedPostgres({ dataDir, settings: THROW_AWAY })).url;
  try {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('create temporary table source (file text, content text)');
      await client.query('create temporary table asked as select $1::date as as_of', [options.asOf]);
      for (const file of options.files) {
        const content = readFileSync(join(options.sourceDir, file), 'utf8');
        await client.query('insert into source values ($1, $2)', [file, content]);
      }
      await client.query(readFileSync(join(import.meta.dirname, `${name}.sql`), 'utf8'));
      return await ask({
        rows: async (from) => (await client.query<OracleRow>(`select * from ${client.escapeIdentifier(from)}`)).rows,
      });
    } finally {
      await client.end();
    }
  } finally {
    if (options.url === undefined) await removeEmbeddedPostgres(dataDir);
  }
}
