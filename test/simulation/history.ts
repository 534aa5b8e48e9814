import { computeStep } from '../../server/compute/compute-step.ts';
import { keptAccounts } from '../../server/compute/kept-accounts.ts';
import { webhookIntakeRoute } from '../../server/http/webhooks/intake.ts';
import type { HubSpot } from '../../server/hubspot/open-hubspot.ts';
import { passInSteps } from '../../server/jobs/pass-steps.ts';
import { portalPass, portalPassHandler, requestPass } from '../../server/jobs/portal-pass.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import type { Database } from '../../server/store/db.ts';
import { erasePortal } from '../../server/store/erase-portal.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { hintStep } from '../../server/sync/hint-step.ts';
import { runSyncPass } from '../../server/sync/run-sync-pass.ts';
import { linkOwner, streamTypeOf } from '../../server/sync/streams.ts';
import { syncStep } from '../../server/sync/sync-step.ts';
import { writeStep } from '../../server/writeback/write-step.ts';
import { createStandIn, type ManualClock, manualClock, type StandIn } from '../stand-in/index.ts';
import { connect, hubSpotOf, patientClock, TEST_APP } from '../support/connected-account.ts';
import { type Random, seededRandom } from '../worlds/kit/random.ts';
import { type Actor, Crash, Gate } from './gate.ts';
import { gatedDatabase, gatedTransport } from './gated.ts';
import { createModelQueue, type ModelQueue } from './model-queue.ts';
import { compare, hubSpotSays, stateOf } from './outcome.ts';
import { doSomething } from './people.ts';
import { noContacts, someTrouble } from './trouble.ts';
import { worldOf } from './world.ts';

export interface HistoryOutcome {
  /** What differs from a clean full sync, in lines; empty when nothing does. */
  readonly differences: readonly string[];
  readonly trace: readonly string[];
}

const log = createLogger({ level: 'silent' });
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Of all calls, and how many deaths a history holds at most. */
const CRASH_CHANCE = 0.006;
const MOST_CRASHES = 4;
const MOMENTS = 40;
const HUB = 700_000;

interface Stage {
  readonly db: Database;
  readonly standIn: StandIn;
  readonly clock: ManualClock;
  readonly random: Random;
  readonly gate: Gate;
  readonly queue: ModelQueue;
  readonly portalId: number;
  /** What waits for a time on the history's clock. */
  readonly timers: { at: number; callBack: () => void }[];
}

/** One history from its seed: the real sync, compute and write-back code, in processes that die, against a HubSpot in trouble. */
export async function runHistory(db: Database, seed: number, { isCompared = true } = {}): Promise<HistoryOutcome> {
  const random = seededRandom(seed);
  const clock = manualClock('2026-06-01T09:00:00Z');
  const world = worldOf(seed);
  const standIn = await createStandIn({
    accounts: [{ world, hubId: HUB + (seed % 100_000) }],
    apps: [TEST_APP],
    autoApprove: true,
    clock,
    limits: false,
    rotateRefreshTokens: random.chance(0.5),
    searchLagMilliseconds: 5000,
    propertyLagMilliseconds: random.pick([0, 500]),
  });
  try {
    const calm = hubSpotOf(db, standIn, patientClock(clock));
    await erasePortal(db, standIn.hubIds[0] ?? 0);
    const portalId = await connect(db, calm);
    await saveSettings(db, portalId, world.settings);
    let crashes = 0;
    const gate = new Gate(random, (what) => {
      if (!what.startsWith('sql') && !what.includes('/')) return false;
      if (crashes >= MOST_CRASHES || !random.chance(CRASH_CHANCE)) return false;
      crashes += 1;
      return true;
    });
    const timers: Stage['timers'] = [];
    const queue = createModelQueue({
      log,
      after: (milliseconds, callBack) => timers.push({ at: clock.now() + milliseconds, callBack }),
      isCrash: (error) => error instanceof Crash,
    });
    const stage: Stage = { db, standIn, clock, random, gate, queue, portalId, timers };
    standIn.faults.add(Array.from({ length: random.int(0, 6) }, () => someTrouble(random)));
    if (random.chance(0.1)) standIn.faults.add([noContacts]);
    await live(stage);
    const differences = isCompared ? await settleAndCompare(stage, calm) : [];
    return { differences, trace: gate.trace };
  } finally {
    await standIn.close();
  }
}

/** Two workers, people, webhooks and time, all at once, until the people have done what they wanted. */
async function live(stage: Stage): Promise<void> {
  const { gate } = stage;
  await requestPass(stage.queue, stage.portalId);
  const over = Promise.withResolvers<void>();
  let isOver = false;
  for (const name of ['A', 'B']) gate.start(() => work(stage, name, over.promise, () => isOver));
  gate.start(async () => {
    const actor: Actor = { name: 'world', isDead: false, isSlow: true };
    for (let moment = 0; moment < MOMENTS; moment += 1) await gate.pass(actor, 'moment', () => happen(stage));
    isOver = true;
    over.resolve();
  });
  await gate.run();
}

