import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../server/hubspot/clock.ts';
import { createQueueBackend } from '../../server/jobs/backend.ts';
import { requestPass } from '../../server/jobs/portal-pass.ts';
import { type JobQueue, openQueue } from '../../server/jobs/queue.ts';
import { createLogger } from '../../server/ops/logger.ts';
import type { Database } from '../../server/store/db.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import { connect, hubSpotOf } from '../support/connected-account.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { serverEnvironment } from '../support/server-environment.ts';
import { end, startNode, startStandIn } from '../support/stand-in-process.ts';
import { type Report, seconds } from './report.ts';

/** Records of the large account; `--large` takes five times as many. */
const BIG = { companies: 20_000, deals: 180_000, partners: 1_000, seed: 21 };
const SMALL = { companies: 60, deals: 140, partners: 10, seed: 22 };
const ANSWER_WITHIN_MS = 60_000;
const POLL_MS = 50;
const SETTINGS = bigWorld({ companies: 1, deals: 0, partners: 0 }).settings;

/**
 * How long an account of 200 records waits while one of many backfills beside it: one worker process that works on one
 * account at a time, HubSpot's real limits, the real clock. Nothing is worse for the small one than that.
 */
export async function benchFairness(report: Report, databases: ScratchDatabases, { large = false } = {}) {
  const scale = large ? 5 : 1;
  const big = { ...BIG, companies: BIG.companies * scale, deals: BIG.deals * scale, partners: BIG.partners * scale };
  report.title(`Wait of an account of ${SMALL.companies + SMALL.deals} records`);
  const { db, url } = await databases.create('fairness');
  const others = [1, 2, 3].map((seed) => ({ ...SMALL, seed }));
  const standIn = await startStandIn({ world: big, others, limits: true });
  const queue = openQueue(createQueueBackend({ databaseUrl: url }), createLogger({ level: 'silent' }));
  const { child } = await startNode(['server/main.ts'], {
    ...serverEnvironment({ databaseUrl: url, standInUrl: standIn.url }),
    ROLES: 'worker',
    WORKER_CONCURRENCY: '1',
    SYNC_INTERVAL_SECONDS: '86400',
  });
  try {
    const install = async (hubId: number | undefined) => {
      const hubspot = hubSpotOf(db, standIn, systemClock, { answerWithinMs: ANSWER_WITHIN_MS });
      const portalId = await connect(db, hubspot, hubId);
      await saveSettings(db, portalId, SETTINGS);
      return portalId;
    };
    const [bigId, ...smallIds] = standIn.hubIds;
    const alone = await timed(db, queue, await install(smallIds[0]), true);
    await requestPass(queue, await install(bigId));
    await untilBusy(db, bigId ?? 0);
    const urgent = await timed(db, queue, await install(smallIds[1]), true);
    const scheduled = await timed(db, queue, await install(smallIds[2]), false);
    const [read, isRunning] = await progressOf(db, bigId ?? 0);
    report.table([
      ['', 'until its first call', 'until all is written'],
      ['alone', seconds(alone.begunMs), seconds(alone.doneMs)],
      ['beside the backfill, just installed', seconds(urgent.begunMs), seconds(urgent.doneMs)],
      ['beside the backfill, by schedule', seconds(scheduled.begunMs), seconds(scheduled.doneMs)],
    ]);
    report.target(
      `both were done while the other was at ${read} of ${big.companies + big.deals} records (1,000,000 at scale 1 : ${1_000_000 / (big.companies + big.deals)})`,
      isRunning,
    );
  } finally {
    await end(child, 'SIGKILL');
    await queue.close();
    await standIn.stop();
  }
}

/** From asking for the pass to its first note in the store, and to the last property written. */
async function timed(db: Database, queue: JobQueue, portalId: number, urgent: boolean) {
  const startedMs = Date.now();
  await requestPass(queue, portalId, { urgent });
  for (;;) {
    const { rows } = await db.pool.query<{ begun: Date | null; done: boolean }>(
      `select (select min(started_at) from sync_runs where portal_id = $1) as begun,
         exists (select from sync_runs where portal_id = $1 and kind = 'write-back' and finished_at is not null)
           and not exists (select from property_writes where portal_id = $1 and pending <> '{}') as done`,
      [portalId],
    );
    const [{ begun, done } = { begun: null, done: false }] = rows;
    if (begun !== null && done) return { begunMs: begun.getTime() - startedMs, doneMs: Date.now() - startedMs };
    await delay(POLL_MS);
  }
}

/** The backfill is well under way: some thousand records are there. */
async function untilBusy(db: Database, portalId: number): Promise<void> {
  while ((await progressOf(db, portalId))[0] < 3_000) await delay(POLL_MS);
}

async function progressOf(db: Database, portalId: number): Promise<[number, boolean]> {
  const { rows } = await db.pool.query<{ records: number; running: boolean }>(
    `select (select count(*) from records r where r.portal_id = p.portal_id) as records, backfilled_ms is null as running
     from portals p where portal_id = $1`,
    [portalId],
  );
  return [rows[0]?.records ?? 0, rows[0]?.running ?? false];
}
