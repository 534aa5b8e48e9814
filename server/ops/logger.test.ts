import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';
import { Secret } from './secret.ts';

function logged(entry: object): string {
  let text = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  createLogger({ level: 'info', destination }).child({ portal: 7 }).info(entry, 'event.name');
  return text;
}

describe('log lines', () => {
  it.each([
    [{ access_token: 'leak' }],
    [{ token: { refresh_token: 'leak' } }],
    [{ request: { headers: { authorization: 'leak' } } }],
    [{ user: { userEmail: 'leak' } }],
    [{ record: { properties: { amount: 'leak' } } }],
    [{ response: { body: 'leak' } }],
    [{ clientSecret: new Secret('leak') }],
    [{ anything: new Secret('leak') }],
  ])('hide tokens, addresses and record contents: %j', (entry) => {
    expect(logged(entry)).not.toContain('leak');
  });

  it('name the event, the account and the level in words, and keep counts', () => {
    const line: unknown = JSON.parse(logged({ calls: { properties: 25 } }));
    expect(line).toMatchObject({ level: 'info', portal: 7, msg: 'event.name', calls: { properties: 25 } });
  });
});
