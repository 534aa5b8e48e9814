import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis for this test file: REDIS_URL's, or a `redis-server` found on the PATH, or none (`undefined`). */
export async function startTestRedis(): Promise<TestRedis | undefined> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} };
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  for (let attempt = 0; ; attempt += 1) {
    // Redis cannot be asked for a free port; a taken one is tried again elsewhere.
    const port = 20_000 + ((process.pid * 31 + attempt * 977) % 20_000);
    const child = spawn(
      'redis-server',
      [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--maxmemory-policy',
        'noeviction',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    if (await accepts(child)) return { url: `redis://127.0.0.1:${port}`, stop: () => stopped(child) };
    if (attempt === 5) throw new Error('redis-server is installed but does not start');
  }
}

async function accepts(child: ChildProcess): Promise<boolean> {
  if (child.stdout === null) return false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('Ready to accept connections')) {
      child.stdout.resume();
      return true;
    }
  }
  return false;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
