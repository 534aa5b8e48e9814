import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A command that has to succeed. `args` are those of Node: a script and its arguments. */
export interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');

/** Runs one check and prints one line for it, and its output when it fails. Answers whether it passed. */
export async function runCheck({ name, args }: Check): Promise<boolean> {
  const begun = performance.now();
  const { code, output } = await runNode(args);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
  return code === 0;
}

function runNode(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // The Node that runs this file, so that no check depends on what the machine has installed.
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
