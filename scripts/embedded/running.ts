import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const ANSWER_WITHIN_MS = 10_000;
const POLL_MS = 100;

export function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

/** What `postmaster.pid` of a data folder says, when a process with that id is alive. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  // PostgreSQL writes: process id, data folder, start time, port, socket folder, address …
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(pid), port: Number(port) };
  return found.pid > 0 && isAlive(found.pid) ? found : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until the server on that port says that it serves exactly this data folder; false when it does not in time. */
export async function serves(postmaster: Postmaster, dataDir: string): Promise<boolean> {
  const deadline = performance.now() + ANSWER_WITHIN_MS;
  while (performance.now() < deadline && isAlive(postmaster.pid)) {
    const answer = await dataDirectoryOf(postmaster.port);
    if (answer !== undefined) return samePath(answer, dataDir);
    if (!looksLikePostgres(postmaster.pid)) return false;
    await sleep(POLL_MS);
  }
  return false;
}

/** Process ids are used again: after a crash the old number may belong to any program. */
export function looksLikePostgres(pid: number): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout?.includes('postgres') ?? true;
}

async function dataDirectoryOf(port: number): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: urlOf(port), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory;
  } catch {
    // Not there, still starting, or not PostgreSQL: all the same to the caller, who asks again until the deadline.
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function samePath(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}
