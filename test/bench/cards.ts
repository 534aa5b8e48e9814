import { Agent, request } from 'node:http';
import { companyCard, dealCard } from '@partner-pulse/contract';
import express from 'express';
import { createHttpApp } from '../../server/http/app.ts';
import { companyCardRoute } from '../../server/http/cards/company.ts';
import { dealCardRoute } from '../../server/http/cards/deal.ts';
import { requireSignature } from '../../server/http/require-signature.ts';
import { sign } from '../../server/http/signature.ts';
import { createHealth } from '../../server/ops/health.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { createMetrics } from '../../server/ops/metrics.ts';
import { Secret } from '../../server/ops/secret.ts';
import type { Database } from '../../server/store/db.ts';
import { CARD_SQL } from '../../server/store/results.ts';
import { listen } from '../support/listen.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { resolveWorld } from '../worlds/resolve-world.ts';
import { runAccount } from './account-run.ts';
import { type Report, ratio } from './report.ts';

const OTHER_ACCOUNTS = 2000;
const PUBLIC_BASE_URL = 'https://pulse.example.com';
const SECRET = new Secret('bench-secret');
const WARM_UP = 300;
const ROUNDS = 20;
const PER_ROUND = 100;
const AT_ONCE = 4;

/** What a card answer reads, and how long it takes beside a bare route of the same server that reads nothing. */
export async function benchCards(report: Report, databases: ScratchDatabases): Promise<void> {
  report.title('Card answers');
  const { db } = await databases.create('cards');
  const run = await runAccount(db, resolveWorld('programme').world);
  await run.pass();
  await addAccounts(db);
  const { portalId } = run.account;
  await explain(report, db, portalId);
  const paths = await cardPaths(db, portalId);
  await race(report, db, paths);
  await run.close();
}

/** A table of one row is read whole whatever its indexes; an installation has many accounts. */
async function addAccounts({ pool }: Database): Promise<void> {
  await pool.query(
    'insert into portals (portal_id, time_zone, currency) select n, $1, $2 from generate_series(1, $3) n',
    ['UTC', 'USD', OTHER_ACCOUNTS],
  );
  await pool.query(
    `insert into computations select n, '2026-06-01', 1, 1, 'x', 0, 0, 'UTC', 'USD', '{}' from generate_series(1, $1) n`,
    [OTHER_ACCOUNTS],
  );
  await pool.query('analyze');
}

async function explain(report: Report, { pool }: Database, portalId: number): Promise<void> {
  const { rows } = await pool.query<{ object_id: string }>(
    "select object_id from card_models where portal_id = $1 and object_type = 'deals' and partner_id is not null limit 1",
    [portalId],
  );
  const { rows: plan } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, costs off, timing off, summary off, buffers off) ${CARD_SQL}`,
    [portalId, 'deals', rows[0]?.object_id],
  );
  const lines = plan.map((row) => row['QUERY PLAN']);
  for (const line of lines) report.line(`    ${line}`);
  const scans = lines.filter((line) => / Scan /.test(line));
  report.target(
    `one statement, ${scans.length} scans, all by index`,
    scans.length > 0 && scans.every((line) => /Index (Only )?Scan/.test(line)),
  );
}

async function cardPaths({ pool }: Database, portalId: number): Promise<string[]> {
  const { rows } = await pool.query<{ object_type: string; object_id: string }>(
    'select object_type, object_id from card_models where portal_id = $1 order by md5(object_id) limit 500',
    [portalId],
  );
  const viewer = `portalId=${portalId}&userId=1&userEmail=ann%40example.com&appId=9`;
  return rows.map(({ object_type: type, object_id: id }) =>
    type === 'companies' ? `${companyCard.path}?companyId=${id}&${viewer}` : `${dealCard.path}?dealId=${id}&${viewer}`,
  );
}

async function race(report: Report, db: Database, paths: readonly string[]): Promise<void> {
  const config = { publicBaseUrl: PUBLIC_BASE_URL, clientSecret: SECRET };
  const metrics = createMetrics();
  const cards = { db, now: () => Date.now(), syncIntervalMs: 600_000 };
  const product = createHttpApp({
    config,
    // Lines are made as in production and then dropped.
    logger: createLogger({ level: 'info', destination: { write: () => undefined } }),
    metrics,
    health: createHealth({}),
    routes: [companyCardRoute(cards), dealCardRoute(cards)],
  });
  const bare = express();
  const sample = { state: 'scored', filler: 'x'.repeat(3000) };
  bare.get('/*path', express.raw({ type: () => true }), requireSignature({ config, metrics }), (_request, response) => {
    response.json(sample);
  });
  const [cardServer, bareServer] = await Promise.all([listen(product), listen(bare)]);
  const times = { card: [] as number[], bare: [] as number[] };
  let bytes = 0;
  await ask(cardServer.url, paths.slice(0, WARM_UP));
  await ask(bareServer.url, paths.slice(0, WARM_UP));
  // In turns, so that whatever else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round += 1) {
    const some = Array.from({ length: PER_ROUND }, (_, at) => paths[(round * PER_ROUND + at) % paths.length] ?? '');
    const answered = await ask(cardServer.url, some);
    times.card.push(...answered.times);
    bytes = Math.max(bytes, answered.largest);
    times.bare.push(...(await ask(bareServer.url, some)).times);
  }
  await Promise.all([cardServer.close(), bareServer.close()]);
  const row = (name: string, sorted: number[]) => [
    name,
    sorted.length,
    at(sorted, 0.5).toFixed(2),
    at(sorted, 0.99).toFixed(2),
  ];
  const [card, plain] = [times.card.sort((a, b) => a - b), times.bare.sort((a, b) => a - b)];
  report.table([
    [`${AT_ONCE} at a time, one process`, 'requests', 'p50 ms', 'p99 ms'],
    row('card: signature, one read, words', card),
    row('bare Express: signature, fixed answer', plain),
    ['ratio', '', ratio(at(card, 0.5), at(plain, 0.5)), ratio(at(card, 0.99), at(plain, 0.99))],
  ]);
  report.line(`  largest answer ${(bytes / 1024).toFixed(1)} KiB`);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;

async function ask(url: string, paths: readonly string[]): Promise<{ times: number[]; largest: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const times: number[] = [];
  const queue = [...paths];
  let largest = 0;
  const client = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const startedMs = performance.now();
      largest = Math.max(largest, await get(agent, url, path));
      times.push(performance.now() - startedMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  agent.destroy();
  return { times, largest };
}

/** Sends what HubSpot would send and answers the size of what came back. */
function get(agent: Agent, url: string, path: string): Promise<number> {
  const timestamp = String(Date.now());
  const signed = { method: 'GET', uri: PUBLIC_BASE_URL + path, body: Buffer.alloc(0), timestamp };
  const headers = {
    'X-HubSpot-Signature-v3': sign(signed, SECRET.reveal()),
    'X-HubSpot-Request-Timestamp': timestamp,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, headers }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(size);
        else reject(new Error(`${path} answered ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
