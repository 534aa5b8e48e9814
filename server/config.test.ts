import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ENVIRONMENT, loadConfig } from './config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const SETTINGS = {
  PUBLIC_BASE_URL: 'https://pulse.example.com/',
  DATABASE_URL: 'postgres://pulse:topsecret@db/pulse',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'topsecret',
  TOKEN_KEYS: `new:${KEY},old:${KEY}`,
};

describe('settings', () => {
  it('fills in what production needs beyond the five settings nobody can guess', () => {
    const config = loadConfig(SETTINGS);
    expect(config.http).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicBaseUrl: 'https://pulse.example.com',
      trustedProxies: 0,
    });
    expect([...config.roles]).toEqual(['web', 'worker']);
    expect(config.hubspot.apiBaseUrl).toBe('https://api.hubapi.com');
    expect(config.queue.redisUrl).toBeUndefined();
    expect(config.tokenKeys.map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('reports all problems in one message, each with the setting to change', () => {
    const attempt = () =>
      loadConfig({ ...SETTINGS, TOKEN_KEYS: undefined, PORT: 'http', ROLES: 'web,boss', AS_OF: '2026-02-30' });
    expect(attempt).toThrow(/TOKEN_KEYS is missing/);
    expect(attempt).toThrow(/PORT must be a whole number from 0 to 65535/);
    expect(attempt).toThrow(/ROLES must be "web", "worker" or "web,worker"/);
    expect(attempt).toThrow(/AS_OF must be a date/);
  });

  it('treats an empty setting as one that is not set', () => {
    expect(loadConfig({ ...SETTINGS, REDIS_URL: '', PORT: ' ' }).http.port).toBe(8080);
    expect(() => loadConfig({ ...SETTINGS, DATABASE_URL: '' })).toThrow('DATABASE_URL is missing');
  });

  it.each([
    ['TOKEN_KEYS', 'k1:c2hvcnQ='],
    ['TOKEN_KEYS', `same:${KEY},same:${KEY}`],
    ['TOKEN_KEYS', KEY],
    ['DATABASE_URL', 'mysql://db/pulse'],
    ['REDIS_URL', 'localhost:6379'],
    ['PUBLIC_BASE_URL', 'pulse.internal'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['JOB_LOCK_SECONDS', '1'],
  ])('refuses %s=%s without repeating the value', (name, value) => {
    const attempt = () => loadConfig({ ...SETTINGS, [name]: value });
    expect(attempt).toThrow(new RegExp(`^.*\\n  ${name} must be`));
    expect(attempt).not.toThrow(value);
  });

  it('never prints a secret: not as text, not as JSON, not in a log of the whole object', () => {
    const config = loadConfig({ ...SETTINGS, REDIS_URL: 'redis://:topsecret@cache:6379' });
    const printed = [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.database.url}`].join();
    expect(printed).not.toContain('topsecret');
    expect(printed).not.toContain(KEY);
    expect(config.hubspot.clientSecret.reveal()).toBe('topsecret');
  });

  it('explains every setting, for the generated example file', () => {
    const unexplained = Object.entries(ENVIRONMENT.shape).filter(
      ([, schema]) => typeof schema.meta()?.about !== 'string',
    );
    expect(unexplained).toEqual([]);
  });
});
