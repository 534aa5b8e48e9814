import { requestPass } from '../../server/jobs/portal-pass.ts';
import type { Database } from '../../server/store/db.ts';
import type { Coverage } from './coverage.ts';
import type { Actor } from './gate.ts';
import { happen } from './happenings.ts';
import { settle, settleAndCompare } from './settle.ts';
import { openStage, type Stage } from './stage.ts';
import { tallyTroubles, troubles } from './trouble.ts';
import { work } from './workers.ts';

export interface HistoryOutcome {
  /** What differs from a clean full sync, in lines; empty when nothing does. */
  readonly differences: readonly string[];
  readonly trace: readonly string[];
  readonly coverage: Coverage;
}

const MOMENTS = 40;

/** One history from its seed: the real sync, compute and write-back code, in processes that die, against a HubSpot in trouble. */
export async function runHistory(db: Database, seed: number, { isCompared = true } = {}): Promise<HistoryOutcome> {
  const stage = await openStage(db, seed);
  const { standIn, random, gate, tally } = stage;
  try {
    // Trouble from the first page on seldom lets an account get beyond its first read.
    const isSettled = random.chance(0.6);
    if (isSettled) await settle(stage);
    tally.add(isSettled ? 'an account that was read and written to before' : 'an account just installed');
    const inStore = troubles(random);
    standIn.faults.add(inStore.map(({ rule }) => rule));
    await live(stage);
    tallyTroubles(tally, inStore, standIn.faults);
    await tallyRuns(stage);
    const differences = isCompared ? await settleAndCompare(stage) : [];
    return { differences, trace: gate.trace, coverage: tally.counts };
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
  const stop = { over: over.promise, isOver: () => isOver };
  for (const name of ['A', 'B']) gate.start(() => work(stage, name, stop));
  gate.start(async () => {
    const actor: Actor = { name: 'world', isDead: false, isSlow: true };
    for (let moment = 0; moment < MOMENTS; moment += 1) await gate.pass(actor, 'moment', () => happen(stage));
    isOver = true;
    over.resolve();
  });
  await gate.run();
}

/** What the workers did, and what HubSpot answered without being told to. */
async function tallyRuns({ db, portalId, standIn, isRotating, tally }: Stage): Promise<void> {
  const { rows } = await db.pool.query<{
    kind: 'backfill' | 'incremental' | 'sweep' | 'hints' | 'write-back';
    count: number;
  }>('select kind, count(*) as count from sync_runs where portal_id = $1 group by kind', [portalId]);
  for (const { kind, count } of rows) tally.add(`run: ${kind}`, count);
  for (const { path, status, fault } of standIn.journal.entries()) {
    if (fault) continue;
    if (status === 401) tally.add('a token runs out under way');
    if (!path.endsWith('token') || status !== 200) continue;
    tally.add('a token is refreshed');
    if (isRotating) tally.add('a refresh hands out a new refresh token');
  }
}
