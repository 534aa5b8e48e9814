import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../../server/store/db.ts';
import type { Member } from './fleet.ts';

export interface Scene {
  readonly db: Database;
  readonly workers: readonly Member[];
  readonly webs: readonly Member[];
  /** Installs the app in one more account and asks for its first pass; resolves when the backfill is in mid-page. */
  readonly beginBackfill: () => Promise<number>;
  readonly crashDatabase: (() => Promise<void>) | null;
  readonly redisUrl: string | null;
}

export interface Blow {
  readonly name: string;
  /**
   * The queue forgets who runs what, so that a pass may be done twice at once. Nothing is lost by it; whoever only kills
   * or stops processes must not cause it.
   */
  readonly mayDouble?: boolean;
  /** Strikes; what it answers resolves when the server does again what it was kept from. */
  readonly strike: (scene: Scene) => Promise<() => Promise<unknown>>;
}

const RECORDS_OF_MID_PAGE = 500;
const POLL_MS = 10;

const workerOf = (scene: Scene, portalId: number): Member => {
  const at = scene.workers.map((worker) => worker.seen.findLastIndex((line) => line.portal === portalId));
  return scene.workers[at.findIndex((index) => index >= 0)] ?? member(scene.workers, 0);
};

const killWorker = (name: string): Blow => ({
  name,
  async strike(scene) {
    const portalId = await scene.beginBackfill();
    const worker = workerOf(scene, portalId);
    await worker.end('SIGKILL');
    const restarted = worker.start();
    return () => Promise.all([restarted, goesOn(scene, portalId)]);
  },
});

const killWeb = (at: number): Blow => ({
  name: `SIGKILL web ${at + 1}, requests under way`,
  async strike({ webs }) {
    const web = member(webs, at);
    await web.end('SIGKILL');
    const restarted = web.start();
    return () => restarted;
  },
});

/** Everything that can happen to a process or to what it stands on, each while accounts are read and cards opened. */
export const BLOWS: readonly Blow[] = [
  killWorker('SIGKILL the worker that backfills'),
  killWorker('SIGKILL the worker that backfills, again'),
  killWeb(0),
  killWeb(1),
  {
    name: 'Redis FLUSHALL in mid-page',
    mayDouble: true,
    async strike(scene) {
      const portalId = await scene.beginBackfill();
      await flush(scene.redisUrl ?? '');
      return () => goesOn(scene, portalId);
    },
  },
  {
    name: 'PostgreSQL crashes in mid-page',
    mayDouble: true,
    async strike(scene) {
      const portalId = await scene.beginBackfill();
      await scene.crashDatabase?.();
      return () => goesOn(scene, portalId);
    },
  },
  {
    name: 'rolling restart: SIGTERM each in turn',
    async strike(scene) {
      const portalId = await scene.beginBackfill();
      for (const each of [...scene.workers, ...scene.webs]) {
        await each.end('SIGTERM');
        await each.start();
      }
      return () => goesOn(scene, portalId);
    },
  },
];

function member(members: readonly Member[], at: number): Member {
  const found = members[at];
  if (!found) throw new Error(`there is no process ${at}`);
  return found;
}

/** Pages of the account are written again: what they have moved rises. A backfill that ended meanwhile has gone on too. */
async function goesOn({ db }: Scene, portalId: number): Promise<void> {
  const progress = async () => {
    const { rows } = await db.pool.query<{ moved: number; isRead: boolean }>(
      `select coalesce((select sum(version) from checkpoints c where c.portal_id = p.portal_id), 0) + facts_version as moved,
         backfilled_ms is not null as "isRead"
       from portals p where portal_id = $1`,
      [portalId],
    );
    return { moved: Number(rows[0]?.moved), isRead: rows[0]?.isRead ?? false };
  };
  let struck = Number.NaN;
  await until(async () => {
    struck = (await progress()).moved;
    return true;
  });
  await until(async () => {
    const { moved, isRead } = await progress();
    return isRead || moved > struck;
  });
}

export async function midPage(db: Database, portalId: number): Promise<void> {
  await until(async () => {
    const { rows } = await db.pool.query<{ count: number }>(
      'select count(*) as count from records where portal_id = $1',
      [portalId],
    );
    return (rows[0]?.count ?? 0) >= RECORDS_OF_MID_PAGE;
  });
}

/** Asks until it is so. The database may be away meanwhile. */
export async function until(isSo: () => Promise<boolean>, everyMs = POLL_MS): Promise<void> {
  while (!(await isSo().catch(() => false))) await delay(everyMs);
}

/** Empties Redis, in its own plain words. */
function flush(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write('FLUSHALL\r\n'));
    socket.once('error', reject);
    socket.once('data', () => {
      socket.end();
      resolve();
    });
  });
}
