import { Writable } from 'node:stream';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDay } from '../../app/kit/days.ts';
import { listen } from '../../test/support/listen.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { resolveWorld } from '../../test/worlds/resolve-world.ts';
import { worldRecords } from '../../test/worlds/world-records.ts';
import { computeAccount } from '../compute/compute-account.ts';
import { shareScorecard } from '../lifecycle/share-scorecard.ts';
import { createHealth } from '../ops/health.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics } from '../ops/metrics.ts';
import { Secret } from '../ops/secret.ts';
import { withPortal } from '../store/db.ts';
import { erasePortal } from '../store/erase-portal.ts';
import { connectPortal, markDisconnected, saveSettings } from '../store/portals.ts';
import { readScorecardShares, revokeScorecardLink } from '../store/scorecard-links.ts';
import { createHttpApp } from './app.ts';
import { scorecardRoute } from './scorecard.ts';

const database = testDatabase();
const [OURS, THEIRS] = [41, 42];
const NOW_MS = Date.parse('2026-06-30T12:00:00Z');
const DAY_MS = 86_400_000;

const world = resolveWorld('tiny-concentration').world;
const records = worldRecords(world, NOW_MS);
const partners = records.companies.filter(({ properties }) =>
  records.settings.partnerRule.in.includes(properties[records.settings.partnerRule.property] ?? ''),
);
const [partner, other] = partners;
const HOSTILE = `<script>alert(1)</script>\u202e"onload='x' ${'شريك '.repeat(80)}`.slice(0, 400);

const logLines: string[] = [];
const destination = new Writable({
  write(chunk, _encoding, done) {
    logLines.push(String(chunk));
    done();
  },
});
let nowMs = NOW_MS;
afterEach(() => {
  nowMs = NOW_MS;
});

async function connect(portalId: number, companies = records.companies): Promise<void> {
  await withPortal(database.db, portalId, (tx) => connectPortal(tx, { userId: '1', scopes: [] }));
  await saveSettings(database.db, portalId, world.settings);
  await computeAccount({
    ...{ db: database.db, portalId, records: { ...records, companies }, asOfDay: parseDay('2026-06-30') ?? 0 },
    ...{ factsVersion: 1, settingsVersion: 1, nowMs: NOW_MS, syncedMs: NOW_MS },
  });
}

const partnerId = partner?.id ?? '';
const share = (portalId: number, wish: { partnerId?: string; days?: number } = {}) =>
  withPortal(database.db, portalId, (tx) =>
    shareScorecard(tx, { partnerId, days: 30, sharedBy: 'Ann & Bob', nowMs: NOW_MS, ...wish }),
  );
const shares = () => withPortal(database.db, OURS, (tx) => readScorecardShares(tx));

/** Opens an address of a running web role. */
async function open(path: string, headers: Record<string, string> = {}): Promise<Response & { page: string }> {
  const logger = createLogger({ level: 'info', destination });
  const app = createHttpApp({
    config: { publicBaseUrl: 'http://pulse.test', clientSecret: new Secret('s') },
    ...{ logger, metrics: createMetrics(), health: createHealth({}), token: undefined },
    routes: [scorecardRoute({ db: database.db, now: () => nowMs })],
  });
  const web = await listen(app);
  const response = await fetch(web.url + path, { headers });
  const page = await response.text();
  await web.close();
  return Object.assign(response, { page });
}

beforeAll(async () => {
  await connect(OURS);
  // The other account has one company that ours has not, and a name that tries everything.
  await connect(
    THEIRS,
    records.companies.map((company) =>
      company.id === partnerId ? { ...company, properties: { ...company.properties, name: HOSTILE } } : company,
    ),
  );
}, 90_000);

/** Makes a company what it is while nothing is known of it, and back. */
const forget = (id: string) =>
  database.db.pool.query(
    "update card_models set object_id = object_id || '-gone' where portal_id = $1 and object_id = $2",
    [OURS, id],
  );
const remember = (id: string) =>
  database.db.pool.query('update card_models set object_id = $2 where portal_id = $1 and object_id = $3', [
    OURS,
    id,
    `${id}-gone`,
  ]);

