/**
 * Sends what differs. Before a batch goes out it is noted that its values are under way, and what was there before; so a
 * crash at any moment leaves values that are sent again, and a run that can be undone.
 */
import { randomUUID } from 'node:crypto';
import { refusalText } from '@partner-pulse/words';
import type { Clock } from '../hubspot/clock.ts';
import type { AccountDoor } from '../hubspot/door.ts';
import { BATCH_SIZE } from '../hubspot/objects.ts';
import { type Database, withPortal } from '../store/db.ts';
import { beginWriteRun, finishWriteRun, writesPausedSince } from '../store/write-runs.ts';
import { deliver, type Reports } from './deliver.ts';
import {
  confirm,
  nextOutgoing,
  noteGone,
  noteSending,
  refuse,
  refuseProperties,
  sendAllAgain,
  type WrittenType,
} from './outbox.ts';
import { provisionProperties } from './provision.ts';

export interface WriteBackOutcome {
  readonly companies: number;
  readonly deals: number;
  /** Records with something that HubSpot did not take. */
  readonly refused: number;
  /** False where it made room for something more urgent: what is left waits in the outbox. */
  readonly isComplete: boolean;
}

/** Batches that are sent before anything is given way to, so that a run always gets somewhere. */
const LEAST_BATCHES = 3;

export const WRITTEN_TYPES: readonly WrittenType[] = ['companies', 'deals'];

export interface WriteBackInput {
  readonly db: Database;
  readonly door: AccountDoor;
  readonly clock: Clock;
  readonly onProgress?: (written: { companies: number; deals: number }) => void;
  /** Asked between two batches: something more urgent came. */
  readonly isOthersTurn?: () => Promise<boolean>;
}

export async function writeBack(input: WriteBackInput): Promise<WriteBackOutcome> {
  const { db, door, clock, onProgress, isOthersTurn = async () => false } = input;
  const { portalId } = door;
  await provisionProperties(db, door, clock);
  const run = await withPortal(db, portalId, (tx) => beginWriteRun(tx, clock.now()));
  const writer = randomUUID();
  const written = { companies: 0, deals: 0 };
  const refused = new Set<string>();
  const reports = reportsOf({ db, door, clock, writer, written, refused });
  let batches = 0;
  let isComplete = true;
  for (const type of WRITTEN_TYPES) {
    let after: string | null = '';
    while (isComplete) {
      const next = await withPortal(db, portalId, async (tx) => {
        // An admin's pause takes effect between two batches.
        if ((await writesPausedSince(tx)) !== null) return null;
        const nowMs = clock.now();
        const found = await nextOutgoing(tx, type, { after: after ?? '', limit: BATCH_SIZE, nowMs });
        if (found.outgoing.length > 0) await noteSending(tx, type, { run, writer, batch: found.outgoing, nowMs });
        return found;
      });
      if (next === null || next.lastId === null) break;
      if (next.outgoing.length > 0) await deliver(door, reports, type, next.outgoing);
      after = next.lastId;
      onProgress?.(written);
      batches += 1;
      if (batches >= LEAST_BATCHES && (await isOthersTurn())) isComplete = false;
    }
  }
  // Left open it is gone on with, and undone as one.
  if (isComplete) await withPortal(db, portalId, (tx) => finishWriteRun(tx, run, clock.now()));
  return { ...written, refused: refused.size, isComplete };
}

interface Sending extends WriteBackInput {
  readonly writer: string;
  readonly written: { companies: number; deals: number };
  readonly refused: Set<string>;
}

/** How a run of write-back stores what became of its values. */
function reportsOf({ db, door, clock, writer, written, refused }: Sending): Reports {
  const { portalId } = door;
  let isRepaired = false;
  return {
    async accepted(type, batch) {
      if (batch.length === 0) return;
      await withPortal(db, portalId, (tx) => confirm(tx, type, { writer, batch, nowMs: clock.now() }));
      written[type] += batch.length;
    },
    async propertiesRefused(type, id, whys) {
      const words = Object.fromEntries(Object.entries(whys).map(([name, code]) => [name, refusalText(code)]));
      await withPortal(db, portalId, (tx) => refuseProperties(tx, type, id, words));
      refused.add(`${type}/${id}`);
    },
    async recordRefused(type, id, why) {
      await withPortal(db, portalId, (tx) => refuse(tx, type, id, refusalText(why)));
      refused.add(`${type}/${id}`);
    },
    recordGone: (type, id) => withPortal(db, portalId, (tx) => noteGone(tx, type, id)),
    landedElsewhere: (type, ids, names) =>
      withPortal(db, portalId, (tx) => sendAllAgain(tx, type, { ids, names, nowMs: clock.now() })),
    // A new property is unknown for a moment; the next pass finds it, or creates it again.
    propertyMissing: async () => undefined,
    async repair() {
      if (isRepaired) return false;
      isRepaired = true;
      await provisionProperties(db, door, clock, true);
      return true;
    },
  };
}
