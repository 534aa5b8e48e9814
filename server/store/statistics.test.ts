import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../test/support/postgres.ts';
import { createDatabase } from './db.ts';
import { refreshStatistics } from './statistics.ts';

const PORTAL = 7;
const DEALS = 20_000;

describe('statistics of a database in its first minutes', () => {
  const database = testDatabase();

  it('are made when a table has grown, though the app owns no table, and not again before it has doubled', async () => {
    const { pool } = database.db;
    // Otherwise the test could be passed by PostgreSQL's own count, once a minute.
    await pool.query('alter table links set (autovacuum_enabled = off)');
    await pool.query('insert into portals (portal_id, scopes) values ($1, array[]::text[])', [PORTAL]);
    await link(0, DEALS);
    const app = createDatabase({ url: database.url, max: 1 });
    try {
      await refreshStatistics(app);
      expect(await counted()).toBe(DEALS);
      await link(DEALS, DEALS + DEALS / 4);
      await refreshStatistics(app);
      expect(await counted()).toBe(DEALS);
      await link(DEALS + DEALS / 4, 4 * DEALS);
      await refreshStatistics(app);
      expect(await counted()).toBe(4 * DEALS);
    } finally {
      await app.close();
    }
  });

  it.each([
    ['deals by the deals', 'from_id', 'links_pkey'],
    ['companies by the companies', 'to_id', 'links_reverse'],
  ])('let the links of some %s be found without walking through those of the account', async (_what, end, index) => {
    const { rows } = await database.db.pool.query<Record<string, string>>(
      `explain select type_id from links where portal_id = $1 and from_type = 'deals' and to_type = 'companies'
         and ${end} = any ($2) and removed_ms is null`,
      [PORTAL, Array.from({ length: 20 }, (_, at) => String(at))],
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });

  const link = (from: number, to: number) =>
    database.db.pool.query(
      `insert into links select $1, 'deals', at::text, 'companies', (at % 300)::text, 5, 'HUBSPOT_DEFINED', null, 1, null, true
         from generate_series($2::int, $3::int - 1) at`,
      [PORTAL, from, to],
    );

  /** Rows of `links` as the planner has them. */
  async function counted(): Promise<number> {
    const { rows } = await database.db.pool.query<{ reltuples: number }>(
      "select reltuples from pg_class where oid = 'links'::regclass",
    );
    return Math.round(rows[0]?.reltuples ?? -1);
  }
});
