import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DemoError, takeDataFolder } from './data-folder.ts';

describe('the data folder of the demo', () => {
  let folder: string;
  let children: ChildProcess[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-'));
    children = [];
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** A process whose command line ends with these words. */
  const processCalled = async (...words: string[]) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)', ...words]);
    children.push(child);
    await once(child, 'spawn');
    return child;
  };
  const noteEarlierRun = (run: object) => writeFileSync(join(folder, 'demo.json'), JSON.stringify(run));

  it('serves one demo at a time and says where the other one is', async () => {
    const other = await processCalled('scripts/demo.ts');
    noteEarlierRun({ pid: other.pid, url: 'http://127.0.0.1:4310', children: [] });
    expect(() => takeDataFolder(folder)).toThrow(DemoError);
    expect(() => takeDataFolder(folder)).toThrow(`process ${other.pid}); it shows its page at http://127.0.0.1:4310`);
  });

  it('is taken from a run that was killed, and the programs it left behind are ended', async () => {
    const left = await processCalled('server/main.ts');
    const ended = once(left, 'exit');
    noteEarlierRun({ pid: 2 ** 22 + 1, url: null, children: [{ script: 'server/main.ts', pid: left.pid }] });
    takeDataFolder(folder);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('does not end a program that only has the number of an earlier one', async () => {
    const bystander = await processCalled('something/else.ts');
    noteEarlierRun({ pid: bystander.pid, url: null, children: [{ script: 'server/main.ts', pid: bystander.pid }] });
    takeDataFolder(folder);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it.each(['', '{"pid":', '{"pid":"x"}'])('is taken when the note of an earlier run reads %p', (note) => {
    writeFileSync(join(folder, 'demo.json'), note);
    const taken = takeDataFolder(folder);
    expect(readFileSync(join(folder, 'demo.json'), 'utf8')).toContain(`"pid":${process.pid}`);
    taken.release();
    expect(() => readFileSync(join(folder, 'demo.json'))).toThrow('ENOENT');
  });

  it('leaves the environment of its programs to a shell, readable by its user alone, for as long as it runs', () => {
    const taken = takeDataFolder(folder);
    const file = taken.noteEnvironment({ TOKEN_KEYS: "a b'c", PORT: '1' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const read = spawnSync('sh', ['-c', `set -a; . ${file}; exec printenv TOKEN_KEYS PORT`], { encoding: 'utf8' });
    expect(read.stdout).toBe("a b'c\n1\n");
    taken.release();
    expect(existsSync(file)).toBe(false);
  });
});
