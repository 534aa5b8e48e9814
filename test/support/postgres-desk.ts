import { createServer, type Server } from 'node:net';
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

let desk: Server | undefined;
let server: Promise<EmbeddedPostgres> | undefined;

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
  const { removeThrowAwayPostgres } = await import('./throw-away-postgres.ts');
  await server.catch(() => {});
  await removeThrowAwayPostgres();
}

async function start(): Promise<EmbeddedPostgres> {
  const { startThrowAwayPostgres } = await import('./throw-away-postgres.ts');
  return startThrowAwayPostgres();
}
