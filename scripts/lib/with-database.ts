import { loadConfig } from '../../server/config.ts';
import { createDatabase, type Database } from '../../server/store/db.ts';
import { migrateAt } from '../../server/store/migrate.ts';

/** Runs a command against the database of a running installation, configured by the same environment as the server. */
export async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const config = loadConfig();
  const url = config.database.url.reveal();
  await migrateAt(url);
  const db = createDatabase({ url, max: 2 });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

/** Reports what went wrong in words and ends with 1. */
export function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
