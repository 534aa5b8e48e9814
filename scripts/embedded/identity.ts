import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** The user a PostgreSQL process runs as: `undefined` is the current user, which PostgreSQL refuses when it is root. */
export type Identity = { readonly uid: number; readonly gid: number } | undefined;

/**
 * Who runs the server whose files are in `dataDir`. Root steps down to the folder's owner when that is somebody else
 * (the server was begun without sudo), otherwise to `postgres` or `nobody`.
 * @returns 'none' when root finds nobody to step down to.
 */
export function serverIdentity(dataDir: string): Identity | 'none' {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return 'none';
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/** Options for a child of this identity, started where it can be (a home folder may be closed to it), without PG* settings. */
export function spawnOptions(identity: Identity): SpawnSyncOptions & { encoding: 'utf8' } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  return {
    env: { ...env, LC_ALL: 'C' },
    cwd: process.platform === 'win32' ? undefined : '/',
    encoding: 'utf8',
    ...identity,
  };
}

/** Whether `identity` can write in `folder`, which needs a way through all folders above it. */
export function canUse(folder: string, identity: Identity): boolean {
  if (identity === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], spawnOptions(identity)).status === 0;
}
