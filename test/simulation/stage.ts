import { computeStep } from '../../server/compute/compute-step.ts';
import { keptAccounts } from '../../server/compute/kept-accounts.ts';
import type { HubSpot } from '../../server/hubspot/open-hubspot.ts';
import type { PassStep } from '../../server/jobs/pass-steps.ts';
import { createLogger } from '../../server/ops/logger.ts';
import { loadAccount } from '../../server/store/account-records.ts';
import type { Database } from '../../server/store/db.ts';
import { erasePortal } from '../../server/store/erase-portal.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { hintStep } from '../../server/sync/hint-step.ts';
import { syncStep } from '../../server/sync/sync-step.ts';
import { writeStep } from '../../server/writeback/write-step.ts';
import { createStandIn, type ManualClock, manualClock, type StandIn } from '../stand-in/index.ts';
import { connect, hubSpotOf, patientClock, TEST_APP } from '../support/connected-account.ts';
import { type Random, seededRandom } from '../worlds/kit/random.ts';
import { Tally } from './coverage.ts';
import { type Actor, Crash, Gate } from './gate.ts';
import { createModelQueue, type ModelQueue } from './model-queue.ts';
import { METRICS, SMALL_PAGE, worldOf } from './world.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const log = createLogger({ level: 'silent' });
/** Of all calls, and how many deaths a history holds at most. */
const CRASH_CHANCE = 0.006;
const MOST_CRASHES = 4;
const HUB = 700_000;

/** What one history plays on. */
export interface Stage {
  readonly db: Database;
  readonly standIn: StandIn;
  readonly clock: ManualClock;
  readonly random: Random;
  readonly gate: Gate;
  readonly queue: ModelQueue;
  readonly portalId: number;
  /** HubSpot without gate and crashes. */
  readonly calm: HubSpot;
  readonly tally: Tally;
  readonly isRotating: boolean;
  /** Who is in a pass. */
  readonly atWork: Set<Actor>;
  /** What waits for a time on the history's clock. */
  readonly timers: { at: number; callBack: () => void }[];
}

/** An account just installed, in a world that follows from the seed. */
export async function openStage(db: Database, seed: number): Promise<Stage> {
  const random = seededRandom(seed);
  const clock = manualClock('2026-06-01T09:00:00Z');
  const world = worldOf(seed);
  const tally = new Tally();
  // Every optional kind of record costs calls; a history without them is longer for the same money.
  const hasOptional = random.chance(0.35);
  const hasSmallPages = random.chance(0.6);
  const isRotating = random.chance(0.5);
  tally.add(hasOptional ? 'a pass with every optional scope' : 'a pass without any optional scope');
  if (hasSmallPages) tally.add('a list in pages of a few records');
  const standIn = await createStandIn({
    accounts: [{ world, hubId: HUB + (seed % 100_000), unavailableScopes: hasOptional ? [] : TEST_APP.optionalScopes }],
    apps: [TEST_APP],
    autoApprove: true,
    clock,
    limits: false,
    rotateRefreshTokens: isRotating,
    searchLagMilliseconds: 5000,
    propertyLagMilliseconds: random.pick([0, 500]),
    ...(hasSmallPages && { pageSize: SMALL_PAGE }),
  });
  try {
    const calm = hubSpotOf(db, standIn, patientClock(clock));
    await erasePortal(db, standIn.hubIds[0] ?? 0);
    const portalId = await connect(db, calm);
    await saveSettings(db, portalId, world.settings);
    standIn.journal.clear();
    const timers: Stage['timers'] = [];
    const queue = createModelQueue({
      log,
      after: (milliseconds, callBack) => timers.push({ at: clock.now() + milliseconds, callBack }),
      isCrash: (error) => error instanceof Crash,
    });
    const gate = deadlyGate(random, tally);
    const parts = { db, standIn, clock, random, gate, queue, portalId, calm, tally, isRotating };
    return { ...parts, atWork: new Set(), timers };
  } catch (error) {
    await standIn.close();
    throw error;
  }
}

function deadlyGate(random: Random, tally: Tally): Gate {
  let crashes = 0;
  return new Gate(random, (what, moment) => {
    const isDatabase = what.startsWith('sql');
    if (!isDatabase && !what.includes('/')) return false;
    if (crashes >= MOST_CRASHES || !random.chance(CRASH_CHANCE)) return false;
    crashes += 1;
    tally.add(`a worker dies ${moment} a ${isDatabase ? 'database call' : 'call to HubSpot'}`);
    return true;
  });
}

/** A pass as the server does it, with no more metrics than HubSpot's properties show. */
export function stepsOf(
  { clock }: Pick<Stage, 'clock'>,
  db: Database,
  hubspot: HubSpot,
): Readonly<Record<'hints' | 'sync' | 'compute' | 'write', PassStep>> {
  const now = () => clock.now();
  const { door } = hubspot;
  const load = (portalId: number) => loadAccount(db, portalId);
  // No real clock decides what is put off: a seed fixes it.
  const computing = { db, now, asOf: null, metrics: METRICS, kept: keptAccounts(), loadAccount: load, quickMs: 0 };
  const write = writeStep({ db, door, clock: hubspot.clock });
  return {
    hints: hintStep({ db, door, now, andThen: [computeStep({ ...computing, isSynced: false }), write] }),
    sync: syncStep({ db, door, now, searchLagMs: MINUTE, sliceMs: 600_000 }),
    compute: computeStep(computing),
    write,
  };
}
