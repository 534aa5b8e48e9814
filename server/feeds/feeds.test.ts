import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedKind } from '../../app/feeds/feeds.ts';
import { listen } from '../../test/support/listen.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createHttpApp } from '../http/app.ts';
import { receiveFeedRoute } from '../http/feeds/receive.ts';
import { feedRefusalsRoute, feedUploadsRoute, withdrawFeedRoute } from '../http/feeds/uploads.ts';
import { createHealth } from '../ops/health.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics } from '../ops/metrics.ts';
import { Secret } from '../ops/secret.ts';
import { withPortal } from '../store/db.ts';
import { createFeedKey, revokeFeedKey } from '../store/feed-keys.ts';
import { loadFeeds, withdrawUpload } from '../store/feeds.ts';
import { connectPortal, readPortal } from '../store/portals.ts';
import { csvSource } from './csv-source.ts';
import { takeUpload } from './take-upload.ts';

const database = testDatabase();
const NOW = Date.parse('2026-06-30T12:00:00Z');
let portalId = 700_000;

beforeEach(async () => {
  portalId += 1;
  await withPortal(database.db, portalId, async (tx) => {
    await connectPortal(tx, { userId: '1', scopes: [] });
    for (const [id, domain] of [
      ['1', 'acme.example'],
      ['2', 'bolt.example'],
      ['3', 'bolt.example'],
    ]) {
      await tx.query(
        `insert into records (portal_id, type, id, properties, created_ms, modified_ms, content_hash, first_seen_ms, partner_scope)
         values ($1, 'companies', $2, $3, 0, 0, '', 0, true)`,
        [portalId, id, JSON.stringify({ type: 'PARTNER', domain })],
      );
    }
  });
});

const upload = (kind: FeedKind, text: string, nowMs = NOW) =>
  takeUpload({
    ...{ db: database.db, portalId, kind, source: 'file', broughtBy: null, nowMs },
    rows: csvSource(Readable.from(Buffer.from(text))),
  });
const rows = async () => (await loadFeeds(database.db, portalId, 'UTC')).rows.map(({ key, values }) => [key, values]);

