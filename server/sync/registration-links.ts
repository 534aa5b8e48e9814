import { registrationPipeline } from '../../app/mapping/registration-pipeline.ts';
import { ASSOCIATION_BATCH_SIZE } from '../hubspot/associations.ts';
import type { PortalTx } from '../store/db.ts';
import { type LinkRow, removeOtherLinks, upsertLinks } from '../store/links.ts';
import { amongPipeline, nextOfPipeline } from '../store/registration-deals.ts';
import { workCursor } from './cursor.ts';
import { openStream } from './page-writer.ts';
import { readLinksOf } from './read-links-of.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'registration-links';
const KIND = { from: 'deals', to: 'deals' } as const;

/**
 * Which sales deals the deals of the pipeline of registrations became: a thousand for each call. Read as a whole when the
 * settings first name the pipeline, and with every sweep, since linking moves no modification date; deals that were
 * changed in between are read with their companies.
 */
export async function readRegistrationLinks(context: SyncContext): Promise<void> {
  const pipeline = registrationPipeline(context.settings, 'deals')?.pipeline;
  if (pipeline === undefined) return;
  const { db, portalId, nowMs, mode } = context;
  const writer = await openStream(context, STREAM, workCursor);
  const isKnown = writer.cursor?.properties?.includes(pipeline) ?? false;
  if (isKnown && mode !== 'sweep') return;
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const ids = await nextOfPipeline(db, portalId, pipeline, { afterId, limit: ASSOCIATION_BATCH_SIZE });
    const lastId = ids.at(-1);
    // Only a pass that came to the end may say that the pipeline is known.
    if (lastId === undefined) {
      await writer.save({ lastMs: nowMs, properties: [pipeline] });
      return;
    }
    const links = await readLinksOf(context, KIND, ids);
    const before = writer.cursor?.properties;
    await writer.save({ lastMs: nowMs, ...(before && { properties: before }) }, (tx) =>
      writeRegistrationLinks(tx, context, pipeline, { ids, links }),
    );
    afterId = lastId;
  }
}

interface DealsOfDeals {
  /** Deals that were asked. */
  readonly ids: readonly string[];
  /** Everything that HubSpot shows of them. */
  readonly links: readonly LinkRow[];
}

/** Keeps links between a registration and a sales deal, from the registration on; those between sales deals mean nothing here. */
export async function writeRegistrationLinks(
  tx: PortalTx,
  { nowMs, isFirst, counts }: SyncContext,
  pipeline: string,
  { ids, links }: DealsOfDeals,
): Promise<number> {
  const named = [...new Set([...ids, ...links.flatMap(({ fromId, toId }) => [fromId, toId])])];
  const registrations = await amongPipeline(tx, pipeline, named);
  const shown = links
    .filter(({ fromId, toId }) => registrations.has(fromId) !== registrations.has(toId))
    .map((link) => (registrations.has(link.fromId) ? link : { ...link, fromId: link.toId, toId: link.fromId }));
  const added = await upsertLinks(tx, KIND, shown, { nowMs, reconstructed: isFirst });
  const asked = {
    from: ids.filter((id) => registrations.has(id)),
    to: ids.filter((id) => !registrations.has(id)),
  };
  const ofRegistrations = await removeOtherLinks(tx, KIND, { side: 'from', ids: asked.from, shown, nowMs });
  const ofSales = await removeOtherLinks(tx, KIND, { side: 'to', ids: asked.to, shown, nowMs });
  counts.links += added + ofRegistrations + ofSales;
  return added + ofRegistrations + ofSales;
}
