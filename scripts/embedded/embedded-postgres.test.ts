import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, readPostmaster } from './running.ts';

const DATA = join(import.meta.dirname, '..', '..', '.tmp', 'embedded-test', String(process.pid), 'postgres');

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

describe('the embedded PostgreSQL', () => {
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dataDir: DATA });
    await ask(server.url, 'create table kept as select 42 as answer');
  }, 60_000);
  afterAll(() => removeEmbeddedPostgres(DATA), 30_000);

  const postmaster = () => readPostmaster(server.dataDir);
  const answer = () => ask(server.url, 'select answer from kept');

  it('is taken over by the next start when the program that began it was killed', async () => {
    const again = await startEmbeddedPostgres({ dataDir: DATA });
    expect(again).toMatchObject({ url: server.url, reused: true });
    expect(await answer()).toEqual([{ answer: 42 }]);
  });

  it('comes back with its data after being killed itself', async () => {
    const pid = postmaster()?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    server = await startEmbeddedPostgres({ dataDir: DATA });
    expect(server.reused).toBe(false);
    expect(await answer()).toEqual([{ answer: 42 }]);
  }, 30_000);

  it('is not confused by a note of a process that is now another program', async () => {
    await server.stop();
    const bystander = spawn('sleep', ['30']);
    await once(bystander, 'spawn');
    const note = [bystander.pid, server.dataDir, 1, 54_321, '', '127.0.0.1', '', 'ready'].join('\n');
    writeFileSync(join(server.dataDir, 'postmaster.pid'), `${note}\n`);
    server = await startEmbeddedPostgres({ dataDir: DATA });
    expect(server.reused).toBe(false);
    expect(await answer()).toEqual([{ answer: 42 }]);
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
    bystander.kill();
  }, 30_000);

  it('can be stopped twice, and leaves nothing behind when it is removed', async () => {
    await server.stop();
    await server.stop();
    expect(postmaster()).toBeUndefined();
    await removeEmbeddedPostgres(DATA);
    expect(existsSync(server.dataDir)).toBe(false);
  }, 30_000);

  it('refuses files of another version and says how to begin anew', async () => {
    mkdirSync(DATA, { recursive: true });
    writeFileSync(join(DATA, 'PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dataDir: DATA })).rejects.toThrow(
      /PostgreSQL 15; this one is 18.*--reset\.\n.*DATABASE_URL/,
    );
    expect(readFileSync(join(DATA, 'PG_VERSION'), 'utf8')).toBe('15\n');
  });
});
