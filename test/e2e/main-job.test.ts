import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { companyCard, dealCard } from '@partner-pulse/contract';
import { pino } from 'pino';
import { FEED_KINDS } from '../../app/feeds/feeds.ts';
import { computeStep } from '../../server/compute/compute-step.ts';
import { computeRecords } from '../../server/compute/computed.ts';
import { exportResults } from '../../server/export/export-results.ts';
import { csvSource } from '../../server/feeds/csv-source.ts';
import { takeUpload } from '../../server/feeds/take-upload.ts';
import { companyCardRoute } from '../../server/http/cards/company.ts';
import { dealCardRoute } from '../../server/http/cards/deal.ts';
import { AnswerBytes } from '../../server/http/route.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import type { Database } from '../../server/store/db.ts';
import { readPortal } from '../../server/store/portals.ts';
import { writeStep } from '../../server/writeback/write-step.ts';
import { type ConnectedAccount, connectedAccount, QUIET_SEARCHES } from '../support/connected-account.ts';
import { testDatabase } from '../support/postgres.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { worldRecords } from '../worlds/world-records.ts';

// A database, a stand-in and HTTP between them: slow machines get time.
jest.setTimeout(60_000);

const AS_OF = '2026-11-20';
const log = pino({ level: 'silent' });

const database = testDatabase();
let db: Database;
let account: ConnectedAccount;
const { world, feedFiles } = resolveWorld('programme');

async function pass(isFirst = false) {
  const now = () => account.clock.now();
  const context = { log, signal: new AbortController().signal };
  const load = (portalId: number) => loadAccount(db, portalId);
  const synced = await account.sync();
  if (isFirst) await upload();
  await computeStep({ db, now, asOf: AS_OF, loadAccount: load }).run(account.portalId, context);
  await writeStep({ db, door: account.hubspot.door, clock: account.hubspot.clock }).run(account.portalId, context);
  return synced;
}

/** Every feed file of the world, as `npm run feed` takes it. */
async function upload() {
  const reports = [];
  for (const kind of FEED_KINDS) {
    const file = feedFiles[kind];
    if (file === undefined) continue;
    const rows = csvSource(createReadStream(file));
    const nowMs = account.clock.now();
    reports.push(
      await takeUpload({ ...{ db, portalId: account.portalId, kind, source: 'file', rows }, broughtBy: null, nowMs }),
    );
  }
  return reports;
}

const calls = () => account.standIn.journal.counts();

beforeAll(async () => {
  db = database.db;
  account = await connectedAccount({ db, world });
  // The day on which the world ends: nothing of it lies in the future.
  account.clock.advance(Date.parse(`${AS_OF}T09:00:00Z`) - account.clock.now());
  await pass(true);
}, 120_000);

afterAll(async () => {
  await account?.close();
});

/** Cards are answered as the bytes that were kept. */
const told = (answer: unknown): unknown =>
  answer instanceof AnswerBytes ? JSON.parse(answer.json.toString()) : answer;

describe('the main job on the shipped programme', () => {
  it('writes a band on every partner, and never a 0 for unknown', async () => {
    const { rows } = await db.pool.query<{ confirmed: Record<string, string> }>(
      "select confirmed from property_writes where portal_id = $1 and object_type = 'companies'",
      [account.portalId],
    );
    expect(rows.length).toBeGreaterThanOrEqual(60);
    for (const { confirmed } of rows) {
      expect(confirmed.partner_pulse_band).toBeTruthy();
      if (confirmed.partner_pulse_band === 'not-enough-data' || confirmed.partner_pulse_band === 'new') {
        expect(confirmed.partner_pulse_score ?? '').toBe('');
      }
    }
  });

  it('shows on the card the very number that it wrote', async () => {
    const { rows } = await db.pool.query<{ object_id: string; confirmed: Record<string, string> }>(
      "select object_id, confirmed from property_writes where portal_id = $1 and object_type = 'companies' and confirmed ? 'partner_pulse_score'",
      [account.portalId],
    );
    const route = companyCardRoute({ db, now: () => account.clock.now(), syncIntervalMs: 600_000 });
    for (const { object_id, confirmed } of rows.slice(0, 20)) {
      const identity = { portalId: account.portalId, userId: '1', userEmail: 'a@example.com', appId: '1' };
      const answer = companyCard.answer.parse(
        told(await route.answer({ identity, query: { companyId: object_id }, log })),
      );
      expect(answer.state).toBe('scored');
      if (answer.state === 'scored') {
        expect(String(answer.score)).toBe(confirmed.partner_pulse_score);
        expect(answer.band.key).toBe(confirmed.partner_pulse_band);
      }
    }
  });

  it('answers the deal card of every kind of deal from the contract', async () => {
    const route = dealCardRoute({ db, now: () => account.clock.now(), syncIntervalMs: 600_000 });
    const identity = { portalId: account.portalId, userId: '1', userEmail: 'a@example.com', appId: '1' };
    const states = new Map<string, number>();
    for (const deal of world.deals.filter((_, i) => i % 5 === 0 || i > world.deals.length - 120)) {
      const query = { dealId: deal.hs_object_id ?? '' };
      const { state } = dealCard.answer.parse(told(await route.answer({ identity, query, log })));
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    expect([...states.keys()]).toEqual(expect.arrayContaining(['partner', 'no-partner', 'conflict']));
    expect(states.has('problem')).toBe(false);
  });

  it('refuses no row of the feeds, and an upload that comes twice doubles nothing', async () => {
    const rows = () =>
      db.pool.query<{ rows: number; refused: number }>(
        `select (select count(*) from feed_rows where portal_id = $1) as rows,
           (select coalesce(sum(rows_refused), 0) from feed_uploads where portal_id = $1)::bigint as refused`,
        [account.portalId],
      );
    const before = await rows();
    const { factsVersion } = await readPortal(db, account.portalId);
    const inFiles = Object.values(world.feeds ?? {}).reduce((sum, { length }) => sum + length, 0);
    expect(before.rows[0]).toEqual({ rows: inFiles, refused: 0 });
    const again = await upload();
    expect(again.length).toBe(Object.keys(feedFiles).length);
    expect(again.every(({ isRepeated }) => isRepeated)).toBe(true);
    expect((await rows()).rows).toEqual(before.rows);
    expect((await readPortal(db, account.portalId)).factsVersion).toBe(factsVersion);
  });

  it('computes from the synced store what it computes from the records themselves', async () => {
    const day = 20_777; // 2026-11-20
    const synced = await loadAccount(db, account.portalId);
    const direct = worldRecords(world, synced.firstSyncMs);
    const [a, b] = [synced, direct].map((records) => {
      const { facts, packed } = computeRecords(records, day);
      return exportResults(facts, packed, day)
        .map((line) => JSON.stringify(line))
        .sort();
    });
    expect(a?.length).toBeGreaterThan(1000);
    expect(a).toEqual(b);
  });

  it('makes one search page per stream and writes nothing when nothing changed', async () => {
    account.clock.advance(600_000);
    await pass(); // reads its own echo
    account.clock.advance(600_000);
    account.standIn.journal.clear();
    const synced = await pass();
    expect(synced).toMatchObject({ mode: 'incremental', changed: false });
    expect(calls()).toMatchObject({ search: synced.calls.search, batchUpdate: 0, batchRead: 0, list: 0 });
    // And one for leads, which this account keeps as records of their own.
    expect(synced.calls.search).toBe(QUIET_SEARCHES + 1);
  });
});
