import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { BigWorldSize } from '../stand-in/big-world.ts';
import type { JournalCounts } from '../stand-in/journal.ts';
import { TEST_APP } from './connected-account.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const Ready = z.object({ url: z.string(), accounts: z.array(z.object({ hubId: z.number() })) });

/** A stand-in HubSpot in a process of its own. */
export interface StandInProcess {
  readonly url: string;
  readonly pid: number;
  /** The first account's. */
  readonly hubId: number;
  readonly hubIds: readonly number[];
  /** Answers of its control addresses (test/stand-in/README.md), posted to where there is a body. In no journal. */
  control(path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

export interface StandInProcessOptions {
  /** A shipped world's name, or the size of a generated one. */
  readonly world: string | BigWorldSize;
  readonly limits: boolean;
  readonly limitSpeed?: number;
  /** Accounts after the first. */
  readonly others?: readonly BigWorldSize[];
  /** Where webhooks go, at once. */
  readonly webhooks?: string;
  /** For worlds that do not fit into Node's default. */
  readonly heapMebibytes?: number;
}

/** Starts it with the app of connected-account.ts known and installations agreed to at once. */
export async function startStandIn(options: StandInProcessOptions): Promise<StandInProcess> {
  const { world, limits, limitSpeed, others = [], webhooks, heapMebibytes } = options;
  const accounts = [world, ...others].flatMap((one) =>
    typeof one === 'string' ? ['--world', one] : ['--generate', JSON.stringify(one)],
  );
  const flags = [
    ...accounts,
    '--auto-approve',
    '--app',
    JSON.stringify(TEST_APP),
    ...(limits ? [] : ['--no-limits']),
    ...(webhooks === undefined ? [] : ['--webhooks', webhooks]),
    ...(limitSpeed === undefined ? [] : ['--limit-speed', String(limitSpeed)]),
  ];
  const heap = heapMebibytes === undefined ? [] : [`--max-old-space-size=${heapMebibytes}`];
  const { child, line } = await startNode([...heap, 'test/stand-in/main.ts', ...flags]);
  const { url, accounts: known } = Ready.parse(JSON.parse(line));
  return {
    url,
    pid: child.pid ?? 0,
    hubId: known[0]?.hubId ?? 0,
    hubIds: known.map(({ hubId }) => hubId),
    async control(path, body) {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${url}/__stand-in/${path}`, init);
      if (!response.ok) throw new Error(`the stand-in answered ${response.status} to ${path}`);
      return response.json();
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

/** Requests of the app so far, by class. */
export async function requestCounts(standIn: StandInProcess): Promise<JournalCounts> {
  const classes = z.record(z.string(), z.number());
  const { counts } = z.object({ counts: classes }).parse(await standIn.control('journal/counts'));
  const of = (name: string) => counts[name] ?? 0;
  return {
    list: of('list'),
    batchRead: of('batchRead'),
    search: of('search'),
    associations: of('associations'),
    properties: of('properties'),
    batchUpdate: of('batchUpdate'),
    oauth: of('oauth'),
    other: of('other'),
  };
}

/** Runs one of our programs and answers its first line. @throws when it ends before it wrote one */
export async function startNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [undefined])]);
  if (typeof line !== 'string') throw new Error(`${args[0]} ended before it was ready`);
  child.stdout.resume();
  return { child, line };
}

/** Sends a signal and waits for the end; a process that has ended already is fine. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
