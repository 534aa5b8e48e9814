import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { at, createClient, listAt, textAt } from '../contract/client.ts';
import { app } from './fixture.ts';

const MAIN = new URL('./main.ts', import.meta.url).pathname;

describe('the stand-in as a process of its own', () => {
  let child: ChildProcess | undefined;
  afterEach(async () => {
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });

  const launch = (...flags: string[]) => {
    child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    return child;
  };
  const ready = async (...flags: string[]) => {
    const { stdout } = launch(...flags);
    if (!stdout) throw new Error('no output');
    const [line] = await once(createInterface({ input: stdout }), 'line');
    return JSON.parse(String(line));
  };

  it('prints its address and accounts when it is ready, and can be steered from outside', async () => {
    const size = JSON.stringify({ companies: 5, deals: 12, partners: 2 });
    const started = await ready('--generate', size, '--clock', '2026-01-01T00:00:00Z', '--app', JSON.stringify(app));
    const url = textAt(started, 'url');
    const hubId = at(started, 'accounts', 0, 'hubId');
    const control = createClient(`${url}/__stand-in`, null);
    const token = textAt((await control.post('/tokens', { hubId })).body, 'token');
    const client = createClient(url, token);
    const path = '/crm/objects/2026-09/deals';
    expect(listAt((await client.get(path)).body, 'results')).toHaveLength(10);

    await control.post('/faults', [{ when: `GET ${path}`, answer: { status: 503 } }]);
    expect((await client.get(path)).status).toBe(503);
    await control.post(`/accounts/${hubId}/actions`, {
      do: 'edit',
      type: 'deals',
      id: '1000000',
      properties: { amount: '9' },
    });
    const shown = await control.get(`/accounts/${hubId}/deals/1000000`);
    expect(at(shown.body, 'properties', 'amount')).toBe('9');
    const all = await control.get(`/accounts/${hubId}/deals?properties=amount`);
    expect(listAt(all.body, 'results')).toHaveLength(12);

    await control.post('/clock', { advanceMilliseconds: 60_000 });
    expect(at((await control.get('/clock')).body, 'now')).toBe('2026-01-01T00:01:00.000Z');
    expect(at((await control.get('/journal/counts')).body, 'counts', 'list')).toBe(2);
    await control.post('/reset', {});
    expect(listAt((await control.get('/journal')).body, 'entries')).toEqual([]);
  });

  it('says what is wrong with its flags', async () => {
    const started = launch('--world', './no-such-folder');
    let errors = '';
    started.stderr?.on('data', (chunk) => {
      errors += String(chunk);
    });
    const [code] = await once(started, 'close');
    expect(code).not.toBe(0);
    expect(errors).toContain('no-such-folder');
  });
});
