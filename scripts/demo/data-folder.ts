import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../embedded/running.ts';

/** Something about the machine keeps the demo from running; the message says what to do. */
export class DemoError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DemoError';
  }
}

const Lock = z.object({
  pid: z.int().positive(),
  /** Address of the page, once there is one. */
  url: z.string().nullable(),
  /** Programs that run started; they outlive it when it is killed. */
  children: z.array(z.object({ script: z.string(), pid: z.int().positive() })),
});
type Lock = z.infer<typeof Lock>;

/** The folder of one demo at a time: database, logs, and a note of who runs it. */
export interface DataFolder {
  readonly path: string;
  noteChild(script: string, pid: number): void;
  noteUrl(url: string): void;
  /** Leaves what commands need to work on this run, for a shell to read; returns the file's path. Gone with the run. */
  noteEnvironment(environment: Readonly<Record<string, string>>): string;
  release(): void;
}

/**
 * Takes the folder for this process, ending programs that a killed run left behind.
 * @throws DemoError when another demo runs in it, or it belongs to another user
 */
export function takeDataFolder(path: string): DataFolder {
  checkOwner(path);
  mkdirSync(join(path, 'logs'), { recursive: true });
  const file = join(path, 'demo.json');
  const environmentFile = join(path, 'demo.env');
  const earlier = readLock(file);
  if (earlier !== undefined && runs(earlier.pid, 'scripts/demo.ts')) throw alreadyRunning(earlier);
  for (const { script, pid } of earlier?.children ?? []) if (runs(pid, script)) process.kill(pid, 'SIGKILL');
  rmSync(file, { force: true });
  const lock: Lock = { pid: process.pid, url: null, children: [] };
  try {
    // Fails when the file exists: of two demos started together one wins.
    writeFileSync(file, JSON.stringify(lock), { flag: 'wx' });
  } catch (cause) {
    throw new DemoError('Another demo was started at the same moment. Use that one.', { cause });
  }
  let isReleased = false;
  const save = () => {
    if (!isReleased) writeFileSync(file, JSON.stringify(lock));
  };
  return {
    path,
    noteChild(script, pid) {
      lock.children.push({ script, pid });
      save();
    },
    noteUrl(url) {
      lock.url = url;
      save();
    },
    noteEnvironment(environment) {
      const lines = Object.entries(environment).map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'\n`);
      // It holds secrets, if only of a demo.
      writeFileSync(environmentFile, lines.join(''), { mode: 0o600 });
      return environmentFile;
    },
    release() {
      isReleased = true;
      rmSync(environmentFile, { force: true });
      if (readLock(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

function alreadyRunning({ pid, url }: Lock): DemoError {
  const where = url === null ? 'is still starting' : `shows its page at ${url}`;
  return new DemoError(
    `The demo is already running (process ${pid}); it ${where}. Use it, or end it with: kill ${pid}`,
  );
}

function checkOwner(path: string): void {
  const nearest = existsSync(path) ? path : dirname(path);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { uid } = statSync(nearest);
    throw new DemoError(
      `${nearest} cannot be written: it belongs to user ${uid}, you are user ${process.getuid?.()}. ` +
        `Run as that user, or move the checkout to a folder of your own.`,
      { cause },
    );
  }
}

function readLock(file: string): Lock | undefined {
  try {
    return Lock.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // No file, or one cut short by a crash: nobody can be told from it.
    return undefined;
  }
}

/** Process ids are used again, so the command line has to fit as well. */
function runs(pid: number, script: string): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).stdout?.includes(script) ?? true;
}
