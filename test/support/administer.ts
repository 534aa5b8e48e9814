import pg from 'pg';

/** Runs statements that belong to no transaction, such as `create database`, on a connection of their own. */
export async function administer<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  database?: string,
): Promise<T> {
  const client = new pg.Client({ connectionString: database === undefined ? url : inDatabase(url, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    // Ends the session, and with it its advisory locks.
    await client.end();
  }
}

/** The address of another database on the same server. */
export function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
