import { passInSteps } from '../../server/jobs/pass-steps.ts';
import { erasePortal } from '../../server/store/erase-portal.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { connect } from '../support/connected-account.ts';
import { compare, hubSpotSays, stateOf } from './outcome.ts';
import { DAY, log, MINUTE, type Stage, stepsOf } from './stage.ts';
import { worldOf } from './world.ts';

const CONTEXT = { log, signal: new AbortController().signal };

/** The first pass of an account, undisturbed, and the interval after it. */
export async function settle(stage: Stage): Promise<void> {
  const { hints: _, ...steps } = stepsOf(stage, stage.db, stage.calm);
  await passInSteps(Object.values(steps))(stage.portalId, CONTEXT);
  stage.clock.advance(10 * MINUTE);
  stage.standIn.journal.clear();
}

/** Peace: no trouble, one worker, time for everything that is done from time to time. Then a clean sync is put beside it. */
export async function settleAndCompare(stage: Stage): Promise<string[]> {
  const { db, standIn, clock, portalId, calm } = stage;
  standIn.faults.clear();
  standIn.webhooks.take();
  // Installed anew, as an admin does who was told to: a process that dies between HubSpot's new refresh token and our note
  // of it leaves an account without one, where HubSpot hands out a new one each time; and what was refused is asked again.
  await connect(db, calm);
  const { hints, sync, compute, write } = stepsOf(stage, db, calm);
  const run = (...steps: Parameters<typeof passInSteps>[0]) => passInSteps(steps)(portalId, CONTEXT);
  clock.advance(10 * MINUTE);
  // Whatever was left half read. A pass that ends here would be swept by the next day's.
  await run(hints, sync);
  clock.advance(8 * DAY);
  await run(hints, sync, compute, write);
  clock.advance(10 * MINUTE);
  await run(hints, sync, compute, write);
  const lived = await stateOf(db, portalId);
  const written = await hubSpotSays(db, standIn, portalId);
  await erasePortal(db, portalId);
  await connect(db, calm);
  await saveSettings(db, portalId, worldOf(0).settings);
  await run(sync, compute);
  return [...compare(lived, await stateOf(db, portalId)), ...written];
}
