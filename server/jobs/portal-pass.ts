import { z } from 'zod';
import { HubSpotBusy } from '../ops/errors.ts';
import type { Database } from '../store/db.ts';
import { setNextDue } from '../store/due-portals.ts';
import type { JobContext, JobHandler, JobKind } from './job.ts';
import type { JobQueue } from './queue.ts';

/** Brings one account up to date: sync, compute, write back. */
export interface PortalPass extends Record<string, number> {
  readonly portalId: number;
  /** How many slices of this pass came before. */
  readonly slice: number;
}

export const portalPass: JobKind<PortalPass> = {
  name: 'portal-pass',
  schema: z.object({ portalId: z.int().positive(), slice: z.int().nonnegative() }),
  attempts: 4,
  backoffMs: 5_000,
};

export interface PassContext extends JobContext {
  /** Asked between two pages: another account has waited long enough for this one's worker. */
  readonly isOthersTurn?: () => Promise<boolean>;
}

/**
 * Works on the account for a bounded time and says whether work is left, and whether it is urgent. A long backfill is cut
 * into slices this way: between two of them other accounts have their turn.
 */
export type RunPass = (portalId: number, context: PassContext) => Promise<'done' | 'more' | 'yield'>;

export interface PortalPassOptions {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly runPass: RunPass;
  readonly intervalSeconds: number;
  /** 0..1; `Math.random` outside tests. */
  readonly random?: () => number;
  /** Monotonic milliseconds; Node's own outside tests. */
  readonly monotonic?: () => number;
}

/** Share of the interval by which passes are spread, so that accounts installed together do not stay together. */
const JITTER = 0.2;
/** First of all: somebody is waiting in front of a screen. */
const URGENT = 1;
/** An account's first slice comes before every other account's later slices. */
const FIRST_SLICE = 10;
/** BullMQ's largest priority number is about two million; beyond this many slices fairness no longer depends on the count. */
const LAST_SLICE = 1_000_000;

/** A slice this long is worth what switching costs: a few calls of a list are asked again. */
const LEAST_SLICE_MS = 5_000;
const LOOK_FOR_OTHERS_MS = 500;

/** Asks for a pass. `urgent` moves it before everything that waits. */
export async function requestPass(queue: JobQueue, portalId: number, { urgent = false } = {}): Promise<void> {
  const id = String(portalId);
  const priority = urgent ? URGENT : FIRST_SLICE;
  await queue.add(portalPass, { portalId, slice: 0 }, { id, priority });
  // The request may have joined one that waits far behind.
  if (urgent) await queue.prioritise(portalPass, id, URGENT);
}

/** The same from the reconciler, which only wants the pass to have run: it does not follow a running one with another. */
export async function ensurePass(queue: JobQueue, portalId: number): Promise<void> {
  await queue.add(
    portalPass,
    { portalId, slice: 0 },
    { id: String(portalId), priority: FIRST_SLICE, whileRunning: 'join' },
  );
}

export function portalPassHandler(options: PortalPassOptions): JobHandler<PortalPass> {
  const { db, queue, runPass, intervalSeconds, random = Math.random } = options;
  const { monotonic = () => performance.now() } = options;
  const nextDue = (portalId: number) => setNextDue(db, portalId, intervalSeconds * (1 + JITTER * (random() * 2 - 1)));

  return async ({ portalId, slice }, context) => {
    const log = context.log.child({ portal: portalId });
    log.info({ slice }, 'pass.begun');
    try {
      const isOthersTurn = turnWatch({ queue, monotonic, slice });
      const outcome = await runPass(portalId, { ...context, log, isOthersTurn });
      if (outcome === 'yield') {
        await queue.add(portalPass, { portalId, slice }, { id: String(portalId), priority: URGENT });
        return;
      }
      if (outcome === 'more') {
        const next = { portalId, slice: Math.min(slice + 1, LAST_SLICE) };
        await queue.add(portalPass, next, { id: String(portalId), priority: FIRST_SLICE + next.slice });
        return;
      }
    } catch (error) {
      // The queue itself tries again after a pause; the reconciler must not add to that before the interval is over.
      if (!(error instanceof HubSpotBusy) && !context.signal.aborted) await nextDue(portalId);
      throw error;
    }
    // Only now: until the pass is complete it stays due, so that a lost queue costs a minute and not an interval.
    await nextDue(portalId);
    log.info({ slice }, 'pass.done');
  };
}

/**
 * Urgent requests are given way to at once, others after the least slice, and only those that would come before this
 * account's next slice: accounts that all backfill take turns by how much they have had.
 */
function turnWatch({ queue, monotonic, slice }: { queue: JobQueue; monotonic: () => number; slice: number }) {
  const begunMs = monotonic();
  let lookedMs = begunMs;
  return async () => {
    const nowMs = monotonic();
    if (nowMs - lookedMs < LOOK_FOR_OTHERS_MS) return false;
    lookedMs = nowMs;
    const first = await queue.first(portalPass);
    if (first === null) return false;
    if (first.priority < FIRST_SLICE) return true;
    return nowMs - begunMs >= LEAST_SLICE_MS && first.priority <= FIRST_SLICE + slice;
  };
}
