import type { Database } from './db.ts';

/**
 * Has PostgreSQL count again the tables that have at least doubled since it last did. It comes by itself once a minute; a
 * database in its first minutes plans without, and walks through a whole account for the links of a few deals.
 */
export async function refreshStatistics({ pool }: Database): Promise<void> {
  await pool.query('select refresh_statistics()');
}
