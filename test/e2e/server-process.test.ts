import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../support/postgres.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const START_WITHIN_MS = 30_000;

describe('the server as a process', () => {
  const database = testDatabase({ migrated: false });
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  function start(changes: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: database.url,
        PUBLIC_BASE_URL: 'https://pulse.example.com',
        HUBSPOT_CLIENT_ID: 'client',
        HUBSPOT_CLIENT_SECRET: 'topsecret',
        TOKEN_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
        PORT: '0',
        ...changes,
      },
    });
    running.push(child);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const ended = once(child, 'close').then(([code]) => ({ code, errors }));
    return { child, ended };
  }

  /** Port of the web role, as its log states it. */
  async function port({ child, ended }: ReturnType<typeof start>): Promise<number> {
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const listening = (async () => {
      for await (const line of lines) {
        const { msg, port: found }: { msg: string; port?: number } = JSON.parse(line);
        if (msg === 'web.listening' && found !== undefined) return found;
      }
      throw new Error((await ended).errors);
    })();
    return listening;
  }

  it(
    'makes its tables, answers that it is ready, and ends in order when asked to',
    async () => {
      const server = start();
      const response = await fetch(`http://127.0.0.1:${await port(server)}/readyz`);
      expect(await response.json()).toEqual({ ready: true, checks: { database: 'ok' } });
      server.child.kill('SIGTERM');
      expect(await server.ended).toEqual({ code: 0, errors: '' });
    },
    START_WITHIN_MS,
  );

  it(
    'runs as several processes of either role on one database',
    async () => {
      const servers = [start({ ROLES: 'web' }), start({ ROLES: 'web' }), start({ ROLES: 'web,worker' })];
      const ports = await Promise.all(servers.map(port));
      const answers = await Promise.all(ports.map((each) => fetch(`http://127.0.0.1:${each}/readyz`)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      for (const { child } of servers) child.kill('SIGINT');
      expect((await Promise.all(servers.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0, 0]);
    },
    START_WITHIN_MS,
  );

  it(
    'says which setting to change, and shows neither a secret nor a stack',
    async () => {
      const first = start();
      const taken = String(await port(first));
      const cases: [Record<string, string>, RegExp][] = [
        [{ TOKEN_KEYS: '', PORT: 'http' }, /TOKEN_KEYS is missing\n.*PORT must be a whole number/],
        [{ PORT: taken }, /Port \d+ is taken by another program\. Set PORT/],
        [{ DATABASE_URL: 'postgres://user:topsecret@127.0.0.1:1/none' }, /Check DATABASE_URL/],
        [
          { DATABASE_URL: database.url.replace(/\/\w+$/, '/missing_database') },
          /does not exist on that server.*DATABASE_URL/,
        ],
      ];
      for (const [changes, message] of cases) {
        const { code, errors } = await start(changes).ended;
        expect(errors).toMatch(message);
        expect(errors).not.toMatch(/topsecret|\n {4}at /);
        expect(code).toBe(1);
      }
    },
    START_WITHIN_MS,
  );
});
