import { journalReader, passSteps, routes, type Services } from './compose.ts';
import { openComputeThread } from './compute/compute-thread.ts';
import { type Config, loadConfig } from './config.ts';
import { explainFailedStart } from './explain-failed-start.ts';
import { createHttpApp } from './http/app.ts';
import { createOpsApp, type OpsOptions, QUEUES_PATH } from './http/ops.ts';
import { serve } from './http/serve.ts';
import type { DoorOptions } from './hubspot/door.ts';
import { openHubSpot } from './hubspot/open-hubspot.ts';
import { createQueueBackend, type QueueBackend } from './jobs/backend.ts';
import { openQueueBoard } from './jobs/board.ts';
import { passInSteps } from './jobs/pass-steps.ts';
import { portalPass } from './jobs/portal-pass.ts';
import { openQueue } from './jobs/queue.ts';
import { reconcile } from './jobs/reconcile.ts';
import { startWorker } from './jobs/start-worker.ts';
import { eraseExpired } from './lifecycle/erase-expired.ts';
import { registerFigures } from './ops/figure-gauges.ts';
import { createHealth } from './ops/health.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { createMetrics, type Metrics } from './ops/metrics.ts';
import { createShutdown, type Shutdown, stopOnSignals } from './ops/shutdown.ts';
import { createDatabase } from './store/db.ts';
import { readFigures } from './store/figures.ts';
import { migrateAt } from './store/migrate.ts';

/** Queues that are counted and shown. */
const QUEUES = [portalPass.name, reconcile.name];

/** Brings the database up to date, then starts the roles asked for. What is started last is stopped first. */
async function start(config: Config, log: Logger, shutdown: Shutdown): Promise<void> {
  const databaseUrl = config.database.url.reveal();
  const applied = await migrateAt(databaseUrl);
  if (applied.length > 0) log.info({ applied }, 'database.migrated');
  const db = createDatabase({
    url: databaseUrl,
    max: config.database.poolMax,
    onIdleError: (error) => log.warn({ err: error }, 'database.connection_lost'),
  });
  shutdown.onStop('database', () => db.close());

  const { redisUrl, redisPrefix } = config.queue;
  const redis = redisUrl && { url: redisUrl.reveal(), prefix: redisPrefix };
  const backend = createQueueBackend({ databaseUrl, redis });
  await backend.prepare();
  const queue = openQueue(backend, log);
  shutdown.onStop('queue', () => queue.close());

  const metrics = createMetrics();
  const observe: DoorOptions['observe'] = ({ kind, status, seconds }) =>
    metrics.hubspotSeconds.observe({ kind, status: String(status ?? 0) }, seconds);
  const services: Services = { config, log, db, queue, hubspot: openHubSpot({ config, db, observe }) };
  registerFigures(metrics.registry, {
    figures: () => readFigures(db),
    queues: () => Promise.all(QUEUES.map((name) => queue.figures(name))),
    log,
  });
  const ops = openOps({ ...services, backend, metrics, shutdown });
  if (config.roles.has('worker')) {
    const thread = openComputeThread({ databaseUrl, asOf: config.asOf ?? null, log });
    shutdown.onStop('compute thread', () => thread.stop());
    const worker = await startWorker({
      ...services,
      metrics,
      runPass: passInSteps(passSteps(services, thread.compute)),
      intervalSeconds: config.sync.intervalSeconds,
      followJournal: config.hubspot.isJournalRead ? journalReader(services) : null,
      eraseExpired: () => eraseExpired({ db, retentionDays: config.retentionDays, log }, Date.now()),
      concurrency: config.queue.concurrency,
      lockSeconds: config.queue.lockSeconds,
    });
    shutdown.onStop('worker', () => worker.stop());
    log.info({ queue: backend.kind, concurrency: config.queue.concurrency }, 'worker.started');
  }
  if (config.roles.has('web')) {
    const { publicBaseUrl, trustedProxies } = config.http;
    const app = createHttpApp({
      config: { publicBaseUrl, trustedProxies, clientSecret: config.hubspot.clientSecret },
      logger: log,
      routes: routes(services),
      ...ops,
    });
    const web = await serve(app, config.http);
    shutdown.onStop('web', () => web.close());
    log.info({ port: web.port, host: config.http.host }, 'web.listening');
  }
  if (config.ops.port !== undefined) {
    const port = await serve(createOpsApp({ ...ops, logger: log }), { port: config.ops.port, host: config.http.host });
    shutdown.onStop('ops', () => port.close());
    log.info({ port: port.port, host: config.http.host }, 'ops.listening');
  }
  // Registered last, so first of all: whoever asks is told to look elsewhere while running work ends.
  shutdown.onStop('readiness', async () => ops.health.stopping());
}

/** What machines and operators ask of this process. */
function openOps({
  config,
  log,
  db,
  backend,
  metrics,
  shutdown,
}: Services & { backend: QueueBackend; metrics: Metrics; shutdown: Shutdown }): OpsOptions {
  const health = createHealth({ database: () => db.ping() });
  const { token } = config.ops;
  if (token === undefined) return { health, metrics, token };
  const board = openQueueBoard(backend, { names: QUEUES, path: QUEUES_PATH, log });
  shutdown.onStop('queue board', () => board.close());
  return { health, metrics, token, board: board.handler };
}

try {
  const config = loadConfig();
  const log = createLogger({ level: config.logLevel });
  const shutdown = createShutdown(log);
  stopOnSignals(shutdown, log, config.shutdownSeconds);
  await start(config, log, shutdown);
} catch (error) {
  process.stderr.write(`${explainFailedStart(error)}\n`);
  process.exit(1);
}
