import { ASSOCIATION_BATCH_SIZE, type AssociationInput } from '../hubspot/associations.ts';
import { type LinkRow, removeOtherLinks, scopeDealsOfPartners, upsertLinks } from '../store/links.ts';
import { markLinksRead, nextDue } from '../store/work-lists.ts';
import { workCursor } from './cursor.ts';
import { openStream } from './page-writer.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'deal-links';
const KIND = { from: 'deals', to: 'companies' } as const;

/** Reads the companies and labels of deals that were changed, or that had more companies than a list shows. */
export async function readDealLinks(context: SyncContext): Promise<void> {
  const { db, portalId, nowMs } = context;
  const writer = await openStream(context, STREAM, workCursor);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const due = await nextDue(db, portalId, 'dealLinks', { afterId, limit: ASSOCIATION_BATCH_SIZE });
    const lastId = due.at(-1)?.id;
    if (lastId === undefined) return;
    const ids = due.map(({ id }) => id);
    const links = await linksOf(context, ids);
    await writer.save({ lastMs: nowMs }, async (tx) => {
      const added = await upsertLinks(tx, KIND, links, { nowMs, reconstructed: context.isFirst });
      const removed = await removeOtherLinks(tx, KIND, { side: 'from', ids, shown: links, nowMs });
      // Scoping writes the deals anew, so that afterwards their versions are others.
      await markLinksRead(tx, 'deals', due, nowMs);
      await scopeDealsOfPartners(tx, ids);
      context.counts.links += added + removed;
      return added + removed;
    });
    afterId = lastId;
    context.report({ stream: STREAM, done: context.counts.links });
  }
}

async function linksOf(context: SyncContext, ids: readonly string[]): Promise<LinkRow[]> {
  const links: LinkRow[] = [];
  let inputs: readonly AssociationInput[] = ids.map((id) => ({ id }));
  while (inputs.length > 0) {
    const { associations, next } = await context.door.readAssociations('deals', 'companies', inputs);
    for (const { fromId, toId, types } of associations) {
      for (const { typeId, category, label } of types) links.push({ fromId, toId, typeId, category, label });
    }
    inputs = next;
  }
  return links;
}
