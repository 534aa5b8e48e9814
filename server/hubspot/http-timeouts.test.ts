import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { listen } from '../../test/support/listen.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const script = new URL('../../test/support/hanging-request.ts', import.meta.url).pathname;

describe('a server that takes the request and says nothing', () => {
  it('has its connection closed after the time that the settings allow for the beginning of an answer', async () => {
    let closed = false;
    const server = await listen((request) => {
      request.socket.once('close', () => {
        closed = true;
      });
    });
    const { stdout } = await promisify(execFile)(process.execPath, [script, server.url]);
    await server.close();
    expect(stdout).toContain('UND_ERR_HEADERS_TIMEOUT');
    expect(closed).toBe(true);
  });
});
