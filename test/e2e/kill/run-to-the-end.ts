import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../../server/hubspot/clock.ts';
import { saveSettings } from '../../../server/store/portals.ts';
import { connect, hubSpotOf } from '../../support/connected-account.ts';
import { type ScratchDatabase, switchOffRateBudget } from '../../support/scratch-databases.ts';
import { serverEnvironment } from '../../support/server-environment.ts';
import { end, requestCounts, type StandInProcess, startNode, startStandIn } from '../../support/stand-in-process.ts';
import { resolveWorld } from '../../worlds/resolve-world.ts';
import { type AccountState, readState } from './account-state.ts';

export interface KilledRun {
  readonly state: AccountState;
  /** What HubSpot says of our properties, a line per record. */
  readonly properties: readonly string[];
  readonly requests: number;
  readonly kills: number;
}

export interface RunOptions {
  readonly database: ScratchDatabase;
  readonly world: string;
  readonly kills: number;
  /** Requests between two kills: from one to this many. */
  readonly mostBetween: number;
  /** 0..1 */
  readonly random: () => number;
  readonly say: (text: string) => void;
}

const AS_OF = '2026-11-20';
const POLL_MS = 5;
/** A killed worker's job is taken up by the next one after this. */
const LOCK_SECONDS = 2;
/** Lets the real worker process work on one account until nothing is left to do, killing it on the way. */
export async function runToTheEnd({
  database,
  world,
  kills,
  mostBetween,
  random,
  say,
}: RunOptions): Promise<KilledRun> {
  const { url, db } = database;
  await switchOffRateBudget(db);
  const standIn = await startStandIn({ world, limits: false });
  try {
    const portalId = await connect(db, hubSpotOf(db, standIn, systemClock));
    await saveSettings(db, portalId, resolveWorld(world).world.settings);
    const isDone = async () => {
      const { rows } = await db.pool.query<{ done: boolean }>(
        `select exists (select from computations where portal_id = $1) and not exists (
           select from property_writes where portal_id = $1 and pending <> '{}' and refused is null) as done`,
        [portalId],
      );
      return rows[0]?.done ?? false;
    };
    let killed = 0;
    for (let worker = await startWorker(url, standIn); ; worker = await startWorker(url, standIn)) {
      const wait = killed < kills ? 1 + Math.floor(random() * mostBetween) : Number.POSITIVE_INFINITY;
      const moment = await untilRequests(standIn, wait, isDone);
      await end(worker, moment === null ? 'SIGTERM' : 'SIGKILL');
      if (moment === null) break;
      killed++;
      say(`kill ${killed}: after request ${moment}`);
    }
    const properties = await ourProperties(standIn, portalId, db);
    return { state: await readState(db, portalId), properties, requests: await total(standIn), kills: killed };
  } finally {
    await standIn.stop();
  }
}

const total = async (standIn: StandInProcess): Promise<number> =>
  Object.values(await requestCounts(standIn)).reduce((sum, count) => sum + count, 0);

/** Waits for so many further requests; null when the account was done before. */
async function untilRequests(
  standIn: StandInProcess,
  more: number,
  isDone: () => Promise<boolean>,
): Promise<number | null> {
  const before = await total(standIn);
  for (;;) {
    const now = await total(standIn);
    if (now - before >= more) return now;
    if (await isDone()) return null;
    await delay(POLL_MS);
  }
}

async function startWorker(databaseUrl: string, standIn: StandInProcess): Promise<ChildProcess> {
  const { child } = await startNode(['server/main.ts'], {
    ...serverEnvironment({ databaseUrl, standInUrl: standIn.url }),
    ROLES: 'worker',
    JOB_LOCK_SECONDS: String(LOCK_SECONDS),
    AS_OF,
  });
  return child;
}

/** Our properties of every record we wrote to, as HubSpot holds them. */
async function ourProperties(standIn: StandInProcess, portalId: number, db: ScratchDatabase['db']): Promise<string[]> {
  const door = hubSpotOf(db, standIn, systemClock).door.account(portalId);
  const lines: string[] = [];
  for (const type of ['companies', 'deals'] as const) {
    const names = (await door.listProperties(type))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('partner_pulse_'));
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof door.listPage>> = await door.listPage(type, { after, properties: names });
      for (const { id, properties } of page.records) {
        const ours = names.flatMap((name) => (properties[name] ? [`${name}=${properties[name]}`] : []));
        if (ours.length > 0) lines.push(`${type}/${id} ${ours.sort().join(' ')}`);
      }
      after = page.after;
      if (after === null) break;
    }
  }
  return lines.sort();
}
