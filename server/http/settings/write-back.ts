import {
  leaveCommand,
  pauseWritesCommand,
  resumeWritesCommand,
  syncNowCommand,
  undoWritesCommand,
} from '@partner-pulse/contract';
import { createFormatter, SAID } from '@partner-pulse/words';
import type { Door } from '../../hubspot/door.ts';
import { leaveAccount } from '../../lifecycle/leave-account.ts';
import { type PortalTx, withPortal } from '../../store/db.ts';
import { noteChange } from '../../store/settings-changes.ts';
import { pauseWrites, resumeWrites, writesPausedSince } from '../../store/write-runs.ts';
import type { UndoOutcome } from '../../writeback/undo.ts';
import { commandRoute } from '../command-route.ts';
import type { CommandRoute } from '../route.ts';
import { done, refused } from './answers.ts';
import type { CommandOptions } from './save.ts';

export interface HubSpotCommandOptions extends CommandOptions {
  readonly door: Door;
  readonly undoWrites: (portalId: number) => Promise<UndoOutcome>;
}

/** HubSpot gives a call 15 seconds; what takes longer goes on without the page. */
const ANSWER_WITHIN_MS = 9_000;

async function notePause(tx: PortalTx, userId: string, nowMs: number, isPaused: boolean): Promise<void> {
  const was = (await writesPausedSince(tx)) !== null;
  if (was === isPaused) return;
  await (isPaused ? pauseWrites(tx, nowMs) : resumeWrites(tx));
  const state = (paused: boolean) => ({ writing: paused ? 'paused' : 'running' });
  await noteChange(tx, { userId, nowMs }, { kind: 'write-back', before: state(was), after: state(isPaused) });
}

export function pauseWritesRoute({ db, now }: CommandOptions): CommandRoute {
  return commandRoute(pauseWritesCommand, db, async (_, { identity: { portalId }, userId }) => {
    await withPortal(db, portalId, (tx) => notePause(tx, userId, now(), true));
    return done(SAID.paused);
  });
}

export function resumeWritesRoute({ db, now, ring }: CommandOptions): CommandRoute {
  return commandRoute(resumeWritesCommand, db, async (_, { identity: { portalId }, userId }) => {
    await withPortal(db, portalId, (tx) => notePause(tx, userId, now(), false));
    await ring(portalId);
    return done(SAID.resumed);
  });
}

/** Asked again while it runs, it goes on where it is: nothing is put back twice. */
export function undoWritesRoute({ db, undoWrites, now }: HubSpotCommandOptions): CommandRoute {
  return commandRoute(undoWritesCommand, db, async ({ locale }, { identity: { portalId }, userId, log }) => {
    const f = createFormatter({ locale, timeZone: 'UTC' });
    const undo = undoWrites(portalId).then(async (outcome) => {
      if (outcome.kind === 'undone') {
        const change = { before: { writing: 'running' }, after: { writing: 'paused', undone: outcome.records } };
        await withPortal(db, portalId, (tx) =>
          noteChange(tx, { userId, nowMs: now() }, { kind: 'write-back', ...change }),
        );
      }
      return outcome;
    });
    const outcome = await within(undo, ANSWER_WITHIN_MS, (error) => log.error({ err: error }, 'undo.failed'));
    if (outcome === 'late') return done(SAID.undoing);
    if (outcome.kind === 'nothing-to-undo') return refused(SAID.nothingToUndo);
    const kept = outcome.kept === 0 ? null : f.count(outcome.kept, 'record');
    return done(SAID.undone(f.count(outcome.records, 'record'), kept));
  });
}

/** What `work` answers, or `late`; then `onLateFailure` is told what becomes of it. */
async function within<T>(work: Promise<T>, ms: number, onLateFailure: (error: unknown) => void): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  const first = await Promise.race([work, late]).finally(() => clearTimeout(timer));
  if (first === 'late') work.catch(onLateFailure);
  return first;
}

export function syncNowRoute({ db, ring }: CommandOptions): CommandRoute {
  return commandRoute(syncNowCommand, db, async (_, { identity: { portalId } }) => {
    await ring(portalId);
    return done(SAID.syncAsked);
  });
}

/** Takes the app out of the account. */
export function leaveRoute({ db, door, now }: HubSpotCommandOptions): CommandRoute {
  return commandRoute(leaveCommand, db, async ({ locale, properties }, { identity: { portalId }, userId, log }) => {
    const f = createFormatter({ locale, timeZone: 'UTC' });
    const nowMs = now();
    await withPortal(db, portalId, (tx) =>
      noteChange(
        tx,
        { userId, nowMs },
        { kind: 'leave', before: { installed: 'yes' }, after: { installed: 'no', properties } },
      ),
    );
    const leaving = leaveAccount({ db, door, portalId, properties, nowMs });
    const outcome = await within(leaving, ANSWER_WITHIN_MS, (error) => log.error({ err: error }, 'leave.failed'));
    if (outcome === 'late' || outcome.inUse.length === 0) return done(SAID.left);
    return done(`${SAID.left} ${SAID.leftInUse(f.count(outcome.inUse.length, 'property'))}`);
  });
}
