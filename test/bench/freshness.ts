import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '../../server/hubspot/clock.ts';
import { createQueueBackend } from '../../server/jobs/backend.ts';
import { requestPass } from '../../server/jobs/portal-pass.ts';
import { openQueue } from '../../server/jobs/queue.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { type Database, withPortal } from '../../server/store/db.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { readComputation } from '../../server/store/results.ts';
import { hasOutgoing } from '../../server/writeback/outbox.ts';
import { createFleet } from '../e2e/kill/fleet.ts';
import { startLoadBalancer } from '../e2e/kill/load-balancer.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import { connect, hubSpotOf } from '../support/connected-account.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { serverEnvironment } from '../support/server-environment.ts';
import { type StandInProcess, startStandIn } from '../support/stand-in-process.ts';
import type { World } from '../worlds/world.ts';
import { quantileText as at, type Report } from './report.ts';

const SIZE = { companies: 2000, deals: 8000, partners: 300, contacts: 0, seed: 61 };
const PER_SECOND = 50;
const SECONDS = 30;
const MOST_P99_MS = 5000;
const POLL_MS = 100;
const WAIT_MS = 120_000;
const PIPELINE = 'partner_pulse_open_pipeline';
const Rows = z.object({
  results: z.array(z.looseObject({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
});

/** One raise of an open deal: seen once its partner's open pipeline, as HubSpot has it, is at least this. */
interface Change {
  readonly partnerId: string;
  readonly atMs: number;
  readonly pipeline: number;
}

/**
 * From a change that somebody makes in HubSpot to the changed property of its partner, which the card shows too: one web
 * and one worker process, real webhooks, HubSpot's limits at HubSpot's speed.
 */
export async function benchFreshness(report: Report, databases: ScratchDatabases): Promise<void> {
  report.title(`From a change to the property, ${PER_SECOND} changes a second for ${SECONDS} s`);
  const { db, url } = await databases.create('freshness');
  let port = () => 0;
  const balancer = await startLoadBalancer(() => [port()]);
  const standIn = await startStandIn({ world: SIZE, limits: true, webhooks: `${balancer.url}/webhooks/hubspot` });
  const fleet = createFleet({
    ...serverEnvironment({ databaseUrl: url, standInUrl: standIn.url }),
    PUBLIC_BASE_URL: balancer.url,
    SYNC_INTERVAL_SECONDS: '86400',
  });
  const web = fleet.member('web', { ROLES: 'web' });
  const worker = fleet.member('worker', { ROLES: 'worker' });
  port = web.port;
  const queue = openQueue(createQueueBackend({ databaseUrl: url }), createLogger({ level: 'silent' }));
  try {
    await Promise.all([web.start(), worker.start()]);
    const portalId = await connect(db, hubSpotOf(db, standIn, systemClock, { answerWithinMs: 60_000 }));
    const world = bigWorld(SIZE);
    await saveSettings(db, portalId, world.settings);
    await requestPass(queue, portalId, { urgent: true });
    await firstWritten(db, portalId);
    const pipelines = await readPipelines(standIn, portalId);
    const openDeals = openDealsOf(world).filter(({ partnerId }) => pipelines.has(partnerId));
    const changes: Change[] = [];
    const watching = watch(standIn, portalId, changes);
    await change(standIn, portalId, { openDeals, pipelines, changes });
    const { times, unseen } = await watching;
    report.table([
      ['changes', 'seen', 'p50 ms', 'p99 ms', 'largest ms'],
      [changes.length, times.length, at(times, 0.5), at(times, 0.99), at(times, 1)],
    ]);
    const sorted = times.toSorted((a, b) => a - b);
    const p99 = unseen > 0 ? Number.POSITIVE_INFINITY : (sorted[Math.floor(sorted.length * 0.99)] ?? 0);
    report.target(
      `p99 ${(p99 / 1000).toFixed(1)} s, under ${MOST_P99_MS / 1000} s; never seen ${unseen}`,
      p99 < MOST_P99_MS,
    );
  } finally {
    await fleet.stop();
    await queue.close();
    await standIn.stop();
    await balancer.close();
  }
}

/** Waits for the first pass: everything that it had to write is written. */
async function firstWritten(db: Database, portalId: number): Promise<void> {
  for (const untilMs = Date.now() + WAIT_MS; Date.now() < untilMs; await delay(POLL_MS)) {
    const isWritten = await withPortal(
      db,
      portalId,
      async (tx) => (await readComputation(tx)) !== null && !(await hasOutgoing(tx, Date.now())),
    );
    if (isWritten) return;
  }
  throw new Error(`the first pass was not written within ${WAIT_MS / 1000} s`);
}

async function readPipelines(standIn: StandInProcess, portalId: number): Promise<Map<string, number>> {
  const rows = Rows.parse(await standIn.control(`accounts/${portalId}/companies?properties=${PIPELINE}`)).results;
  return new Map(
    rows.flatMap(({ id, properties }) => {
      const value = properties[PIPELINE];
      return value === null || value === undefined || value === '' ? [] : [[id, Number(value)]];
    }),
  );
}

interface OpenDeal {
  readonly id: string;
  readonly partnerId: string;
  readonly amount: number;
}

function openDealsOf(world: World): OpenDeal[] {
  const closed = new Set(world.pipelines.filter(({ isClosed }) => isClosed).map(({ stage }) => stage));
  const partnerOf = new Map(
    world.associations
      .filter(({ label }) => label === 'Sourced by')
      .map(({ from, to }) => [from.slice('deal:'.length), to.slice('company:'.length)]),
  );
  return world.deals.flatMap(({ hs_object_id: id, dealstage, amount }) => {
    const partnerId = partnerOf.get(id ?? '');
    if (!id || !amount || partnerId === undefined || closed.has(dealstage ?? '')) return [];
    return [{ id, partnerId, amount: Number(amount) }];
  });
}

interface Changing {
  readonly openDeals: readonly OpenDeal[];
  readonly pipelines: Map<string, number>;
  readonly changes: Change[];
}

/** Raises one deal after the other, at an even rate whatever is answered. */
async function change(standIn: StandInProcess, portalId: number, { openDeals, pipelines, changes }: Changing) {
  const startedMs = performance.now();
  const amounts = new Map(openDeals.map(({ id, amount }) => [id, amount]));
  const raises = Array.from({ length: PER_SECOND * SECONDS }, async (_, place) => {
    await delay(Math.max(0, startedMs + (place * 1000) / PER_SECOND - performance.now()));
    const deal = openDeals[(place * 7) % openDeals.length];
    if (!deal) throw new Error('the generated account has no open partner deals');
    const amount = (amounts.get(deal.id) ?? 0) + 1000;
    amounts.set(deal.id, amount);
    const pipeline = (pipelines.get(deal.partnerId) ?? 0) + 1000;
    pipelines.set(deal.partnerId, pipeline);
    const action = { do: 'edit', type: 'deals', id: deal.id, properties: { amount: String(amount) } };
    changes.push({ partnerId: deal.partnerId, atMs: performance.now(), pipeline });
    await standIn.control(`accounts/${portalId}/actions`, action);
  });
  await Promise.all(raises);
}

/** Looks at the properties until every change is in them. */
async function watch(standIn: StandInProcess, portalId: number, changes: readonly Change[]) {
  const times: number[] = [];
  const seen = new Set<Change>();
  const total = PER_SECOND * SECONDS;
  for (const untilMs = Date.now() + SECONDS * 1000 + WAIT_MS; seen.size < total && Date.now() < untilMs; ) {
    const pipelines = await readPipelines(standIn, portalId);
    const nowMs = performance.now();
    for (const one of changes) {
      if (seen.has(one) || (pipelines.get(one.partnerId) ?? 0) < one.pipeline) continue;
      seen.add(one);
      times.push(nowMs - one.atMs);
    }
    await delay(POLL_MS);
  }
  return { times, unseen: total - seen.size };
}