/** A worker that is started again whenever it dies. */
async function work(stage: Stage, name: string, over: Promise<void>, isOver: () => boolean): Promise<void> {
  for (let life = 1; !isOver(); life += 1) {
    const actor: Actor = { name: `${name}${life}`, isDead: false };
    const died = Promise.withResolvers<void>();
    const handler = handlerOf(stage, actor);
    const taking = await stage.queue.work(
      portalPass,
      async (payload, context) => {
        try {
          await handler(payload, context);
        } catch (error) {
          // A dead process reports no failure of any kind.
          throw actor.isDead ? new Crash(actor.name) : error;
        } finally {
          if (actor.isDead) died.resolve();
        }
      },
      { concurrency: 1, lockMs: 1000 },
    );
    await Promise.race([died.promise, over]);
    await taking.stop();
  }
}

function stepsOf(db: Database, hubspot: HubSpot, clock: ManualClock) {
  const now = () => clock.now();
  const { door } = hubspot;
  const kept = keptAccounts();
  const computing = { db, now, asOf: null, kept, loadAccount: (portalId: number) => loadAccount(db, portalId) };
  const compute = computeStep(computing);
  const write = writeStep({ db, door, clock: hubspot.clock });
  return [
    hintStep({ db, door, now, andThen: [computeStep({ ...computing, isSynced: false }), write] }),
    syncStep({ db, door, now, searchLagMs: MINUTE, sliceMs: 600_000 }),
    compute,
    write,
  ];
}

function handlerOf({ db, standIn, clock, random, gate, queue }: Stage, actor: Actor) {
  const own = gatedDatabase(db, gate, actor);
  const around = (transport: Parameters<typeof gatedTransport>[0]) => gatedTransport(transport, gate, actor);
  const hubspot = hubSpotOf(own, standIn, patientClock(clock), { around, answerWithinMs: 60 });
  const runPass = passInSteps(stepsOf(own, hubspot, clock));
  return portalPassHandler({ db: own, queue, runPass, intervalSeconds: 600, random: () => random.next() });
}

/** One of the things that happen around the workers. */
async function happen(stage: Stage): Promise<void> {
  const { standIn, clock, random, queue, timers, portalId, db } = stage;
  const kind = random.int(1, 10);
  if (kind <= 4) doSomething(standIn, random);
  else if (kind <= 6) await someWebhooks(stage);
  else if (kind === 7) clock.advance(random.pick([500, 6000, MINUTE, 10 * MINUTE, 31 * MINUTE]));
  else if (kind === 8) {
    clock.advance(random.int(1, 20) * 1000);
    await requestPass(queue, portalId, { urgent: random.chance(0.3) });
  } else if (kind === 9 && random.chance(0.3)) {
    queue.lose();
    timers.length = 0;
  } else queue.deliverAgain();
  for (const timer of timers.splice(0)) {
    if (timer.at <= clock.now()) timer.callBack();
    else timers.push(timer);
  }
  if (random.chance(0.05)) await db.pool.query('delete from swept_ids where portal_id = $1', [portalId]);
}

/** Webhooks arrive: some never, some twice, some late, in any order. */
async function someWebhooks({ standIn, random, db, clock, queue, portalId }: Stage): Promise<void> {
  const events = random.shuffle(standIn.webhooks.take()).filter(() => !random.chance(0.2));
  const late = events.filter(() => random.chance(0.3));
  standIn.webhooks.putBack(late);
  const now = events.filter((event) => !late.includes(event));
  const doubled = now.filter(() => random.chance(0.2));
  const ring = (id: number) => requestPass(queue, id, { urgent: true });
  const intake = webhookIntakeRoute({ db, now: () => clock.now(), ring, streamTypeOf, linkOwner });
  await intake.receive({ body: [...now, ...doubled], log });
  if (random.chance(0.3)) await requestPass(queue, portalId);
}

/** Peace: no trouble, one worker, time for everything that is done from time to time. Then a clean sync is put beside it. */
async function settleAndCompare({ db, standIn, clock, portalId }: Stage, calm: HubSpot): Promise<string[]> {
  standIn.faults.clear();
  standIn.webhooks.take();
  // Installed anew, as an admin does who was told to: a process that dies between HubSpot's new refresh token and our note
  // of it leaves an account without one, where HubSpot hands out a new one each time; and what was refused is asked again.
  await connect(db, calm);
  const context = { log, signal: new AbortController().signal };
  const steps = stepsOf(db, calm, clock);
  const pass = () => passInSteps(steps)(portalId, context);
  const sweep = () =>
    runSyncPass({ db, door: calm.door, portalId, now: () => clock.now(), mode: 'sweep', lagMs: MINUTE });
  clock.advance(10 * MINUTE);
  await pass();
  clock.advance(8 * DAY);
  await sweep();
  await pass();
  clock.advance(10 * MINUTE);
  await pass();
  const lived = await stateOf(db, portalId);
  const written = await hubSpotSays(db, standIn, portalId);
  await erasePortal(db, portalId);
  await connect(db, calm);
  await saveSettings(db, portalId, worldOf(0).settings);
  await pass();
  return [...compare(lived, await stateOf(db, portalId)), ...written];
}
