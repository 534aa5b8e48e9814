import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DemoError } from './data-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** `npm run export` of the account, into a file: one JSON line per result. */
export async function exportResults(
  environment: Readonly<Record<string, string>>,
  portalId: number,
  asOf: string | undefined,
  file: string,
): Promise<void> {
  const date = asOf === undefined ? [] : ['--as-of', asOf];
  const child = spawn(process.execPath, ['scripts/export.ts', '--portal', String(portalId), ...date], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((done) => {
    child.once('close', done);
  });
  await pipeline(child.stdout, createWriteStream(resolve(file)));
  const code = await exited;
  if (code !== 0) throw new DemoError(`The export to ${file} failed: ${errors.trim()}`);
}
