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
import { askPortal, type Database } from '../../server/store/db.ts';
import { type Listening, listen } from '../support/listen.ts';

const PUBLIC_BASE_URL = 'https://pulse.example.com';
const SECRET = new Secret('bench-secret');
const CONFIG = { publicBaseUrl: PUBLIC_BASE_URL, clientSecret: SECRET };

export interface Card {
  readonly portalId: number;
  readonly objectType: string;
  readonly objectId: string;
}

/** What HubSpot asks for a card, with what it adds about the viewer. */
export function pathOf({ portalId, objectType, objectId }: Card): string {
  const viewer = `portalId=${portalId}&userId=1&userEmail=ann%40example.com&appId=9`;
  return objectType === 'companies'
    ? `${companyCard.path}?companyId=${objectId}&${viewer}`
    : `${dealCard.path}?dealId=${objectId}&${viewer}`;
}

/** The product's web role with nothing left out; `cacheBytes` 0 makes every answer anew. */
export function serveCards(db: Database, cacheBytes?: number): Promise<Listening> {
  const metrics = createMetrics();
  const cards = {
    db,
    now: () => Date.now(),
    syncIntervalMs: 600_000,
    ...(cacheBytes === undefined ? {} : { cacheBytes }),
  };
  const app = createHttpApp({
    config: CONFIG,
    // Lines are made as in production and then dropped.
    logger: createLogger({ level: 'info', destination: { write: () => undefined } }),
    metrics,
    health: createHealth({}),
    routes: [companyCardRoute(cards), dealCardRoute(cards)],
  });
  return listen(app);
}

/** The least that can answer: Express, the same signature check, one row with the finished text of the same account. */
export function serveBare(db: Database): Promise<Listening> {
  const app = express();
  const question = {
    name: 'bare',
    types: ['bigint', 'text'],
    sql: 'select body from bench_answers where portal_id = $1 and object_id = $2',
  };
  const signed = requireSignature({ config: CONFIG, metrics: createMetrics() });
  app.get('/*path', express.raw({ type: () => true }), signed, async (asked, response) => {
    const query = new URLSearchParams(asked.originalUrl.split('?')[1]);
    const [portalId, id] = [Number(query.get('portalId')), query.get('companyId') ?? query.get('dealId')];
    const [row] = await askPortal<{ body: string }>(db, portalId, question, [portalId, id]);
    response.type('json').send(row?.body);
  });
  return listen(app);
}

export interface Asked {
  readonly times: number[];
  readonly milliseconds: number;
  readonly largest: number;
}

/** Asks all paths, so many at a time, each as soon as one is answered. */
export async function askAll(url: string, paths: readonly string[], atOnce: number): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  const queue = [...paths];
  let largest = 0;
  const client = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const startedMs = performance.now();
      largest = Math.max(largest, (await get(agent, url, path)).length);
      times.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: atOnce }, client));
  agent.destroy();
  return { times, milliseconds: performance.now() - startedMs, largest };
}

/** Asks so many a second whatever is answered; a request that could not be sent in time has waited all the same. */
export async function askSteadily(url: string, paths: readonly string[], perSecond: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const startedMs = performance.now();
  const waits = paths.map(async (path, place) => {
    const dueMs = startedMs + (place * 1000) / perSecond;
    await new Promise((due) => setTimeout(due, Math.max(0, dueMs - performance.now())));
    await get(agent, url, path);
    return performance.now() - dueMs;
  });
  const times = await Promise.all(waits);
  agent.destroy();
  return times;
}

/** Sends what HubSpot would send; anything but a card is an error, because a refusal would be a fast answer. */
export function get(agent: Agent, url: string, path: string): Promise<Buffer> {
  const timestamp = String(Date.now());
  const signed = { method: 'GET', uri: PUBLIC_BASE_URL + path, body: Buffer.alloc(0), timestamp };
  const headers = {
    'X-HubSpot-Signature-v3': sign(signed, SECRET.reveal()),
    'X-HubSpot-Request-Timestamp': timestamp,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200 && !body.includes('"state":"problem"')) resolve(body);
        else reject(new Error(`${path} answered ${response.statusCode} ${body.toString('utf8', 0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
