import { ASSOCIATION_BATCH_SIZE, type AssociationInput } from '../hubspot/associations.ts';
import { type PortalTx, withPortal } from '../store/db.ts';
import { countLinks } from '../store/links.ts';
import { nameDifferent, nextSides, type SidePairs } from '../store/wanted-records.ts';
import { markSidesRead, nextWork } from '../store/work-lists.ts';
import { workCursor } from './cursor.ts';
import { apiTypeOf, type ExtraStream, ifShown } from './extra-types.ts';
import { openStream } from './page-writer.ts';
import type { SavePage } from './sweep-steps.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'extra-links';
/** HubSpot shows so many links of one record, then pages. */
const LINKS_PER_RECORD = 500;
/** So many fit memory well; those of a thousand partners with long histories would be half a million. */
const LINKS_PER_ANSWER = 10_000;

/** Reads what partners and people of partners are linked to where that was never done: new ones, or all in a first sync. */
export async function readSides(context: SyncContext, streams: readonly ExtraStream[]): Promise<void> {
  const { db, portalId, nowMs } = context;
  const writer = await openStream(context, STREAM, workCursor);
  for (const side of SIDES) {
    for (;;) {
      const due = await nextSides(db, portalId, side, ASSOCIATION_BATCH_SIZE);
      if (due.length === 0) break;
      const ids = due.map(({ id }) => id);
      const save: Save = (write) => writer.save({ lastMs: nowMs }, write);
      for (const stream of ofSide(streams, side)) {
        await ifShown(context, stream, () => readSide(context, stream, { side, ids }, save));
      }
      await writer.save({ lastMs: nowMs }, async (tx) => {
        await markSidesRead(tx, side, due, nowMs);
        return 0;
      });
    }
  }
}

/**
 * For a sweep: walks all partners and their people, because a link that is made or cut changes no modification date.
 * The place is `companies/ID/N` or `contacts/ID/N`: behind which id, and how many kinds are done for those that follow.
 */
export async function walkSides(
  context: SyncContext,
  streams: readonly ExtraStream[],
  start: string | null,
  save: SavePage,
): Promise<void> {
  const [startSide = '', startId = '', done = '0'] = (start ?? 'companies//0').split('/');
  for (const side of SIDES.slice(SIDES.findIndex((one) => one === startSide))) {
    let afterId = side === startSide ? startId : '';
    let from = side === startSide ? Number(done) : 0;
    for (;;) {
      const list = side === 'companies' ? 'partners' : 'contacts';
      const ids = await nextWork(context.db, context.portalId, list, { afterId, limit: ASSOCIATION_BATCH_SIZE });
      const lastId = ids.at(-1);
      if (lastId === undefined) break;
      for (const [at, stream] of ofSide(streams, side).entries()) {
        if (at < from) continue;
        const place = (kinds: number) => `${side}/${afterId}/${kinds}`;
        await ifShown(context, stream, () =>
          readSide(context, stream, { side, ids }, (write) => save(place(at), write)),
        );
        await save(place(at + 1));
      }
      from = 0;
      afterId = lastId;
    }
  }
  await save(null);
}

const SIDES = ['companies', 'contacts'] as const;

type Save = (write: (tx: PortalTx) => Promise<number>) => Promise<unknown>;

const ofSide = (streams: readonly ExtraStream[], side: SidePairs['side']): ExtraStream[] =>
  streams.filter(({ sides }) => sides.includes(side));

/** Reads links from these partners (or people) to one kind, in answers of a size that fits memory. */
async function readSide(
  context: SyncContext,
  { kind }: ExtraStream,
  { side, ids }: Pick<SidePairs, 'side' | 'ids'>,
  save: Save,
): Promise<void> {
  const api = apiTypeOf(kind, context.settings);
  const expected = await withPortal(context.db, context.portalId, (tx) =>
    countLinks(tx, { from: kind, to: side }, 'to', ids),
  );
  let inputs: AssociationInput[] = ids.map((id) => ({ id }));
  const pending = new Map<string, string[]>();
  while (inputs.length > 0) {
    context.signal?.throwIfAborted();
    const asked = nextBatch(inputs, expected);
    const { associations, next } = await context.door.readAssociations(side, api, asked);
    const open = new Set(next.map(({ id }) => id));
    const found = Map.groupBy(associations, ({ fromId }) => fromId);
    const complete: string[] = [];
    const shown: { sideId: string; id: string }[] = [];
    for (const { id } of asked) {
      const all = [...(pending.get(id) ?? []), ...(found.get(id) ?? []).map(({ toId }) => toId)];
      if (open.has(id)) {
        pending.set(id, all);
        continue;
      }
      pending.delete(id);
      complete.push(id);
      for (const record of all) shown.push({ sideId: id, id: record });
    }
    await save(async (tx) => {
      await nameDifferent(tx, kind, { side, ids: complete, shown });
      return 0;
    });
    inputs = [...inputs.slice(asked.length), ...next];
  }
}

/** As many as one call takes, fewer where the store lets expect more links than an answer should hold. */
function nextBatch(inputs: readonly AssociationInput[], expected: ReadonlyMap<string, number>): AssociationInput[] {
  let links = 0;
  const end = inputs.findIndex(({ id }, at) => {
    links += Math.min(LINKS_PER_RECORD, expected.get(id) ?? 0);
    return at === ASSOCIATION_BATCH_SIZE || (at > 0 && links > LINKS_PER_ANSWER);
  });
  return end === -1 ? [...inputs] : inputs.slice(0, end);
}
