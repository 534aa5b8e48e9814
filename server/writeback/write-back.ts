/**
 * Sends what differs. A crash between HubSpot's answer and our note of it sends the same values once more, which changes
 * nothing; a refused batch is halved until the guilty record stands alone.
 */
import type { AccountDoor } from '../hubspot/door.ts';
import { BATCH_SIZE, type UpdateFailure } from '../hubspot/objects.ts';
import { type Database, withPortal } from '../store/db.ts';
import { confirm, nextOutgoing, type Outgoing, refuse } from './outbox.ts';
import { provisionProperties } from './provision.ts';

export interface WriteBackOutcome {
  readonly companies: number;
  readonly deals: number;
  readonly refused: number;
}

const OBJECTS = ['companies', 'deals'] as const;
type ObjectType = (typeof OBJECTS)[number];

export interface WriteBackInput {
  readonly db: Database;
  readonly door: AccountDoor;
  readonly onProgress?: (written: { companies: number; deals: number }) => void;
}

export async function writeBack({ db, door, onProgress }: WriteBackInput): Promise<WriteBackOutcome> {
  await provisionProperties(db, door);
  const sender = { db, door, written: { companies: 0, deals: 0 }, refused: 0, isProvisionedAgain: false };
  for (const type of OBJECTS) {
    let after = '';
    for (;;) {
      const batch = await withPortal(db, door.portalId, (tx) => nextOutgoing(tx, type, after, BATCH_SIZE));
      const last = batch.at(-1);
      if (!last) break;
      await send(sender, type, batch);
      after = last.id;
      onProgress?.(sender.written);
    }
  }
  return { ...sender.written, refused: sender.refused };
}

interface Sender {
  readonly db: Database;
  readonly door: AccountDoor;
  readonly written: { companies: number; deals: number };
  refused: number;
  isProvisionedAgain: boolean;
}

async function send(sender: Sender, type: ObjectType, batch: readonly Outgoing[]): Promise<void> {
  const inputs = batch.map(({ id, values }) => ({ id, properties: values }));
  const outcome = await sender.door.batchUpdate(type, inputs);
  if (outcome.kind === 'rejected') {
    await afterRejection(sender, type, batch, outcome.failure);
    return;
  }
  const failed = new Map(outcome.failures.flatMap((failure) => failure.ids.map((id) => [id, failure] as const)));
  const updated = new Set(outcome.updated.map(({ id }) => id));
  const done = batch.filter(({ id }) => updated.has(id) || (outcome.failures.length === 0 && !failed.has(id)));
  const undone = batch.filter((one) => !done.includes(one));
  await withPortal(sender.db, sender.door.portalId, async (tx) => {
    await confirm(tx, type, done);
    for (const { id } of undone) await refuse(tx, type, id, words(failed.get(id) ?? outcome.failures[0]));
  });
  sender.written[type] += done.length;
  sender.refused += undone.length;
}

/** A property that somebody deleted is created again, once; else the batch is halved to find the guilty record. */
async function afterRejection(
  sender: Sender,
  type: ObjectType,
  batch: readonly Outgoing[],
  failure: UpdateFailure,
): Promise<void> {
  if (!sender.isProvisionedAgain && /PROPERTY_DOESNT_EXIST/.test(failure.message ?? '')) {
    sender.isProvisionedAgain = true;
    await provisionProperties(sender.db, sender.door, true);
    await send(sender, type, batch);
    return;
  }
  const [only] = batch;
  if (batch.length === 1 && only) {
    await withPortal(sender.db, sender.door.portalId, (tx) => refuse(tx, type, only.id, words(failure)));
    sender.refused++;
    return;
  }
  const half = Math.ceil(batch.length / 2);
  await send(sender, type, batch.slice(0, half));
  await send(sender, type, batch.slice(half));
}

const words = (failure: UpdateFailure | undefined): string =>
  `HubSpot refused the values${failure?.category ? ` (${failure.category})` : ''}: ${failure?.message ?? 'no reason given'}`;