describe('a feed file', () => {
  it('keeps its good rows and says of each other one the line and the reason', async () => {
    const report = await upload(
      'mdf',
      [
        '\uFEFFPartner,Date,Movement,Amount',
        'acme.example,2026-06-01,claimed,"1,234.50"',
        'bolt.example,2026-06-01,claimed,1',
        'nobody.example,2026-06-01,claimed,1',
        '',
        'acme.example,2099-01-01,claimed,1',
        'acme.example,2026-06-01,spent,-1',
      ].join('\r\n'),
    );
    expect(report.upload).toMatchObject({ kept: 1, refused: 4 });
    expect(report.refusals).toEqual([
      { line: 3, column: 'partner', reason: expect.stringContaining('is the domain of 2 companies (2, 3)') },
      { line: 4, column: 'partner', reason: expect.stringContaining('neither the record id nor the domain') },
      { line: 6, column: 'date', reason: '2099-01-01 lies in the future' },
      { line: 7, column: 'movement', reason: expect.stringContaining('is none of allocated, claimed') },
      { line: 7, column: 'amount', reason: '-1 is below 0' },
    ]);
    expect(await rows()).toMatchObject([['1|20605|claimed|', { amount: 123_450 }]]);
  });

  it('is read with semicolons and decimal commas as well', async () => {
    await upload('mdf', 'partner;date;movement;amount\n1;01.06.2026;allocated;12,50\n');
    expect(await rows()).toMatchObject([['1|20605|allocated|', { amount: 1_250 }]]);
  });

  it('with a wrong header changes nothing and is told what is needed', async () => {
    await expect(upload('mdf', 'company,when\n1,2')).rejects.toThrow(
      'needs the columns partner, date, movement, amount',
    );
    await expect(upload('mdf', '')).rejects.toThrow('the header has nothing');
  });

  it('that breaks in the middle leaves the state before it', async () => {
    await upload('portal-logins', 'partner,date,user\n1,2026-06-01,a\n');
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('partner,date,user\n1,2026-06-02,b\n');
        throw new Error('the connection is gone');
      })(),
    );
    const taking = takeUpload({
      ...{ db: database.db, portalId, kind: 'portal-logins', source: 'file', broughtBy: null, nowMs: NOW },
      rows: csvSource(broken),
    });
    await expect(taking).rejects.toThrow('the connection is gone');
    expect(await rows()).toHaveLength(1);
  });

  it('sent twice is one upload, and doubles nothing', async () => {
    const text = 'partner,date,user\n1,2026-06-01,a\n1,2026-06-01,a\n';
    const first = await upload('portal-logins', text);
    const again = await upload('portal-logins', text);
    expect([again.isRepeated, again.upload.id]).toEqual([true, first.upload.id]);
    expect(await rows()).toHaveLength(1);
  });

  it('replaces rows of the same key, and gives them back when it is taken back', async () => {
    const costs = (amount: number) => `month,category,channel,amount\n2026-05,people,partner,${amount}\n`;
    await upload('programme-costs', costs(10), NOW - 86_400_000);
    const second = await upload('programme-costs', costs(20));
    expect(await rows()).toMatchObject([[expect.anything(), { amount: 2_000 }]]);
    const before = (await readPortal(database.db, portalId)).factsVersion;
    expect(
      await withdrawUpload(database.db, portalId, { kind: 'programme-costs', uploadId: second.upload.id, nowMs: NOW }),
    ).toBe(true);
    expect(await rows()).toMatchObject([[expect.anything(), { amount: 1_000 }]]);
    // Whoever computes must notice.
    expect((await readPortal(database.db, portalId)).factsVersion).toBe(before + 1);
  });

  it('that goes back to what stood before is a new upload', async () => {
    const costs = (amount: number) => `month,category,channel,amount\n2026-05,people,partner,${amount}\n`;
    await upload('programme-costs', costs(10));
    await upload('programme-costs', costs(20));
    expect((await upload('programme-costs', costs(10))).isRepeated).toBe(false);
    expect(await rows()).toMatchObject([[expect.anything(), { amount: 1_000 }]]);
  });

  it('tells when a value was first learned, whatever repeats it later', async () => {
    const day = 86_400_000;
    await upload('portal-logins', 'partner,date,user\n1,2026-06-01,a\n', NOW - 10 * day);
    await upload('portal-logins', 'partner,date,user\n1,2026-06-01,a\n1,2026-06-02,a\n', NOW);
    const { rows: all, coverage } = await loadFeeds(database.db, portalId, 'UTC');
    expect(all.map(({ learnedMs }) => learnedMs)).toEqual([NOW - 10 * day, NOW]);
    expect(coverage['portal-logins']?.covered).toEqual([{ from: 20_605, to: 20_606 }]);
  });

  it('of one account is never seen in another', async () => {
    await upload('portal-logins', 'partner,date,user\n1,2026-06-01,a\n');
    expect((await loadFeeds(database.db, portalId + 1_000, 'UTC')).rows).toEqual([]);
  });
});

