import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const logLine = z.looseObject({
  msg: z.string(),
  time: z.string(),
  portal: z.number().optional(),
  port: z.number().optional(),
});

export type LogLine = z.infer<typeof logLine>;

/** One process of the server, started again under the same name when it was ended. */
export interface Member {
  readonly name: string;
  /** Port of the web role; 0 while it does not listen. */
  readonly port: () => number;
  readonly seen: readonly LogLine[];
  /** Resolves with the next line, past or to come after `from`, that fits. */
  line(fits: (line: LogLine) => boolean, from?: number): Promise<LogLine>;
  start(): Promise<void>;
  /** Resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Everything any process ever wrote, for those who look for what must not be in it. */
export interface Fleet {
  member(name: string, environment: Readonly<Record<string, string>>): Member;
  readonly output: string[];
  stop(): Promise<void>;
}

export function createFleet(shared: Readonly<Record<string, string>>): Fleet {
  const members: Member[] = [];
  const output: string[] = [];
  return {
    output,
    member(name, environment) {
      const member = createMember(name, { ...shared, ...environment }, output);
      members.push(member);
      return member;
    },
    stop: async () => void (await Promise.all(members.map((member) => member.end('SIGKILL')))),
  };
}

function createMember(name: string, environment: Readonly<Record<string, string>>, output: string[]): Member {
  const seen: LogLine[] = [];
  let child: ChildProcess | undefined;
  let port = 0;
  let wake = Promise.withResolvers<void>();

  function read(text: string): void {
    output.push(text);
    const parsed = text.startsWith('{') ? logLine.safeParse(JSON.parse(text)) : null;
    if (!parsed?.success) return;
    seen.push(parsed.data);
    if (parsed.data.msg === 'web.listening') port = parsed.data.port ?? 0;
    wake.resolve();
    wake = Promise.withResolvers<void>();
  }

  async function line(fits: (line: LogLine) => boolean, from = 0): Promise<LogLine> {
    for (;;) {
      const found = seen.slice(from).find(fits);
      if (found !== undefined) return found;
      await wake.promise;
    }
  }

  return {
    name,
    port: () => port,
    seen,
    line,
    async start() {
      const from = seen.length;
      child = spawn(process.execPath, ['--max-semi-space-size=8', 'server/main.ts'], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.once('exit', () => {
        port = 0;
      });
      if (child.stdout) createInterface({ input: child.stdout }).on('line', read);
      if (child.stderr) createInterface({ input: child.stderr }).on('line', read);
      await line(({ msg }) => msg === 'web.listening' || msg === 'worker.started', from);
    },
    async end(signal) {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}
