import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DemoError } from './data-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LAST_LINES = 12;
const STOP_WITHIN_MS = 10_000;

export interface ProgramOptions {
  readonly name: string;
  /** From the repository's root. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Receives all its output. */
  readonly logFile: string;
  /** Sees each line; answers what was waited for as soon as a line holds it. */
  readonly ready: (line: string) => string | undefined;
  /** Sees every line. */
  readonly onLine?: (line: string) => void;
  readonly startWithinMs?: number;
}

export interface Program {
  readonly pid: number;
  /** What `ready` found. */
  readonly found: string;
  /** Rejects when the program ends by itself. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** Starts a program of this repository as a process of its own and waits until it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, script, args = [], env = {}, logFile, ready, onLine, startWithinMs = 60_000 } = options;
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to this process alone, which then stops its programs in order.
    detached: true,
  });
  const tail: string[] = [];
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const failure = (problem: string) =>
    new DemoError(`${name} ${problem}. Its last lines (all of them: ${logFile}):\n${tail.join('\n')}`);
  const died = exited.then((code): never => {
    throw failure(`ended by itself (${code})`);
  });
  // Handled where it is awaited; until then it must not count as unhandled.
  died.catch(() => {});

  let isReady = false;
  const found = new Promise<string>((resolve) => {
    const see = (line: string) => {
      log.write(`${line}\n`);
      tail.push(line);
      if (tail.length > LAST_LINES) tail.shift();
      onLine?.(line);
      const answer = isReady ? undefined : ready(line);
      if (answer === undefined) return;
      isReady = true;
      resolve(answer);
    };
    createInterface({ input: child.stdout }).on('line', see);
    createInterface({ input: child.stderr }).on('line', see);
  });
  const stop = () => end(child, exited);
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(failure('did not start in time')), startWithinMs);
  try {
    const answer = await Promise.race([found, died, deadline.promise]);
    return { pid: child.pid ?? 0, found: answer, died, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function end(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited.catch(() => {});
  clearTimeout(timer);
}
