import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../../scripts/embedded/embedded-postgres.ts';

/**
 * One throw-away PostgreSQL per test run, started only when the first test file asks for it, so that runs of pure tests
 * pay nothing. The desk listens in Jest's main process; workers connect and are answered with one line: the address of
 * the server, or what went wrong.
 */
export interface DeskAnswer {
  readonly url?: string;
  readonly error?: string;
}

/** Tells the workers where the desk listens. Jest hands its environment down to them. */
export const DESK_PORT_VARIABLE = 'PARTNER_PULSE_TEST_DESK_PORT';

const RUNS_FOLDER = join(import.meta.dirname, '..', '..', '.tmp', 'test-postgres');
/** A test's data may be lost with the machine: nothing waits for the disk. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

let desk: Server | undefined;
let server: Promise<EmbeddedPostgres> | undefined;
const dataDir = join(RUNS_FOLDER, String(process.pid));

export async function openPostgresDesk(): Promise<void> {
  if (process.env.DATABASE_URL) return;
  desk = createServer((socket) => {
    socket.on('error', () => {});
    server ??= start();
    server.then(
      ({ url }) => socket.end(JSON.stringify({ url } satisfies DeskAnswer)),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) } satisfies DeskAnswer)),
    );
  });
  desk.unref();
  const listening = desk;
  await new Promise<void>((resolve, reject) => {
    listening.once('error', reject);
    listening.listen(0, '127.0.0.1', resolve);
  });
  const address = listening.address();
  if (typeof address === 'object' && address !== null) process.env[DESK_PORT_VARIABLE] = String(address.port);
}

export async function closePostgresDesk(): Promise<void> {
  desk?.close();
  if (server === undefined) return;
  const { removeEmbeddedPostgres } = await import('../../scripts/embedded/embedded-postgres.ts');
  await server.catch(() => {});
  await removeEmbeddedPostgres(dataDir);
}

async function start(): Promise<EmbeddedPostgres> {
  const { startEmbeddedPostgres, removeEmbeddedPostgres } = await import('../../scripts/embedded/embedded-postgres.ts');
  const { isAlive } = await import('../../scripts/embedded/running.ts');
  mkdirSync(RUNS_FOLDER, { recursive: true });
  // Test runs that were killed leave their server behind; the folder is named after the process that owned it.
  for (const name of readdirSync(RUNS_FOLDER)) {
    const owner = Number(name.split('.')[0]);
    if (isAlive(owner)) continue;
    await removeEmbeddedPostgres(join(RUNS_FOLDER, name));
    rmSync(join(RUNS_FOLDER, name), { recursive: true, force: true });
  }
  return startEmbeddedPostgres({ dataDir, settings: THROW_AWAY });
}