describe('a shared scorecard', () => {
  it('shows the partner its agreed numbers with their definitions, and no other partner’s name', async () => {
    const { token } = await share(OURS);
    const { status, page } = await open(`/scorecard/${token}`);
    expect(status).toBe(200);
    expect(page).toContain(partner?.properties.name ?? 'no name');
    expect(page).toContain('Sourced revenue, 12 months');
    expect(page).toContain('How much revenue exists because of the partner?');
    expect(page).toContain('Ann &amp; Bob');
    for (const { id, properties } of partners.slice(1)) {
      expect(page).not.toContain(properties.name ?? id);
    }
    // Neither the account, nor records, nor how the score is made.
    expect(page.split('</style>')[1]).not.toMatch(/\bscore\b|At risk|Healthy/i);
  });

  it('tells every chart in words too', async () => {
    const { token } = await share(OURS);
    const { page } = await open(`/scorecard/${token}`);
    const charts = [...page.matchAll(/<svg [^>]*aria-labelledby="(chart-\d)"><title id="(chart-\d)">([^<]+)</g)];
    expect(charts.length).toBeGreaterThan(2);
    for (const [, label, id, text] of charts) {
      expect(label).toBe(id);
      expect(text).toMatch(/^.+ at month ends: (\w{3} \d{4} [^,]+(,\d{3})*[^,]*(, )?){13}$/);
    }
    expect(new Set(charts.map(([, label]) => label)).size).toBe(charts.length);
  });

  it('shows what the settings name instead, in their order, and refuses to store what is not a partner’s own number', async () => {
    const settings = { ...Object(world.settings), scorecard: { measures: ['deals-closed/sourced-365d'] } };
    await saveSettings(database.db, OURS, settings);
    const { token } = await share(OURS);
    const { page } = await open(`/scorecard/${token}`);
    expect(page.match(/<li>/g)).toHaveLength(1);
    expect(page).toContain('Sourced deals won, 12 months');
    for (const wrong of ['deal-size/direct-median', 'attrition/rate', 'engagement-state/state', 'nonsense']) {
      const refused = saveSettings(database.db, OURS, { ...settings, scorecard: { measures: [wrong] } });
      await expect(refused).rejects.toThrow('must be a number of one partner');
    }
    await saveSettings(database.db, OURS, world.settings);
  });

  it('lets a hostile name do nothing but be read', async () => {
    const { token } = await share(THEIRS);
    const { page } = await open(`/scorecard/${token}`);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|\u202e|onload='x'/);
    expect(page).toContain('<bdi dir="auto">');
  });

  it('carries no script, loads nothing, is not kept and not indexed', async () => {
    const { token } = await share(OURS);
    const { headers, page } = await open(`/scorecard/${token}`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(page).not.toMatch(/<script| src=| href=|url\(| style=/);
  });

  it('writes numbers in the reader’s way', async () => {
    const { token } = await share(OURS);
    const german = await open(`/scorecard/${token}`, { 'accept-language': 'de-DE' });
    expect(german.page).toContain('30.06.2026');
    const broken = await open(`/scorecard/${token}`, { 'accept-language': 'x-#,;q=' });
    expect(broken.page).toContain('Jun 30, 2026');
  });
});

describe('a link', () => {
  it('that is wrong, expired or revoked gets one page that tells nothing of why', async () => {
    const [revoked, expiring, gone] = [await share(OURS), await share(OURS, { days: 1 }), await share(OURS)];
    await withPortal(database.db, OURS, (tx) => revokeScorecardLink(tx, revoked.id, NOW_MS));
    nowMs = NOW_MS + DAY_MS;
    const answers = [];
    for (const token of [revoked.token, expiring.token, 'short', 'A'.repeat(43), `${gone.token}x`, '%3Cscript%3E']) {
      const { status, page, headers } = await open(`/scorecard/${token}`);
      answers.push({
        status,
        page,
        policy: headers.get('content-security-policy'),
        kept: headers.get('cache-control'),
      });
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, kept: 'no-store' });
    expect(answers[0]?.page).toContain('This link does not open a scorecard');
    expect(answers[0]?.page.split('</style>')[1]).not.toMatch(/Ann|Partner 1|svg/);
    // The one that was left alone still opens.
    expect((await open(`/scorecard/${gone.token}`)).status).toBe(200);
  });

  it('opens nothing once the account is disconnected or the company no partner any more', async () => {
    const { token } = await share(OURS);
    await forget(partnerId);
    expect((await open(`/scorecard/${token}`)).status).toBe(404);
    await remember(partnerId);
    expect((await open(`/scorecard/${token}`)).status).toBe(200);
    await markDisconnected(database.db, OURS, { reason: 'test', nowMs: NOW_MS });
    expect((await open(`/scorecard/${token}`)).status).toBe(404);
    await withPortal(database.db, OURS, (tx) => connectPortal(tx, { userId: '1', scopes: [] }));
  });

  it('is made for partners of the account only', async () => {
    const customer = records.companies.find(({ id }) => !partners.some((one) => one.id === id));
    await expect(share(OURS, { partnerId: customer?.id ?? 'none' })).rejects.toThrow('is no partner of account 41');
    await forget(other?.id ?? '');
    await expect(share(OURS, { partnerId: other?.id ?? '' })).rejects.toThrow('is no partner of account 41');
    await expect(share(THEIRS, { partnerId: other?.id ?? '' })).resolves.toMatchObject({ token: expect.any(String) });
    await expect(share(OURS, { days: 0 })).rejects.toThrow('1 to 366 whole days');
    await remember(other?.id ?? '');
  });

  it('cannot be revoked by another account', async () => {
    const { id, token } = await share(OURS);
    expect(await withPortal(database.db, THEIRS, (tx) => revokeScorecardLink(tx, id, NOW_MS))).toBe(false);
    expect((await open(`/scorecard/${token}`)).status).toBe(200);
    expect(await withPortal(database.db, OURS, (tx) => revokeScorecardLink(tx, id, NOW_MS))).toBe(true);
    expect(await withPortal(database.db, OURS, (tx) => revokeScorecardLink(tx, id, NOW_MS))).toBe(false);
  });

  it('is stored as a hash, and leaves its address in no log', async () => {
    logLines.length = 0;
    const { token } = await share(OURS);
    await open(`/scorecard/${token}`);
    await open(`/Scorecard/${token}?from=mail`);
    expect(logLines.join('')).toContain('/scorecard/***');
    expect(logLines.join('')).not.toContain(token.slice(0, 20));
    const { rows } = await database.db.pool.query(
      'select * from scorecard_tokens t join scorecard_links using (portal_id)',
    );
    expect(JSON.stringify(rows)).not.toContain(token.slice(0, 20));
  });
});