describe('the API of feeds', () => {
  async function call(method: string, path: string, key: string | null, body?: string, type = 'application/json') {
    const changed: number[] = [];
    const options = { db: database.db, now: () => NOW, onChange: async (id: number) => void changed.push(id) };
    const app = createHttpApp({
      config: { publicBaseUrl: 'http://pulse.test', clientSecret: new Secret('s') },
      logger: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
      health: createHealth({}),
      routes: [
        receiveFeedRoute(options),
        feedUploadsRoute(options),
        feedRefusalsRoute(options),
        withdrawFeedRoute(options),
      ],
    });
    const server = await listen(app);
    try {
      const response = await fetch(`${server.url}${path}`, {
        method,
        headers: {
          ...(key !== null && { Authorization: `Bearer ${key}` }),
          ...(body !== undefined && { 'Content-Type': type }),
        },
        ...(body !== undefined && { body }),
      });
      const text = await response.text();
      return { status: response.status, answer: text === '' ? null : JSON.parse(text), changed };
    } finally {
      await server.close();
    }
  }
  const newKey = () => createFeedKey(database.db, portalId, { label: 'test', createdBy: null, nowMs: NOW });

  it('takes rows for the account of the key, lists the upload, and takes it back', async () => {
    const { key } = await newKey();
    const body = JSON.stringify([
      { partner: '1', date: '2026-06-01', user: 'a' },
      { partner: '1', date: 'x', user: 'a' },
    ]);
    const taken = await call('POST', '/api/feeds/portal-logins?from=2026-06-01&to=2026-06-29', key, body);
    expect(taken).toMatchObject({
      status: 201,
      answer: {
        read: 2,
        rows: { kept: 1, refused: 1 },
        covers: { from: '2026-06-01', to: '2026-06-29' },
        refused: [{ line: 2 }],
      },
      changed: [portalId],
    });
    const { upload: id, allRefused } = taken.answer;
    expect((await call('GET', allRefused, key)).answer.refused).toHaveLength(1);
    expect((await call('GET', '/api/feeds/portal-logins', key)).answer.uploads).toMatchObject([{ upload: id }]);
    expect((await call('DELETE', `/api/feeds/portal-logins/${id}`, key)).status).toBe(204);
    expect((await call('DELETE', `/api/feeds/portal-logins/${id}`, key)).status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  it('answers the same request again without taking it twice', async () => {
    const { key } = await newKey();
    const csv = 'partner,date,user\n1,2026-06-01,a\n';
    expect((await call('POST', '/api/feeds/portal-logins', key, csv, 'text/csv')).status).toBe(201);
    expect(await call('POST', '/api/feeds/portal-logins', key, csv, 'text/csv')).toMatchObject({
      status: 200,
      changed: [],
    });
  });

  it('refuses a key that is missing, invented, of another account or revoked', async () => {
    const { id, key } = await newKey();
    const other = key.replace(`_${portalId}_`, `_${portalId + 1}_`);
    for (const wrong of [null, 'x', `ppf_${portalId}_${'a'.repeat(43)}`, other]) {
      expect((await call('GET', '/api/feeds/mdf', wrong)).status).toBe(401);
    }
    await revokeFeedKey(database.db, portalId, id, NOW);
    expect((await call('GET', '/api/feeds/mdf', key)).status).toBe(401);
  });

  it('takes at most 10,000 rows a request, and nothing of more', async () => {
    const { key } = await newKey();
    const many = `partner,date,user\n${Array.from({ length: 10_001 }, (_, i) => `1,2026-06-01,u${i}`).join('\n')}`;
    const refused = await call('POST', '/api/feeds/portal-logins', key, many, 'text/csv');
    expect(refused).toMatchObject({
      status: 400,
      answer: { error: { message: expect.stringContaining('More than 10000 rows') } },
    });
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['application/json', '{', 'not JSON'],
    ['application/json', '{"a":1}', 'no array'],
    ['application/json', '[1]', 'Row 1 is no object'],
    ['text/plain', 'x', 'Content-Type'],
    ['text/csv', 'partner,date,user\n"1,2', 'not CSV'],
  ])('says what is wrong with a body of %s: %s', async (type, body, message) => {
    const { key } = await newKey();
    expect((await call('POST', '/api/feeds/portal-logins', key, body, type)).answer.error.message).toContain(message);
  });

  it('knows only kinds that exist', async () => {
    const { key } = await newKey();
    expect((await call('GET', '/api/feeds/secrets', key)).answer.error.code).toBe('feed_unknown');
  });
});
