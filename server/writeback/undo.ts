import { randomUUID } from 'node:crypto';
import type { Clock } from '../hubspot/clock.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import { BATCH_SIZE } from '../hubspot/objects.ts';
import { type Database, withPortal } from '../store/db.ts';
import { noteWriteBack } from '../store/portals.ts';
import {
  changesToUndo,
  finishWriteRun,
  lastWriteRun,
  markUndone,
  noteUndone,
  pauseWrites,
} from '../store/write-runs.ts';
import { deliver, type Reports } from './deliver.ts';
import { confirm, markInFlight, sendAllAgain, type WrittenType } from './outbox.ts';
import { WRITTEN_TYPES } from './write-back.ts';

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly records: number; readonly kept: number }
  /** No run has written anything yet, or the last one was undone already. */
  | { readonly kind: 'nothing-to-undo' };

export interface UndoInput {
  readonly db: Database;
  readonly door: AccountDoor;
  readonly clock: Clock;
}

/**
 * Puts the values back that the last run of write-back found. Write-back is on hold from then on: otherwise the next pass
 * would write the same again; an admin looks at the preview and resumes it. Can be stopped anywhere and asked for again.
 */
export async function undoLastRun({ db, door, clock }: UndoInput): Promise<UndoOutcome> {
  const { portalId } = door;
  const last = await withPortal(db, portalId, async (tx) => {
    const found = await lastWriteRun(tx);
    if (found === null || found.undoneMs !== null) return null;
    await pauseWrites(tx, clock.now());
    // A run that was cut off would otherwise go on after the pause as if nothing had happened.
    await finishWriteRun(tx, found.run, clock.now());
    return found;
  });
  if (last === null) return { kind: 'nothing-to-undo' };
  const writer = randomUUID();
  const counts = { records: 0, kept: 0 };
  for (const type of WRITTEN_TYPES) {
    for (;;) {
      const batch = await withPortal(db, portalId, async (tx) => {
        const found = await changesToUndo(tx, last.run, type, BATCH_SIZE);
        const outgoing = found.map(({ id, previous }) => ({ id, values: previous }));
        await markInFlight(tx, type, { writer, batch: outgoing, nowMs: clock.now() });
        return outgoing;
      });
      if (batch.length === 0) break;
      await deliver(door, reportsOf({ db, door, clock }, writer, counts), type, batch);
      const ids = batch.map(({ id }) => id);
      await withPortal(db, portalId, (tx) => markUndone(tx, last.run, type, ids));
    }
  }
  await withPortal(db, portalId, (tx) => noteUndone(tx, last.run, clock.now()));
  await noteWriteBack(db, portalId, clock.now());
  return { kind: 'undone', ...counts };
}

/** A value that HubSpot will not take back stays as it is, and is counted. */
function reportsOf({ db, door, clock }: UndoInput, writer: string, counts: { records: number; kept: number }): Reports {
  const { portalId } = door;
  const keep = async (_type: WrittenType, _id: string) => {
    counts.kept += 1;
  };
  return {
    async accepted(type, batch) {
      if (batch.length === 0) return;
      await withPortal(db, portalId, (tx) => confirm(tx, type, { writer, batch, nowMs: clock.now() }));
      counts.records += batch.length;
    },
    propertiesRefused: keep,
    recordRefused: keep,
    recordGone: keep,
    propertyMissing: keep,
    landedElsewhere: (type, ids, names) =>
      withPortal(db, portalId, (tx) => sendAllAgain(tx, type, { ids, names, nowMs: clock.now() })),
    repair: async () => false,
  };
}