describe('the log of shares', () => {
  it('holds who shared what with whom, and every time it was opened or found closed', async () => {
    const { id, token } = await share(OURS);
    await open(`/scorecard/${token}`);
    nowMs = NOW_MS + 60_000;
    await open(`/scorecard/${token}`);
    await withPortal(database.db, OURS, (tx) => revokeScorecardLink(tx, id, nowMs));
    await open(`/scorecard/${token}`);
    expect((await shares()).find((one) => one.id === id)).toEqual({
      ...{ id, partnerId, sharedBy: 'Ann & Bob', sharedMs: NOW_MS, expiresMs: NOW_MS + 30 * DAY_MS },
      ...{ revokedMs: NOW_MS + 60_000, views: 2, lastViewMs: NOW_MS + 60_000 },
    });
    const { rows } = await database.db.pool.query<{ outcome: string }>(
      'select outcome from scorecard_views where portal_id = $1 and link_id = $2 order by id',
      [OURS, id],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['shown', 'shown', 'revoked']);
  });

  it('goes with the account', async () => {
    const gone = await erasePortal(database.db, THEIRS);
    expect(gone).toMatchObject({ scorecard_links: expect.any(Number) });
    const { rows } = await database.db.pool.query('select 1 from scorecard_tokens where portal_id = $1', [THEIRS]);
    expect(rows).toEqual([]);
  });
});
