import { withPortal } from '../store/db.ts';
import { scopeEveryDealOfPartners } from '../store/links.ts';
import { refreshStatistics } from '../store/statistics.ts';
import { createInTurn } from './in-turn.ts';
import { optional } from './optional.ts';
import { readPartnerContacts } from './partner-contacts.ts';
import { readPartnerLinks } from './partner-links.ts';
import { readCompanyHistory, readDealHistoryMeanwhile } from './read-history.ts';
import { runStream } from './run-stream.ts';
import { STREAMS, type Stream } from './streams.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * Reads every kind of record at once: a list's cursor allows one request at a time, so one list alone leaves most of the
 * rate budget unused. While the long list of deals is read, a backfill also reads what needs no more than the companies
 * (links and people of partners, past values of the rule), and past values of the deals that are known to be partners'.
 */
export async function readAtOnce(whole: SyncContext, { isListing }: { isListing: boolean }): Promise<void> {
  const stop = new AbortController();
  const bell = createBell();
  const doubled = createDoubling();
  const context: SyncContext = {
    ...whole,
    inTurn: createInTurn(),
    signal: AbortSignal.any([stop.signal, ...(whole.signal === undefined ? [] : [whole.signal])]),
    afterPage: async () => {
      bell.ring();
      if (whole.isFirst && doubled()) await refreshStatistics(whole.db);
      await whole.afterPage();
    },
  };
  const run = async (stream: Stream) => {
    await readStream(context, stream);
    if (isListing && stream.type === 'companies') await readOfPartners(context);
  };
  let isListed = false;
  const lists = allOf(STREAMS.map(run), stop).finally(() => {
    isListed = true;
    bell.ring();
  });
  const others = isListing
    ? [readDealHistoryMeanwhile(context, { isOver: () => isListed, news: () => bell.next() })]
    : [];
  await allOf([lists, ...others], stop);
}

function readStream(context: SyncContext, stream: Stream): Promise<void> {
  const work = () => runStream(context, stream);
  return stream.required ? work() : optional(context, stream.type, work, undefined);
}

/** What follows from the companies alone. */
async function readOfPartners(context: SyncContext): Promise<void> {
  await readPartnerLinks(context);
  if (context.isFirst) await scopeFirstDeals(context);
  await readCompanyHistory(context);
  await readContactsOfPartners(context);
}

/**
 * In a first read, deals and the links of partners are written at the same time, and neither transaction sees what the
 * other has not yet committed. So deals are taken into partner scope once more when both are there.
 */
export function scopeFirstDeals({ db, portalId, inTurn = (work) => work() }: SyncContext): Promise<void> {
  return inTurn(() => withPortal(db, portalId, scopeEveryDealOfPartners));
}

/** People whom links name and the store lacks. */
export async function readContactsOfPartners(context: SyncContext): Promise<void> {
  const contacts = STREAMS.find(({ type }) => type === 'contacts');
  if (contacts === undefined) return;
  await optional(context, 'contacts', () => readPartnerContacts(context, contacts), undefined);
}

/** Waits for all, and tells the others to stop at their next page when one fails: none is left running. */
async function allOf(works: readonly Promise<void>[], stop: AbortController): Promise<void> {
  for (const work of works) work.catch((error: unknown) => stop.abort(error));
  const results = await Promise.allSettled(works);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw stop.signal.aborted ? stop.signal.reason : failure.reason;
}

const FIRST_PAGES = 4;

/** True at the fourth call and whenever there were twice as many since. */
function createDoubling(): () => boolean {
  let [calls, next] = [0, FIRST_PAGES];
  return () => {
    calls += 1;
    if (calls < next) return false;
    next *= 2;
    return true;
  };
}

/** Wakes whoever waits; a ring that nobody waited for is heard by the next who does. */
function createBell() {
  let bell = Promise.withResolvers<void>();
  return {
    ring: () => bell.resolve(),
    async next() {
      await bell.promise;
      bell = Promise.withResolvers();
    },
  };
}
