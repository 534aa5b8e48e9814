import { systemClock } from '../../../server/hubspot/clock.ts';
import { createQueueBackend } from '../../../server/jobs/backend.ts';
import { requestPass } from '../../../server/jobs/portal-pass.ts';
import { openQueue } from '../../../server/jobs/queue.ts';
import { createLogger } from '../../../server/ops/logger.ts';
import { saveSettings } from '../../../server/store/portals.ts';
import { bigWorld } from '../../stand-in/big-world.ts';
import { connect, hubSpotOf } from '../../support/connected-account.ts';
import { startTestRedis } from '../../support/redis.ts';
import { type ScratchDatabases, switchOffRateBudget } from '../../support/scratch-databases.ts';
import { serverEnvironment } from '../../support/server-environment.ts';
import { startStandIn } from '../../support/stand-in-process.ts';
import { BLOWS, type Blow, midPage, type Scene } from './blows.ts';
import { createFleet } from './fleet.ts';
import { startLoad } from './load.ts';
import { startLoadBalancer } from './load-balancer.ts';
import { againstCleanSync, doubledRuns, wrongProperties } from './outcome.ts';
import { settled } from './settled.ts';

/** The account that people work in, and one more for every blow. */
const BUSY = { companies: 60, deals: 300, partners: 20, seed: 31 };
const FRESH = { companies: 300, deals: 3_000, partners: 40 };
const SETTINGS = bigWorld({ companies: 1, deals: 0, partners: 0 }).settings;
/** A killed worker's job is taken up within twice this; 30 in production. */
const LOCK_SECONDS = 5;
const MOST_SECONDS = 60;

interface Struck {
  readonly load: ReturnType<typeof startLoad>;
  readonly slowest: number;
  readonly struck: readonly { readonly blow: Blow; readonly at: number }[];
}

/** Two webs and two workers on one Redis and one PostgreSQL, struck one after the other under load. Answers whether all held. */
export async function strikeProcesses(databases: ScratchDatabases, say: (text: string) => void): Promise<boolean> {
  const redis = await startTestRedis();
  const { db, url } = await databases.create('processes');
  await switchOffRateBudget(db);
  const ports: (() => number)[] = [];
  const balancer = await startLoadBalancer(() => ports.map((port) => port()));
  const others = BLOWS.map((_, at) => ({ ...FRESH, seed: 40 + at }));
  const standIn = await startStandIn({
    world: BUSY,
    others,
    limits: false,
    webhooks: `${balancer.url}/webhooks/hubspot`,
  });
  const redisUrl = redis?.url ?? '';
  const fleet = createFleet({
    ...serverEnvironment({ databaseUrl: url, standInUrl: standIn.url, redisUrl }),
    PUBLIC_BASE_URL: balancer.url,
    JOB_LOCK_SECONDS: String(LOCK_SECONDS),
    SEARCH_LAG_SECONDS: '5',
    WORKER_CONCURRENCY: '2',
  });
  const webs = [1, 2].map((at) => fleet.member(`web ${at}`, { ROLES: 'web' }));
  const workers = [1, 2].map((at) => fleet.member(`worker ${at}`, { ROLES: 'worker' }));
  ports.push(...webs.map(({ port }) => port));
  const backend = createQueueBackend({ databaseUrl: url, redis: redis && { url: redis.url, prefix: 'partner-pulse' } });
  const queue = openQueue(backend, createLogger({ level: 'silent' }));
  const portals = [...standIn.hubIds];

  async function install(portalId: number | undefined): Promise<number> {
    const hubspot = hubSpotOf(db, standIn, systemClock, { answerWithinMs: 30_000 });
    const connected = await connect(db, hubspot, portalId);
    await saveSettings(db, connected, SETTINGS);
    await requestPass(queue, connected, { urgent: true });
    return connected;
  }
  const installed: number[] = [];
  const scene: Scene = {
    db,
    webs,
    workers,
    crashDatabase: databases.crashServer,
    redisUrl: redis?.url ?? null,
    async beginBackfill() {
      const portalId = await install(portals.shift());
      installed.push(portalId);
      await midPage(db, portalId);
      return portalId;
    },
  };

  try {
    await Promise.all([...webs, ...workers].map((member) => member.start()));
    const busy = await install(portals.shift());
    installed.push(busy);
    await settled(db);
    const ids = (first: number, count: number) => Array.from({ length: count }, (_, at) => String(first + at));
    const load = startLoad({
      url: balancer.url,
      portalId: busy,
      companyIds: ids(1, BUSY.partners),
      dealIds: ids(1_000_000, BUSY.deals),
      edit: (id, amount) =>
        standIn.control(`accounts/${busy}/actions`, {
          do: 'edit',
          type: 'deals',
          id,
          properties: { amount: String(amount) },
        }),
    });
    let slowest = 0;
    const struck: { readonly blow: Blow; readonly at: number }[] = [];
    for (const blow of BLOWS) {
      if (/Redis/.test(blow.name) && scene.redisUrl === null) {
        say(`${blow.name.padEnd(46)} not struck: no redis-server on this machine, the queue is on PostgreSQL`);
        continue;
      }
      if (/PostgreSQL/.test(blow.name) && scene.crashDatabase === null) {
        say(`${blow.name.padEnd(46)} not struck: DATABASE_URL's server is not ours to crash`);
        continue;
      }
      const before = load.cards.failed;
      struck.push({ blow, at: Date.now() });
      const recovered = await blow.strike(scene);
      const struckMs = performance.now();
      await recovered();
      const seconds = (performance.now() - struckMs) / 1000;
      slowest = Math.max(slowest, seconds);
      const lost = load.cards.failed - before;
      say(`${blow.name.padEnd(46)} at work again after ${seconds.toFixed(1)} s, cards lost ${lost}`);
    }
    await load.stop();
    await settled(db);
    return await judge({ load, slowest, struck });
  } finally {
    await fleet.stop();
    await queue.close();
    await standIn.stop();
    await balancer.close();
    await redis?.stop();
  }

  async function judge({ load, slowest, struck }: Struck): Promise<boolean> {
    say(`cards: ${load.cards.sent} asked, ${balancer.movedOn()} handed to the other web, ${load.cards.failed} lost`);
    say(`edits: ${load.edits.made} made`);
    let wrong = 0;
    for (const [at, portalId] of installed.entries()) {
      const clean = await databases.create(`clean_${at}`);
      const differences = await againstCleanSync(db, clean, standIn, { portalId, settings: SETTINGS });
      const properties = await wrongProperties(db, portalId, standIn);
      for (const text of [...differences, ...properties.wrong.slice(0, 3)]) say(`DIFFERS account ${portalId}: ${text}`);
      wrong += differences.length + properties.wrong.length;
    }
    say(
      `${installed.length} accounts against a clean sync and HubSpot's properties: ${wrong === 0 ? 'equal' : `${wrong} DIFFER`}`,
    );
    const doubled = (await doubledRuns(db)).map(({ portalId, kind, startedAt }) => {
      const last = struck.findLast(({ at }) => at <= startedAt.getTime())?.blow;
      say(`done twice at once: ${kind} of account ${portalId}, after ${last?.name ?? 'nothing yet'}`);
      return last?.mayDouble === true;
    });
    const unexplained = doubled.filter((isExplained) => !isExplained).length;
    say(
      `passes done twice at once: ${doubled.length}, ${unexplained} of them without a lost queue; slowest recovery ${slowest.toFixed(1)} s of at most ${MOST_SECONDS}`,
    );
    return wrong === 0 && unexplained === 0 && load.cards.failed === 0 && slowest <= MOST_SECONDS;
  }
}
