import pg from 'pg';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embedded-postgres.ts';
import { DemoError } from './data-folder.ts';

export interface DemoDatabase {
  readonly url: string;
  /** `embedded`, or the host of DATABASE_URL. */
  readonly where: string;
  stop(): Promise<void>;
}

/** On somebody's own server the demo keeps to a database of its own: it deletes it at each start. */
const NAME = 'partner_pulse_demo';

/**
 * An empty database: on the server of DATABASE_URL when that is set, on an embedded one otherwise. The stand-in account
 * begins anew with each start, so what an earlier run stored about it would be wrong.
 */
export async function startDemoDatabase(
  dataDir: string,
  { reset, serverUrl }: { reset: boolean; serverUrl: string | undefined },
): Promise<DemoDatabase> {
  if (serverUrl) {
    await recreate(serverUrl);
    return { url: inDemoDatabase(serverUrl), where: new URL(serverUrl).hostname, stop: async () => {} };
  }
  if (reset) await removeEmbeddedPostgres(dataDir);
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir });
  await recreate(server.url);
  return { url: inDemoDatabase(server.url), where: 'embedded', stop: server.stop };
}

async function recreate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(`drop database if exists ${NAME} with (force)`);
    await client.query(`create database ${NAME}`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DemoError(
      `The demo could not make its database "${NAME}": ${reason}. DATABASE_URL must name a running PostgreSQL 15 or newer ` +
        'and a user that may create databases. Without DATABASE_URL the demo brings its own server.',
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function inDemoDatabase(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${NAME}`;
  return url.href;
}
