import { describe, expect, it } from '@jest/globals';
import { listen } from '../../test/support/listen.ts';
import { createTransport } from './transport.ts';

const TIMEOUTS = { connectTimeoutMs: 500, headersTimeoutMs: 500, bodyTimeoutMs: 500 };

describe('a request', () => {
  it('that was given up before it began is not sent, so that nothing fails unheard and ends the process', async () => {
    let requests = 0;
    const server = await listen((_, response) => {
      requests += 1;
      response.destroy();
    });
    const unheard: unknown[] = [];
    const listener = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', listener);
    try {
      const send = createTransport({ apiBaseUrl: server.url, ...TIMEOUTS });
      const signal = AbortSignal.abort(new Error('stopping'));
      await expect(send({ method: 'GET', path: '/anything', signal })).rejects.toThrow('stopping');
      // A request that goes the whole way: whatever the first had sent has failed by then.
      await expect(send({ method: 'GET', path: '/anything' })).rejects.toThrow('No answer');
    } finally {
      process.off('unhandledRejection', listener);
      await server.close();
    }
    expect(requests).toBe(1);
    expect(unheard).toEqual([]);
  });
});
