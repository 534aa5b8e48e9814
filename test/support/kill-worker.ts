import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a real worker process, waits until it has a job in hand, and kills it. Answers what it said before. */
export async function killWorker(
  kind: string,
  { databaseUrl, redisUrl }: { readonly databaseUrl: string; readonly redisUrl: string | undefined },
): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hanging-worker.ts')], {
    env: { ...process.env, KIND: kind, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return String(line);
}
