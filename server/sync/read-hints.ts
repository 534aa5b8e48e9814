import { BATCH_SIZE } from '../hubspot/objects.ts';
import { clearHints, newestHint, nextHints, type StoredHint } from '../store/change-hints.ts';
import { type PortalTx, withPortal } from '../store/db.ts';
import { eraseRecords } from '../store/erase-records.ts';
import { knownIds, markDeletedAt, markMerged } from '../store/records.ts';
import { nameHinted } from '../store/wanted-records.ts';
import { askLinksAgain, askPeopleAgain } from '../store/work-lists.ts';
import { propertiesOf } from './backfill.ts';
import { workCursor } from './cursor.ts';
import { followedExtras } from './extras.ts';
import { optional } from './optional.ts';
import { openStream, type PageWriter } from './page-writer.ts';
import { readById } from './read-by-id.ts';
import { STREAMS, type Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';
import { writeRecords } from './write-records.ts';

const STREAM = 'hints';

/**
 * Looks again at the records that webhooks named, a hundred a call. A hint is cleared in the transaction that stores what
 * was seen, and only if no further webhook came since. Those that come meanwhile wait for the next run. Mail, tickets and
 * the like are put on the list of what is wanted, and read from there together with all else that is on it.
 * Answers how many hints were followed.
 */
export async function readHints(context: SyncContext): Promise<number> {
  const { db, portalId } = context;
  const upTo = await withPortal(db, portalId, newestHint);
  if (upTo === null) return 0;
  const writer = await openStream(context, STREAM, workCursor);
  const extras = await followedExtras(context);
  let followed = 0;
  for (;;) {
    context.signal?.throwIfAborted();
    const hints = await withPortal(db, portalId, (tx) => nextHints(tx, { upTo, limit: BATCH_SIZE }));
    if (hints.length === 0) return followed;
    for (const [type, some] of Map.groupBy(hints, (hint) => hint.type)) {
      const stream = STREAMS.find((one) => one.type === type);
      const extra = extras.find(({ kind }) => kind === type);
      if (stream !== undefined) await followHints(context, writer, stream, some);
      else {
        // Of a kind that the account does not show, or its settings give no meaning, nothing is kept.
        await save(context, writer, some, async (tx) => {
          if (extra) await nameHinted(tx, extra.kind, { hinted: some, all: extra.all });
          return 0;
        });
      }
    }
    followed += hints.length;
    context.report({ stream: STREAM, done: followed });
  }
}

async function followHints(
  context: SyncContext,
  writer: PageWriter<unknown>,
  stream: Stream,
  hints: readonly StoredHint[],
): Promise<void> {
  const erasures = hints.filter(({ isErasure }) => isErasure);
  if (erasures.length > 0) {
    const ids = erasures.map(({ id }) => id);
    await save(context, writer, erasures, (tx) => eraseRecords(tx, stream.type, ids));
  }
  const others = hints.filter(({ isErasure }) => !isErasure);
  if (others.length === 0) return;
  const follow = async () => lookAgain(context, writer, stream, await ofInterest(context, stream, others));
  if (stream.required) await follow();
  else await optional(context, stream.type, follow, undefined);
  // A kind that the account does not show leaves its hints behind.
  await save(context, writer, others, async () => 0);
}

/** Of people those of partners, who come in by their company's links: others are not asked for. */
async function ofInterest(
  { db, portalId }: SyncContext,
  { type, backfilled }: Stream,
  hints: readonly StoredHint[],
): Promise<readonly StoredHint[]> {
  if (backfilled) return hints;
  const ids = hints.map(({ id }) => id);
  const known = await withPortal(db, portalId, (tx) => knownIds(tx, type, ids));
  return hints.filter(({ id }) => known.has(id));
}

async function lookAgain(
  context: SyncContext,
  writer: PageWriter<unknown>,
  stream: Stream,
  hints: readonly StoredHint[],
): Promise<void> {
  const { type } = stream;
  if (hints.length === 0) return;
  const ids = hints.map(({ id }) => id);
  const { records, missing, merged } = await readById(context, type, ids, propertiesOf(context, stream));
  const gone = hints.filter(({ id }) => missing.includes(id));
  await save(context, writer, hints, async (tx) => {
    let changed = await writeRecords(tx, context, stream, records);
    for (const { id, mergedInto } of gone) {
      const survivor = mergedInto ?? merged.get(id);
      if (survivor !== undefined) {
        changed += await markMerged(tx, type, { survivor, merged: [id] }, context.nowMs);
      }
    }
    const deleted = gone.filter(({ id, mergedInto }) => mergedInto === null && !merged.has(id));
    const marked = await markDeletedAt(
      tx,
      type,
      deleted.map(({ id, deletedMs }) => ({ id, deletedMs: deletedMs ?? context.nowMs })),
    );
    context.counts.deleted += marked;
    const linked = hints.filter(({ links }) => links).map(({ id }) => id);
    if (type === 'contacts') await askPeopleAgain(tx, linked);
    else await askLinksAgain(tx, type, linked);
    return changed + marked;
  });
}

async function save(
  context: SyncContext,
  writer: PageWriter<unknown>,
  hints: readonly StoredHint[],
  write: (tx: PortalTx) => Promise<number>,
): Promise<void> {
  await writer.save({ lastMs: context.nowMs }, async (tx) => {
    const changed = await write(tx);
    await clearHints(tx, hints);
    return changed;
  });
}
