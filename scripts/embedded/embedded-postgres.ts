import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, findBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { canUse, type Identity, serverIdentity, spawnOptions } from './identity.ts';
import { looksLikePostgres, readPostmaster, serves, urlOf } from './running.ts';

export { EmbeddedPostgresError } from './binaries.ts';

/**
 * A real PostgreSQL from the package registry, for development, demo and tests: it trusts every local connection.
 * Production uses a server of its own through DATABASE_URL.
 */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Where the files are; differs from the folder asked for when root's own folders are closed to the server's user. */
  readonly dataDir: string;
  /** The server was already running (an earlier run was killed) and was taken over. */
  readonly reused: boolean;
  stop(): Promise<void>;
  /** Cuts everybody off in the middle of what they do, as a crash does, and serves again on the same port. */
  crash(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Server settings beyond the defaults, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

const MAJOR_VERSION = '18';
const START_ATTEMPTS = 20;
const PAUSE_MS = 250;
/**
 * Passing causes: another program took the port between our look and the server's bind; the workers of a killed server
 * have not yet noticed that it is gone and hold its memory.
 */
const PASSING = /Address already in use|shared memory block|lock file "postmaster.pid" already exists/;

/** @throws EmbeddedPostgresError that says what to do. */
export async function startEmbeddedPostgres({ dataDir, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, identity } = locate(dataDir);
  const native = findBinaries(identity);
  const stop = async () => {
    // Fast mode: clients are cut off, data is flushed. It must not matter whether somebody stopped the server before.
    if (readPostmaster(folder)) await run(native, 'pg_ctl', ['stop', '-D', folder, '-m', 'fast', '-w'], identity);
  };
  const crash = () => run(native, 'pg_ctl', ['restart', '-D', folder, '-m', 'immediate', '-w'], identity);
  const running = await takeOver(folder);
  if (running !== undefined) return { url: urlOf(running), dataDir: folder, reused: true, stop, crash };
  await initialise(native, folder, identity);
  const port = await launch(native, folder, identity, settings);
  return { url: urlOf(port), dataDir: folder, reused: false, stop, crash };
}

/** Stops the server of `dataDir`, if one runs, and deletes its files. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const { folder, identity } = locate(dataDir);
  if (readPostmaster(folder) && looksLikePostgres(readPostmaster(folder)?.pid ?? 0)) {
    await run(findBinaries(identity), 'pg_ctl', ['stop', '-D', folder, '-m', 'immediate', '-w'], identity);
  }
  rmSync(folder, { recursive: true, force: true });
}

function locate(dataDir: string): { folder: string; identity: Identity } {
  const identity = serverIdentity(dataDir);
  if (identity === 'none') {
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. Start as another user.',
    );
  }
  mkdirSync(dirname(dataDir), { recursive: true });
  const closed = !canUse(dirname(dataDir), identity);
  const folder = closed ? openPlace(dataDir) : dataDir;
  const own = process.getuid?.();
  if (own !== undefined && existsSync(folder)) {
    const { uid } = statSync(folder);
    if (uid !== (identity?.uid ?? own) && !(own === 0 && uid === 0)) {
      throw new EmbeddedPostgresError(
        `The database folder ${folder} belongs to user ${uid}, you are user ${own}. Run as that user, or delete the folder as that user.`,
      );
    }
  }
  return { folder, identity };
}

/** A place for root's data when the checkout lies where the server's user cannot go, such as below /root. */
function openPlace(dataDir: string): string {
  const name = `partner-pulse-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  return join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), name);
}

async function takeOver(folder: string): Promise<number | undefined> {
  const postmaster = readPostmaster(folder);
  if (postmaster === undefined) return undefined;
  if (await serves(postmaster, folder)) return postmaster.port;
  if (readPostmaster(folder) !== undefined && looksLikePostgres(postmaster.pid)) {
    throw new EmbeddedPostgresError(
      `PostgreSQL (process ${postmaster.pid}) holds ${folder} but does not answer. End it with "kill ${postmaster.pid}" and start again.`,
    );
  }
  // Left by a crash; the number now belongs to another program, and PostgreSQL would refuse to start because of it.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  return undefined;
}

async function initialise(native: string, folder: string, identity: Identity): Promise<void> {
  const versionFile = join(folder, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === MAJOR_VERSION) return;
    throw new EmbeddedPostgresError(
      `The database folder ${folder} was made by PostgreSQL ${version}; this one is ${MAJOR_VERSION}. Begin anew with --reset.`,
    );
  }
  // Made aside and renamed: a run killed in the middle of initdb leaves no folder that looks finished.
  const aside = `${folder}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  if (identity !== undefined) chownSync(aside, identity.uid, identity.gid);
  await run(
    native,
    'initdb',
    ['-D', aside, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
    identity,
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

async function launch(
  native: string,
  folder: string,
  identity: Identity,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const all = {
      listen_addresses: '127.0.0.1',
      // Socket paths are limited to about 100 characters and need a writable folder; loopback needs neither.
      unix_socket_directories: '',
      max_connections: '200',
      timezone: 'UTC',
      ...settings,
    };
    const options = [`-p ${port}`, ...Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`)].join(' ');
    const log = join(folder, 'server.log');
    rmSync(log, { force: true });
    try {
      await run(native, 'pg_ctl', ['start', '-D', folder, '-l', log, '-o', options, '-w', '-t', '60'], identity);
      return port;
    } catch (cause) {
      const tail = existsSync(log) ? readFileSync(log, 'utf8').slice(-1500) : '';
      if (PASSING.test(tail) && attempt < START_ATTEMPTS) {
        await sleep(PAUSE_MS);
        continue;
      }
      throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start from ${folder}:\n${tail}`, { cause });
    }
  }
}

function run(native: string, program: string, args: readonly string[], identity: Identity): Promise<void> {
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C in the terminal must reach us first, so that the server is stopped last.
    const child = spawn(join(native, 'bin', program), args, {
      ...spawnOptions(identity),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    // 'exit', not 'close': the server started by pg_ctl may keep the pipes open as long as it lives.
    child.once('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve();
      else reject(new EmbeddedPostgresError(`${program} failed (${code}): ${output.slice(-1500)}`));
    });
  });
}
