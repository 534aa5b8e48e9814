import { availableParallelism } from 'node:os';
import { systemClock } from '../../server/hubspot/clock.ts';
import { saveSettings } from '../../server/store/portals.ts';
import { DEFAULT_RATE_POLICY } from '../../server/store/rate-limits.ts';
import { runSyncPass } from '../../server/sync/run-sync-pass.ts';
import { bigWorld } from '../stand-in/big-world.ts';
import { connect, hubSpotOf } from '../support/connected-account.ts';
import type { ScratchDatabases } from '../support/scratch-databases.ts';
import { requestCounts, startStandIn } from '../support/stand-in-process.ts';
import { cpuBetween, cpuSeconds, serverPids } from './cpu-seconds.ts';
import { type Report, ratio, seconds } from './report.ts';

const SIZE = { companies: 4000, deals: 40_000, partners: 300, contacts: 1000, seed: 51 };
/**
 * Limits and limiter on a clock this many times faster. What is computed and stored is not faster, and the stand-in and
 * PostgreSQL share the machine with us: the faster the clock, the more the figure tells of the machine. The slower ones show
 * whether calls wait for anything but the limit.
 */
const SPEEDS = [10, 3, 1];
const CALLS_PER_SECOND = 11;
const LEAST_USED = 0.95;

/** How long a first sync takes beside what the limit allows, with limits on, of the share of the budget that is ours. */
export async function benchBudget(report: Report, databases: ScratchDatabases): Promise<void> {
  for (const speed of SPEEDS) await benchAt(speed, report, databases);
}

async function benchAt(speed: number, report: Report, databases: ScratchDatabases): Promise<void> {
  report.title(
    `First sync of ${SIZE.companies + SIZE.deals} records against the limit, on a clock ${speed} times faster`,
  );
  const { db } = await databases.create(`budget_${speed}`);
  const standIn = await startStandIn({ world: SIZE, limits: true, limitSpeed: speed });
  try {
    const hubspot = hubSpotOf(db, standIn, systemClock, { answerWithinMs: 60_000, speed });
    const portalId = await connect(db, hubspot);
    await saveSettings(db, portalId, bigWorld({ companies: 1, deals: 0, partners: 0 }).settings);
    const before = await requestCounts(standIn);
    const cpuOf = async () => ({
      ours: cpuSeconds([process.pid]),
      standIn: cpuSeconds([standIn.pid]),
      database: cpuSeconds(await serverPids(db)),
    });
    const cpuBefore = await cpuOf();
    const startedMs = performance.now();
    await runSyncPass({ db, door: hubspot.door, portalId, now: () => Date.now() });
    const tookMs = performance.now() - startedMs;
    const cpu = await cpuOf();
    const after = await requestCounts(standIn);
    const general = (['list', 'batchRead', 'properties', 'other'] as const).reduce(
      (sum, name) => sum + after[name] - before[name],
      0,
    );
    const ours = CALLS_PER_SECOND * speed * DEFAULT_RATE_POLICY.share;
    const floorMs = (general / ours) * 1000;
    report.line(
      `  ${general} calls of the general class, of which ${ours.toFixed(0)} a second are ours (${DEFAULT_RATE_POLICY.share * 100} % of the limit)`,
    );
    report.line(
      `  ${seconds(tookMs)} of work, floor ${seconds(floorMs)}; at HubSpot's own speed the floor is ${seconds(floorMs * speed)}`,
    );
    reportProcessors(report, cpuBefore, cpu);
    report.target(
      `${ratio(floorMs, tookMs)} of the budget used while there is work, at least ${LEAST_USED}`,
      floorMs / tookMs >= LEAST_USED,
    );
  } finally {
    await standIn.stop();
  }
}

type Processors = Readonly<Record<'ours' | 'standIn' | 'database', ReadonlyMap<number, number>>>;

/** Below what all of them need of the machine's cores, no order of calls gets: then the figure tells of the machine. */
function reportProcessors(report: Report, before: Processors, after: Processors): void {
  const used = (['ours', 'standIn', 'database'] as const).map((who) =>
    after[who].size === 0 ? null : cpuBetween(before[who], after[who]),
  );
  const [ours, standIn, database] = used.map((value) => (value === null ? 'unknown' : seconds(value * 1000)));
  const cores = availableParallelism();
  const all = used.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  report.line(
    `  processor time: ours ${ours}, stand-in ${standIn}, PostgreSQL ${database}; on ${cores} cores no less than ${seconds((all / cores) * 1000)}`,
  );
}
