import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Listening, listen } from '../../test/support/listen.ts';
import { testDatabase } from '../../test/support/postgres.ts';
import { createQueueBackend } from '../jobs/backend.ts';
import { openQueueBoard, type QueueBoard } from '../jobs/board.ts';
import { portalPass, requestPass } from '../jobs/portal-pass.ts';
import { type JobQueue, openQueue } from '../jobs/queue.ts';
import { registerFigures } from '../ops/figure-gauges.ts';
import { createHealth } from '../ops/health.ts';
import { createLogger } from '../ops/logger.ts';
import { createMetrics, type Metrics } from '../ops/metrics.ts';
import { Secret } from '../ops/secret.ts';
import { readFigures } from '../store/figures.ts';
import { createOpsApp, QUEUES_PATH } from './ops.ts';

const TOKEN = 'operators-only-0123456789';
const ROOT = join(import.meta.dirname, '..', '..');
const log = createLogger({ level: 'silent' });

describe('what operators ask', () => {
  const database = testDatabase();
  let queue: JobQueue;
  let board: QueueBoard;
  let metrics: Metrics;
  let open: Listening;
  let closed: Listening;

  beforeAll(async () => {
    const backend = createQueueBackend({ databaseUrl: database.url });
    queue = openQueue(backend, log);
    board = openQueueBoard(backend, { names: [portalPass.name], path: QUEUES_PATH, log });
    metrics = createMetrics();
    registerFigures(metrics.registry, {
      figures: () => readFigures(database.db),
      queues: async () => [await queue.figures(portalPass.name)],
      log,
    });
    const options = { health: createHealth({}), metrics, logger: log, board: board.handler };
    open = await listen(createOpsApp({ ...options, token: new Secret(TOKEN) }));
    closed = await listen(createOpsApp(options));
    await database.db.pool.query(`
      insert into portals (portal_id, next_due_at) values (4711, now() - interval '20 minutes');
      insert into portals (portal_id, status) values (4712, 'disconnected');
      insert into checkpoints (portal_id, stream, cursor) values
        (4711, 'deals', jsonb_build_object('phase', 'live', 'sinceMs', (extract(epoch from now()) - 90) * 1000));
      insert into rate_limits (portal_id, class, tat_ms, reserved) values (4711, 'general', 0, 17);
      insert into change_hints (portal_id, type, id, received_ms) values
        (4711, 'deals', '5', (extract(epoch from now()) - 40) * 1000);
      insert into sync_runs (portal_id, kind, started_at, finished_at, counts) values
        (4711, 'write-back', now(), now(), '{"refused": 3}');`);
    await requestPass(queue, 4711);
  });
  afterAll(async () => {
    await Promise.all([open.close(), closed.close()]);
    await board.close();
    await queue.close();
  });

  const basic = (password: string) => `Basic ${Buffer.from(`ops:${password}`).toString('base64')}`;
  const status = async (server: Listening, path: string, authorization?: string) =>
    (await fetch(server.url + path, authorization === undefined ? {} : { headers: { authorization } })).status;
  const scrape = async () =>
    (await fetch(`${open.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  const figureOf = (text: string, series: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1],
    );

  it('is answered with their token only, and does not exist where none is set', async () => {
    expect(await status(open, '/metrics', `Bearer ${TOKEN}`)).toBe(200);
    expect(await status(open, '/metrics')).toBe(401);
    expect(await status(open, '/metrics', 'Bearer wrong')).toBe(401);
    expect(await status(open, '/metrics', basic(TOKEN))).toBe(401);
    expect(await status(closed, '/metrics', `Bearer ${TOKEN}`)).toBe(404);
    expect(await status(open, QUEUES_PATH, basic(TOKEN))).toBe(200);
    expect(await status(open, `${QUEUES_PATH}/api/queues`)).toBe(401);
    expect(await status(open, `${QUEUES_PATH}/api/queues`, basic('wrong'))).toBe(401);
    expect(await status(closed, `${QUEUES_PATH}/api/queues`, basic(TOKEN))).toBe(404);
    expect(await status(closed, '/healthz')).toBe(200);
  });

  it('says how far each account is behind, what waits, and what HubSpot refused', async () => {
    const text = await scrape();
    expect(figureOf(text, 'sync_lag_seconds{portal="4711",stream="deals"}')).toBeGreaterThanOrEqual(90);
    expect(figureOf(text, 'pass_overdue_seconds{portal="4711"}')).toBeGreaterThanOrEqual(1_200);
    expect(figureOf(text, 'hint_age_seconds{portal="4711"}')).toBeGreaterThanOrEqual(40);
    expect(figureOf(text, 'hints_waiting{portal="4711"}')).toBe(1);
    expect(figureOf(text, 'budget_calls_total{portal="4711",class="general"}')).toBe(17);
    expect(figureOf(text, 'write_refusals{portal="4711"}')).toBe(3);
    expect(figureOf(text, 'accounts{status="disconnected"}')).toBe(1);
    expect(figureOf(text, 'queue_jobs{queue="portal-pass",state="waiting"}')).toBe(1);
    expect(figureOf(text, 'queue_age_seconds{queue="portal-pass"}')).toBeGreaterThanOrEqual(0);
  });

  it('shows the queue and changes nothing in it', async () => {
    const headers = { authorization: basic(TOKEN) };
    const answer = await (await fetch(`${open.url}${QUEUES_PATH}/api/queues`, { headers })).text();
    expect(answer).toContain('portal-pass');
    const emptied = await fetch(`${open.url}${QUEUES_PATH}/api/queues/portal-pass/empty`, { method: 'PUT', headers });
    expect(emptied.status).toBeGreaterThanOrEqual(400);
    expect((await queue.figures(portalPass.name)).waiting).toBe(1);
  });

  it('names in alarms and runbook only metrics that exist, and has a section for every alarm', async () => {
    const known = new Set((await metrics.registry.getMetricsAsJSON()).map(({ name }) => name));
    const alerts = readFileSync(join(ROOT, 'deploy', 'alerts.yml'), 'utf8');
    const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
    const base = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
    const inAlerts = [...alerts.matchAll(/\b[a-z]+(?:_[a-z]+)+\b/g)].map(([name]) => name);
    const functions = new Set(['histogram_quantile']);
    const unknownAlerts = inAlerts.filter((name) => !known.has(name) && !known.has(base(name)) && !functions.has(name));
    expect(unknownAlerts).toEqual([]);
    const looksLikeMetric = /`([a-z]+_[a-z_]+(?:seconds|total|waiting|jobs|refusals|bucket|count))(?:\{[^`]*\})?`/g;
    const inRunbook = [...runbook.matchAll(looksLikeMetric)].map(([, name = '']) => name);
    expect(inRunbook.length).toBeGreaterThan(12);
    expect(inRunbook.filter((name) => !known.has(name) && !known.has(base(name)))).toEqual([]);
    const names = [...alerts.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    const sections = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !sections.includes(name))).toEqual([]);
    expect(sections.filter((name) => !names.includes(name))).toEqual(['Routine']);
  });
});
