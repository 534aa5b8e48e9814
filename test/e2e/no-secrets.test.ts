import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sign } from '../../server/http/signature.ts';
import { systemClock } from '../../server/hubspot/clock.ts';
import { createFeedKey } from '../../server/store/feed-keys.ts';
import { readTokens } from '../../server/store/oauth-tokens.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { connect, hubSpotOf, TEST_APP, TEST_KEYS } from '../support/connected-account.ts';
import { testDatabase } from '../support/postgres.ts';
import { switchOffRateBudget } from '../support/scratch-databases.ts';
import { serverEnvironment } from '../support/server-environment.ts';
import { type StandInProcess, startStandIn } from '../support/stand-in-process.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { createFleet, type Fleet } from './kill/fleet.ts';

const OPS_TOKEN = 'operators-only-0123456789';
const MAIL = /[\w.+-]+@[\w-]+\.[\w.]+/;
const REP = 'rep.who.looks@customer.example';

/**
 * A whole run with everything logged: install, first pass, cards, webhooks, refused requests, a revoked grant. Then all
 * that any process printed, all job payloads and all stored reasons are searched.
 */
describe('a full run', () => {
  const database = testDatabase();
  const secrets: Record<string, string> = {};
  let standIn: StandInProcess;
  let fleet: Fleet;
  let output = '';
  let stored = '';

  beforeAll(async () => {
    const { db } = database;
    await switchOffRateBudget(db);
    standIn = await startStandIn({ world: 'programme', limits: false });
    const hubspot = hubSpotOf(db, standIn, systemClock, { answerWithinMs: 30_000 });
    const portalId = await connect(db, hubspot);
    await saveSettings(db, portalId, resolveWorld('programme').world.settings);
    const tokens = await readTokens(db, hubspot.cipher, portalId);
    const feed = await createFeedKey(db, portalId, { label: 'x', createdBy: null, nowMs: Date.now() });
    Object.assign(secrets, {
      'access token': tokens?.accessToken,
      'refresh token': tokens?.refreshToken,
      'client secret': TEST_APP.clientSecret,
      'token key': TEST_KEYS[0]?.key.reveal(),
      'operators’ token': OPS_TOKEN,
      'feed key': feed.key,
      'database password': 'topsecret-password',
      'one-time code': 'one-time-code-4711',
    });
    // Trusted connections ignore the password; what matters is that it is there to be printed.
    const address = new URL(database.url);
    address.password = 'topsecret-password';
    fleet = createFleet({
      ...serverEnvironment({ databaseUrl: address.href, standInUrl: standIn.url }),
      ROLES: 'web,worker',
      LOG_LEVEL: 'trace',
      OPS_TOKEN,
      JOB_LOCK_SECONDS: '2',
      SYNC_INTERVAL_SECONDS: '1',
      SEARCH_LAG_SECONDS: '0',
    });
    const server = fleet.member('server', {});
    await server.start();
    await server.line(({ msg }) => msg === 'web.listening');
    await server.line(({ msg, portal }) => msg === 'pass.done' && portal === portalId);
    await use(`http://127.0.0.1:${server.port()}`, portalId, feed.key);
    // The grant ends: what HubSpot says of it is logged and stored.
    await standIn.control(`accounts/${portalId}/actions`, { do: 'uninstall', clientId: TEST_APP.clientId });
    await db.pool.query('update portals set next_due_at = now() where portal_id = $1', [portalId]);
    await server.line(({ msg }) => msg === 'job.ended');
    await server.end('SIGTERM');
    output = fleet.output.join('\n');
    stored = await storedTexts();
  }, 120_000);
  afterAll(async () => {
    await fleet?.stop();
    await standIn?.stop();
  });

  async function use(url: string, portalId: number, feedKey: string): Promise<void> {
    const card = `/api/cards/company?companyId=1&portalId=${portalId}&userId=7001&userEmail=${REP}&appId=1`;
    const ask = (path: string, init: RequestInit = {}) => fetch(url + path, init).then((answer) => answer.text());
    const signed = (path: string, method = 'GET', body = '') => {
      const timestamp = String(Date.now());
      const uri = `http://pulse.test${path}`;
      const signature = sign({ method, uri, body: Buffer.from(body), timestamp }, TEST_APP.clientSecret);
      return { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp };
    };
    await ask(card, { headers: signed(card) });
    await ask(card);
    await ask('/oauth/start', { redirect: 'manual' });
    await ask('/oauth/callback?code=one-time-code-4711&state=x');
    await ask('/metrics', { headers: { authorization: `Bearer ${OPS_TOKEN}` } });
    await ask('/metrics', { headers: { authorization: `Bearer wrong-${OPS_TOKEN}` } });
    const json = { 'Content-Type': 'application/json' };
    const events = JSON.stringify([
      { portalId, subscriptionType: 'contact.privacyDeletion', objectId: 1, propertyValue: REP },
    ]);
    const hook = '/webhooks/hubspot';
    await ask(hook, { method: 'POST', body: events, headers: { ...json, ...signed(hook, 'POST', events) } });
    await ask(hook, {
      method: 'POST',
      body: `[{"mail":"${REP}"`,
      headers: { ...json, ...signed(hook, 'POST', `[{"mail":"${REP}"`) },
    });
    for (const name of ['review', 'override', 'scorecard']) {
      const path = `/api/partners/${name}?portalId=${portalId}&userId=7001&userEmail=${REP}&appId=1`;
      const body = JSON.stringify({ partnerId: '1', after: 0, note: `asked ${REP}`, reason: REP });
      await ask(path, { method: 'POST', body, headers: { ...json, ...signed(path, 'POST', body) } });
    }
    const authorization = `Bearer ${feedKey}`;
    await ask('/api/feeds/portal-logins', {
      method: 'POST',
      body: `[{"who":"${REP}"}]`,
      headers: { ...json, authorization },
    });
    await ask('/api/feeds/portal-logins', {
      method: 'POST',
      body: '[]',
      headers: { ...json, authorization: `${authorization}x` },
    });
  }

  /** Payloads of jobs wherever the queue keeps them, and every reason that is stored for people to read. */
  async function storedTexts(): Promise<string> {
    const { pool } = database.db;
    const { rows: jobs } = await pool.query<{ text: string }>('select to_jsonb(j)::text as text from bullmq.job j');
    const { rows: reasons } = await pool.query<{ text: string }>(
      `select coalesce(error, '') as text from sync_runs union all select coalesce(status_reason, '') from portals`,
    );
    expect(reasons.length).toBeGreaterThan(1);
    return [...jobs, ...reasons].map(({ text }) => text).join('\n');
  }

  it('was a full run: it read, computed, wrote, answered, refused, and lost its connection', () => {
    for (const message of [
      'sync.done',
      'compute.done',
      'write_back.done',
      'request completed',
      'http.refused',
      'job.ended',
    ]) {
      expect([message, output.includes(message)]).toEqual([message, true]);
    }
    expect(output.length).toBeGreaterThan(5_000);
  });

  it('leaves no token, key, password or code in any log line', () => {
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length).toBeGreaterThan(8);
      expect([name, output.includes(secret)]).toEqual([name, false]);
    }
    expect(output).not.toMatch(/Bearer [\w.-]{20,}/);
  });

  it('leaves no mail address in any log line', () => {
    expect(output.split('\n').filter((line) => MAIL.test(line))).toEqual([]);
  });

  it('leaves neither in job payloads and stored errors', () => {
    for (const [name, secret] of Object.entries(secrets))
      expect([name, stored.includes(secret)]).toEqual([name, false]);
    expect(stored).not.toMatch(MAIL);
  });
});
