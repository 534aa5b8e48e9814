import { z } from 'zod';
import { EXTRA_TYPES } from '../../app/mapping/records.ts';
import type { PortalSettings } from '../../app/mapping/settings.ts';
import { replaceAccountObjects } from '../store/account-objects.ts';
import { begunStreams, forgetStream, readCheckpoint } from '../store/checkpoints.ts';
import type { Database } from '../store/db.ts';
import { askSidesAgain } from '../store/wanted-records.ts';
import { workCursor } from './cursor.ts';
import { nameNews } from './extra-changes.ts';
import { readSides } from './extra-sides.ts';
import { type ExtraStream, ifShown, readableExtras } from './extra-types.ts';
import { openStream, type PageWriter } from './page-writer.ts';
import { readWanted } from './read-wanted.ts';
import type { SyncContext } from './sync-context.ts';

const kinds = z.array(z.enum([...EXTRA_TYPES, 'registrations']));
/** `asked`: kinds that are being followed; `read`: those of them that were read to their end once. */
const extrasCursor = z.object({ asked: kinds, read: kinds });
type ExtrasCursor = z.infer<typeof extrasCursor>;

const EXTRAS_STREAM = 'extras';
const NOTHING: ExtrasCursor = { asked: [], read: [] };

/** Kinds that earlier passes took up and that HubSpot still shows. */
export async function followedExtras(context: SyncContext): Promise<ExtraStream[]> {
  const { cursor } = await readCheckpoint(context.db, context.portalId, EXTRAS_STREAM, extrasCursor);
  const { asked } = cursor ?? NOTHING;
  return readableExtras(context.settings, context.missing).filter(({ kind }) => asked.includes(kind));
}

/** True when a kind that the account shows was never read to its end, as after the settings gave another one a meaning. */
export async function areExtrasUnread(
  db: Database,
  portalId: number,
  settings: PortalSettings,
  missing: ReadonlySet<string>,
): Promise<boolean> {
  const { cursor } = await readCheckpoint(db, portalId, EXTRAS_STREAM, extrasCursor);
  const { read } = cursor ?? NOTHING;
  return readableExtras(settings, missing).some(({ kind }) => !read.includes(kind));
}

/** Searches every kind that is followed for what was changed; one search each when nothing was. */
export async function readExtraChanges(context: SyncContext): Promise<void> {
  for (const stream of await followedExtras(context)) await ifShown(context, stream, () => nameNews(context, stream));
}

/**
 * Works off what is left to read of the kinds that only some accounts have. New partners and new people are asked what
 * they are linked to; whatever was named, by them, by search or by a sweep, is then read by id.
 */
export async function readExtras(context: SyncContext): Promise<void> {
  const writer = await openStream(context, EXTRAS_STREAM, extrasCursor);
  let state = writer.cursor ?? NOTHING;
  const readable = () => readableExtras(context.settings, context.missing);
  // Somebody waits for what webhooks named: nothing new is begun.
  const streams = readable().filter(({ kind }) => context.mode !== 'hints' || state.asked.includes(kind));
  state = await follow(writer, state, { streams, read: state.read });
  for (const stream of await notBegun(context, streams))
    await ifShown(context, stream, () => nameNews(context, stream));
  await readSides(context, streams);
  for (const stream of streams) {
    await ifShown(context, stream, () => readWanted(context, stream));
    await ifShown(context, stream, () => readStages(context, stream));
  }
  // HubSpot may have refused one of them meanwhile.
  const shown = readable().filter((stream) => streams.includes(stream));
  await follow(writer, state, { streams: shown, read: state.asked });
}

/**
 * Kinds whose changes nothing has looked for yet: fresh ones, and those that a run took up and did not live to begin. Read
 * before, their records would miss what changed until then.
 */
async function notBegun({ db, portalId }: SyncContext, streams: readonly ExtraStream[]): Promise<ExtraStream[]> {
  const begun = await begunStreams(
    db,
    portalId,
    streams.map(({ kind }) => kind),
  );
  return streams.filter(({ kind }) => !begun.has(kind));
}

/**
 * Notes which kinds are followed. Fresh ones ask all partners and people for their links; those that HubSpot refuses now
 * are let go: they are not set up, and cost no call until somebody connects the account again.
 */
async function follow(
  writer: PageWriter<ExtrasCursor>,
  state: ExtrasCursor,
  { streams, read }: { streams: readonly ExtraStream[]; read: ExtrasCursor['read'] },
): Promise<ExtrasCursor> {
  const asked = streams.map(({ kind }) => kind);
  const fresh = asked.filter((kind) => !state.asked.includes(kind));
  const gone = state.asked.filter((kind) => !asked.includes(kind));
  const next = { asked, read: read.filter((kind) => asked.includes(kind)) };
  if (JSON.stringify(next) === JSON.stringify(state)) return state;
  await writer.save(next, async (tx) => {
    for (const kind of gone) await forgetStream(tx, kind);
    if (fresh.length > 0) await askSidesAgain(tx);
    return 1;
  });
  return next;
}

/** Pipelines of tickets and leads; read once, and again with every sweep. */
async function readStages(context: SyncContext, { kind }: ExtraStream): Promise<void> {
  if (kind !== 'tickets' && kind !== 'leads') return;
  const writer = await openStream(context, `${kind}-stages`, workCursor);
  if (writer.cursor !== null && context.mode !== 'sweep') return;
  const stages = await context.door.stages(kind);
  const entries = stages.map((data) => ({ id: `${data.pipeline}/${data.stage}`, data }));
  await writer.save({ lastMs: context.nowMs }, (tx) => replaceAccountObjects(tx, `stages:${kind}`, entries));
}
