import { createQueueBackend } from '../../server/jobs/backend.ts';
import { createDatabase, type Database } from '../../server/store/db.ts';
import { migrate } from '../../server/store/migrate.ts';
import { administer, inDatabase } from './administer.ts';
import { removeThrowAwayPostgres, startThrowAwayPostgres } from './throw-away-postgres.ts';

/** A migrated database of its own, for a program that runs outside Jest. */
export interface ScratchDatabase {
  readonly url: string;
  readonly db: Database;
}

export interface ScratchDatabases {
  /** `name` is part of the database's name: letters, digits and underscores. */
  create(name: string): Promise<ScratchDatabase>;
  /** Crashes the server and starts it again; null where it is somebody else's. */
  readonly crashServer: (() => Promise<void>) | null;
  /** Drops everything that was created. */
  close(): Promise<void>;
}

/** Uses DATABASE_URL's server when set, a throw-away one otherwise. */
export async function scratchDatabases({ willCrash = false } = {}): Promise<ScratchDatabases> {
  const given = process.env.DATABASE_URL;
  const own = given ? null : await startThrowAwayPostgres({ willCrash });
  const server = own?.url ?? given ?? '';
  const open: { readonly name: string; readonly db: Database }[] = [];
  return {
    crashServer: own === null ? null : () => own.crash(),
    async create(label) {
      const name = `pp_scratch_${label}_${process.pid}`;
      await administer(server, (client) => client.query(`create database ${name}`));
      const url = inDatabase(server, name);
      const db = createDatabase({ url, max: 8, as: 'owner', onIdleError: () => undefined });
      open.push({ name, db });
      await migrate(db);
      await createQueueBackend({ databaseUrl: url }).prepare();
      return { url, db };
    },
    async close() {
      for (const { name, db } of open.splice(0)) {
        await db.close();
        await administer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
      }
      if (!given) await removeThrowAwayPostgres();
    },
  };
}

/** Lets every call to HubSpot go at once: a stand-in without limits need not be waited for. */
export async function switchOffRateBudget({ pool }: Database): Promise<void> {
  await pool.query(`create or replace function reserve_call(
      p_portal_id bigint, p_class text, p_limit integer, p_window_ms integer, p_share double precision, p_lane text,
      p_max_wait_ms double precision, p_now_ms double precision default null,
      out outcome text, out wait_ms double precision
    ) language sql as $$ select 'go'::text, 0::double precision $$`);
}
