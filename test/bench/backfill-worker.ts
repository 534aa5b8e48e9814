/**
 * One backfill and nothing else, in a process of its own, so that its peak memory is the backfill's:
 * `node --expose-gc test/bench/backfill-worker.ts DATABASE_URL STAND_IN_URL`. Prints one line of JSON.
 */
import { systemClock } from '../../server/hubspot/clock.ts';
import { createDatabase } from '../../server/store/db.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { runSyncPass } from '../../server/sync/run-sync-pass.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import { connect, hubSpotOf } from '../support/connected-account.ts';
import { peakBytes } from './peak-bytes.ts';

const [databaseUrl, standInUrl] = process.argv.slice(2);
if (databaseUrl === undefined || standInUrl === undefined)
  throw new Error('usage: backfill-worker.ts DATABASE STAND-IN');

const db = createDatabase({ url: databaseUrl, max: 8 });
const hubspot = hubSpotOf(db, { url: standInUrl }, systemClock, { answerWithinMs: 60_000 });
const portalId = await connect(db, hubspot);
await saveSettings(db, portalId, bigWorld({ companies: 1, deals: 0, partners: 0 }).settings);
const beforeBytes = peakBytes();
/** What is left after a collection: seldom enough to leave the peak to V8. */
const EVERY_PAGES = 100;
let pages = 0;
let liveBytes = 0;
const weigh = () => {
  globalThis.gc?.();
  liveBytes = Math.max(liveBytes, process.memoryUsage().heapUsed);
};
const onProgress = () => {
  pages += 1;
  if (pages % EVERY_PAGES === 0) weigh();
};
const startedMs = performance.now();
const { counts } = await runSyncPass({ db, door: hubspot.door, portalId, now: () => Date.now(), onProgress });
const milliseconds = performance.now() - startedMs;
weigh();
await db.close();
process.stdout.write(`${JSON.stringify({ counts, milliseconds, beforeBytes, peakBytes: peakBytes(), liveBytes })}\n`);
