import { computeStep } from './compute/compute-step.ts';
import { type Config, loadConfig } from './config.ts';
import { explainFailedStart } from './explain-failed-start.ts';
import { createHttpApp } from './http/app.ts';
import { companyCardRoute } from './http/cards/company.ts';
import { dealCardRoute } from './http/cards/deal.ts';
import { partnerPageRoute } from './http/pages/partner.ts';
import { programmePageRoute } from './http/pages/programme.ts';
import { exportRoute } from './http/export.ts';
import { receiveFeedRoute } from './http/feeds/receive.ts';
import { feedRefusalsRoute, feedUploadsRoute, withdrawFeedRoute } from './http/feeds/uploads.ts';
import { oauthCallbackRoute } from './http/oauth/callback.ts';
import { oauthStartRoute } from './http/oauth/start.ts';
import type { Route } from './http/route.ts';
import { serve } from './http/serve.ts';
import { webhookIntakeRoute } from './http/webhooks/intake.ts';
import { type HubSpot, OAUTH_CALLBACK_PATH, openHubSpot } from './hubspot/open-hubspot.ts';
import { createQueueBackend } from './jobs/backend.ts';
import { type PassStep, passInSteps } from './jobs/pass-steps.ts';
import { requestPass } from './jobs/portal-pass.ts';
import { type JobQueue, openQueue } from './jobs/queue.ts';
import { startWorker } from './jobs/start-worker.ts';
import { eraseExpired } from './lifecycle/erase-expired.ts';
import { createHealth } from './ops/health.ts';
import { createLogger, type Logger } from './ops/logger.ts';
import { createMetrics } from './ops/metrics.ts';
import { createShutdown, type Shutdown, stopOnSignals } from './ops/shutdown.ts';
import { loadAccount } from './store/account-records.ts';
import { createDatabase, type Database } from './store/db.ts';
import { migrateAt } from './store/migrate.ts';
import { hintStep } from './sync/hint-step.ts';
import { linkOwner, streamTypeOf } from './sync/streams.ts';
import { syncStep } from './sync/sync-step.ts';
import { writeStep } from './writeback/write-step.ts';

/** What every part is built from. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Database;
  readonly queue: JobQueue;
  readonly hubspot: HubSpot;
}

const now = () => Date.now();
/** Longest uninterrupted work on one account. */
const SLICE_MS = 60_000;

/** The web role's routes, one line each. */
function routes({ config, db, queue, hubspot: { oauth, cipher } }: Services): Route[] {
  const { clientSecret } = config.hubspot;
  const cards = { db, now, syncIntervalMs: config.sync.intervalSeconds * 1000 };
  const ring = (portalId: number) => requestPass(queue, portalId, { urgent: true });
  const onConnected = ring;
  const feeds = { db, now, onChange: ring };
  return [
    oauthStartRoute({ oauth, clientSecret, publicBaseUrl: config.http.publicBaseUrl, now }),
    oauthCallbackRoute({ path: OAUTH_CALLBACK_PATH, db, oauth, cipher, clientSecret, now, onConnected }),
    companyCardRoute(cards),
    dealCardRoute(cards),
    programmePageRoute(cards),
    partnerPageRoute(cards),
    webhookIntakeRoute({ db, now, ring, streamTypeOf, linkOwner }),
    receiveFeedRoute(feeds),
    feedUploadsRoute(feeds),
    feedRefusalsRoute(feeds),
    withdrawFeedRoute(feeds),
    exportRoute({ db, now }),
  ];
}

/** What one pass over an account does, in this order. */
function passSteps({ config, db, hubspot: { door, clock } }: Services): PassStep[] {
  const asOf = config.asOf ?? null;
  const computing = { db, now, asOf, loadAccount: (portalId: number) => loadAccount(db, portalId) };
  const compute = computeStep(computing);
  const write = writeStep({ db, door, clock });
  return [
    // What webhooks named reaches cards and properties before anything that takes long.
    hintStep({ db, door, now, andThen: [computeStep({ ...computing, isSynced: false }), write] }),
    syncStep({ db, door, now, searchLagMs: config.sync.searchLagSeconds * 1000, sliceMs: SLICE_MS }),
    compute,
    write,
  ];
}

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

  const services: Services = { config, log, db, queue, hubspot: openHubSpot({ config, db }) };
  const metrics = createMetrics();
  if (config.roles.has('worker')) {
    const worker = await startWorker({
      ...services,
      metrics,
      runPass: passInSteps(passSteps(services)),
      intervalSeconds: config.sync.intervalSeconds,
      eraseExpired: () => eraseExpired({ db, retentionDays: config.retentionDays, log }, now()),
      concurrency: config.queue.concurrency,
      lockSeconds: config.queue.lockSeconds,
    });
    shutdown.onStop('worker', () => worker.stop());
    log.info({ queue: backend.kind, concurrency: config.queue.concurrency }, 'worker.started');
  }
  if (config.roles.has('web')) {
    const health = createHealth({ database: () => db.ping() });
    const app = createHttpApp({
      config: { publicBaseUrl: config.http.publicBaseUrl, clientSecret: config.hubspot.clientSecret },
      logger: log,
      metrics,
      health,
      routes: routes(services),
    });
    const web = await serve(app, config.http);
    shutdown.onStop('web', () => {
      health.stopping();
      return web.close();
    });
    log.info({ port: web.port, host: config.http.host }, 'web.listening');
  }
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
