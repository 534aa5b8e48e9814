import { addSwept, clearSwept, deleteUnswept } from '../store/swept-ids.ts';
import { nameAbsent } from '../store/wanted-records.ts';
import { walkSides } from './extra-sides.ts';
import { apiTypeOf, EXTRA_STREAMS, type ExtraStream, ifShown } from './extra-types.ts';
import { followedExtras } from './extras.ts';
import type { SavePage } from './sweep-steps.ts';
import type { SyncContext } from './sync-context.ts';

type Step = (context: SyncContext, after: string | null, save: SavePage, startedMs: number) => Promise<unknown>;

/** Daily: what partners and their people are linked to, which finds lost links and deleted records too. */
export const sweepSides: Step = async (context, after, save) =>
  walkSides(context, await followedExtras(context), after, save);

/** Weekly: the ids of kinds of which every record is kept. Two steps for each, like those of other kinds. */
export const SWEEP_LISTED: readonly Step[] = EXTRA_STREAMS.filter(({ all }) => all).flatMap((stream): Step[] => [
  async (context, after, save) => {
    if (await isFollowed(context, stream)) await ifShown(context, stream, () => listIds(context, stream, after, save));
    await save(null);
  },
  async (context, _after, save, startedMs) => {
    const isWhole = await isFollowed(context, stream);
    await save(null, async (tx) => {
      if (isWhole) return deleteUnswept(tx, stream.kind, { startedMs, nowMs: context.nowMs });
      await clearSwept(tx, stream.kind);
      return 0;
    });
  },
]);

async function isFollowed(context: SyncContext, stream: ExtraStream): Promise<boolean> {
  return (await followedExtras(context)).includes(stream);
}

/** The place of a list that is read to its end while its step is not. */
const LISTED = 'listed';

async function listIds(context: SyncContext, { kind }: ExtraStream, start: string | null, save: SavePage) {
  if (start === LISTED) return;
  let after = start;
  do {
    context.signal?.throwIfAborted();
    const api = apiTypeOf(kind, context.settings);
    const page: Awaited<ReturnType<typeof context.door.listPage>> = await context.door.listPage(api, {
      after,
      properties: ['hs_object_id'],
    });
    const ids = page.records.map(({ id }) => id);
    const isFirst = after === null;
    after = page.after;
    // The last page is saved with its own place: what ends the step is the caller's null.
    await save(after ?? LISTED, async (tx) => {
      if (isFirst) await clearSwept(tx, kind);
      await addSwept(tx, kind, ids);
      await nameAbsent(tx, kind, ids);
      return 0;
    });
  } while (after !== null);
}
