import { type IncomingHttpHeaders, request } from 'node:http';
import { routes } from '../../server/compose.ts';
import { loadConfig } from '../../server/config.ts';
import { createHttpApp } from '../../server/http/app.ts';
import { sign } from '../../server/http/signature.ts';
import { systemClock } from '../../server/hubspot/clock.ts';
import { createQueueBackend } from '../../server/jobs/backend.ts';
import { openQueueBoard } from '../../server/jobs/board.ts';
import { openQueue } from '../../server/jobs/queue.ts';
import { createHealth } from '../../server/ops/health.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { createMetrics } from '../../server/ops/metrics.ts';
import { Secret } from '../../server/ops/secret.ts';
import { createFeedKey } from '../../server/store/feed-keys.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import { createStandIn } from '../stand-in/index.ts';
import { connect, hubSpotOf, TEST_APP } from '../support/connected-account.ts';
import { listen } from '../support/listen.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { serverEnvironment } from '../support/server-environment.ts';

export const PUBLIC = 'http://pulse.test';
export const OPS_TOKEN = 'operators-only-0123456789';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The whole web role with two accounts, as main.ts puts it together. */
export async function attackedServer(database: TestDatabase) {
  const world = bigWorld({ companies: 4, deals: 2, partners: 2 });
  const standIn = await createStandIn({
    accounts: [1, 2].map((at) => ({ world, hubId: 700_000 + at })),
    apps: [TEST_APP],
    autoApprove: true,
    limits: false,
  });
  const hubspot = hubSpotOf(database.db, standIn, systemClock);
  const [ours, theirs] = [await connect(database.db, hubspot, 700_001), await connect(database.db, hubspot, 700_002)];
  const label = { label: 'attacks', createdBy: null, nowMs: Date.now() };
  const { key } = await createFeedKey(database.db, ours, label);
  const backend = createQueueBackend({ databaseUrl: database.url });
  const logger = createLogger({ level: 'silent' });
  const queue = openQueue(backend, logger);
  const board = openQueueBoard(backend, { names: ['portal-pass'], path: '/queues', log: logger });
  const config = loadConfig(serverEnvironment({ databaseUrl: database.url, standInUrl: standIn.url }));
  const app = createHttpApp({
    config: { publicBaseUrl: PUBLIC, clientSecret: new Secret(TEST_APP.clientSecret), trustedProxies: 1 },
    logger,
    metrics: createMetrics(),
    health: createHealth({}),
    token: new Secret(OPS_TOKEN),
    board: board.handler,
    routes: routes({ config, db: database.db, queue, hubspot }),
  });
  const web = await listen(app);
  let caller = 0;
  return {
    app,
    ours,
    theirs,
    key,
    /** Every request comes from an address of its own, unless it says otherwise: one attack must not use up another's limit. */
    send: (path: string, { headers = {}, ...rest }: Sent = {}) => {
      caller += 1;
      return raw(web.url, path, { headers: { 'X-Forwarded-For': `203.0.113.${caller % 250}`, ...headers }, ...rest });
    },
    async close() {
      await web.close();
      await board.close();
      await queue.close();
      await standIn.close();
    },
  };
}

export type AttackedServer = Awaited<ReturnType<typeof attackedServer>>;

/** Headers of a request that HubSpot signed, for whatever is said to have been signed. */
export function signature(
  path: string,
  { method = 'GET', body = '', agedMs = 0, secret = TEST_APP.clientSecret, base = PUBLIC } = {},
): Record<string, string> {
  const timestamp = String(Date.now() - agedMs);
  const uri = base + path.replaceAll('%40', '@');
  return {
    'X-HubSpot-Signature-v3': sign({ method, uri, body: Buffer.from(body), timestamp }, secret),
    'X-HubSpot-Request-Timestamp': timestamp,
    ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
  };
}

/** Node's own client: fetch would not send a Host header or a body with GET. */
function raw(url: string, path: string, { method = 'GET', headers = {}, body = '' }: Sent): Promise<Got> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const sized = length > 0 && !('Transfer-Encoding' in headers) ? { 'Content-Length': String(length) } : {};
    const out = request({ hostname, port, agent: false, path, method, headers: { ...sized, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    // A server that has heard enough may close before all is sent.
    out.on('error', (error) => ('code' in error && error.code === 'EPIPE' ? undefined : reject(error)));
    out.end(body);
  });
}
