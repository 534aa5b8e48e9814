import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../scripts/embedded/embedded-postgres.ts';
import { isAlive } from '../../scripts/embedded/running.ts';

const RUNS_FOLDER = join(import.meta.dirname, '..', '..', '.tmp', 'test-postgres');
/** What is in it may be lost with the machine: nothing waits for the disk. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};
const dataDir = join(RUNS_FOLDER, String(process.pid));

/**
 * An empty PostgreSQL of this process. End it with `removeThrowAwayPostgres`.
 * @param willCrash what it has confirmed has to outlive its own end: commits are written out, though not to the disk
 */
export async function startThrowAwayPostgres({ willCrash = false } = {}): Promise<EmbeddedPostgres> {
  mkdirSync(RUNS_FOLDER, { recursive: true });
  await removeLeftBehind();
  return startEmbeddedPostgres({
    dataDir,
    settings: { ...THROW_AWAY, ...(willCrash && { synchronous_commit: 'on' }) },
  });
}

/** Stops it and deletes its files. */
export function removeThrowAwayPostgres(): Promise<void> {
  return removeEmbeddedPostgres(dataDir);
}

/** Runs that were killed leave their server behind; the folder is named after the process that owned it. */
async function removeLeftBehind(): Promise<void> {
  for (const name of readdirSync(RUNS_FOLDER)) {
    const owner = Number(name.split('.')[0]);
    if (isAlive(owner)) continue;
    await removeEmbeddedPostgres(join(RUNS_FOLDER, name));
    rmSync(join(RUNS_FOLDER, name), { recursive: true, force: true });
  }
}
