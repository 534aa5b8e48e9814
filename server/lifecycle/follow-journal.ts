import type { AppJournal, JournalEvent } from '../hubspot/app-journal.ts';
import { HubSpotRejected } from '../ops/errors.ts';
import type { Logger } from '../ops/logger.ts';
import { noteJournalOffset, readJournalOffset } from '../store/app-journal.ts';
import { addHints } from '../store/change-hints.ts';
import { type Database, withPortal } from '../store/db.ts';
import { findPortal } from '../store/portals.ts';

export interface FollowJournalOptions {
  readonly db: Database;
  readonly journal: AppJournal;
  readonly isGrantOver: (portalId: number) => Promise<boolean>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Wakes a worker for the account. */
  readonly ring: (portalId: number) => Promise<void>;
  readonly log: Logger;
}

/** So many pages in one go; the rest waits for the next. */
const MOST_PAGES = 100;

/**
 * Reads the app's journal from where it stands: an account that took the app out is asked whether that is so and then left
 * alone, a person that asked to be forgotten is forgotten. A page is done before its place is noted, and doing it twice
 * changes nothing.
 */
export async function followJournal({ journal, ...options }: FollowJournalOptions): Promise<void> {
  const { db, now, log } = options;
  try {
    const known = await readJournalOffset(db);
    if (known === undefined) {
      await journal.subscribe();
      await noteJournalOffset(db, null, now());
    }
    let offset = known ?? null;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await journal.next(offset);
      if (page === 'end') return;
      if (page === 'lost') log.warn({ offset }, 'journal.place_lost');
      else for (const event of page.events) await apply(options, event);
      offset = page === 'lost' ? null : page.offset;
      await noteJournalOffset(db, offset, now());
    }
  } catch (error) {
    if (!(error instanceof HubSpotRejected)) throw error;
    // Nothing else depends on it: an uninstallation is noticed when a token cannot be refreshed, only later.
    const fix = 'give the app the scopes developer.webhooks_journal.*, or set HUBSPOT_JOURNAL=off';
    log.error({ err: error, fix }, 'journal.refused');
  }
}

async function apply({ db, isGrantOver, now, ring, log }: Omit<FollowJournalOptions, 'journal'>, event: JournalEvent) {
  const { portalId } = event;
  const portal = await findPortal(db, portalId);
  if (portal?.status !== 'connected') return;
  if (event.kind === 'uninstalled') {
    // It may have been installed again since: HubSpot is asked, and what it says holds.
    const isOver = await isGrantOver(portalId);
    log.info({ portal: portalId, isOver }, 'journal.uninstalled');
    return;
  }
  const hint = { type: 'contacts', id: event.contactId, isErasure: true, ...PLAIN } as const;
  const noted = await withPortal(db, portalId, (tx) => addHints(tx, [hint], now()));
  if (noted > 0) await ring(portalId);
}

const PLAIN = { links: false, mergedInto: null, deletedMs: null };
