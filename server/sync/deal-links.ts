import { registrationPipeline } from '../../app/mapping/registration-pipeline.ts';
import { ASSOCIATION_BATCH_SIZE } from '../hubspot/associations.ts';
import { removeOtherLinks, scopeDealsOfPartners, upsertLinks } from '../store/links.ts';
import { markLinksRead, nextDue } from '../store/work-lists.ts';
import { workCursor } from './cursor.ts';
import { openStream } from './page-writer.ts';
import { readLinksOf } from './read-links-of.ts';
import { writeRegistrationLinks } from './registration-links.ts';
import type { SyncContext } from './sync-context.ts';

const STREAM = 'deal-links';
const KIND = { from: 'deals', to: 'companies' } as const;

/**
 * Reads the companies and labels of deals that were changed, or that had more companies than a list shows; and their sales deals or
 * registrations, where registrations are deals themselves.
 */
export async function readDealLinks(context: SyncContext): Promise<void> {
  const { db, portalId, nowMs } = context;
  const writer = await openStream(context, STREAM, workCursor);
  // The first pass asks the registrations themselves afterwards, which are few beside all deals.
  const pipeline = context.isFirst ? null : (registrationPipeline(context.settings, 'deals')?.pipeline ?? null);
  let afterId = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const due = await nextDue(db, portalId, 'dealLinks', { afterId, limit: ASSOCIATION_BATCH_SIZE });
    const lastId = due.at(-1)?.id;
    if (lastId === undefined) return;
    const ids = due.map(({ id }) => id);
    const links = await readLinksOf(context, KIND, ids);
    const toDeals = pipeline === null ? [] : await readLinksOf(context, { from: 'deals', to: 'deals' }, ids);
    await writer.save({ lastMs: nowMs }, async (tx) => {
      const added = await upsertLinks(tx, KIND, links, { nowMs, reconstructed: context.isFirst });
      const removed = await removeOtherLinks(tx, KIND, { side: 'from', ids, shown: links, nowMs });
      // Scoping writes the deals anew, so that afterwards their versions are others.
      await markLinksRead(tx, 'deals', due, nowMs);
      await scopeDealsOfPartners(tx, ids);
      context.counts.links += added + removed;
      const ofRegistrations =
        pipeline === null ? 0 : await writeRegistrationLinks(tx, context, pipeline, { ids, links: toDeals });
      return added + removed + ofRegistrations;
    });
    afterId = lastId;
    context.report({ stream: STREAM, done: context.counts.links });
  }
}
