import { type CallCounts, noCalls } from '../hubspot/call-counts.ts';
import type { AccountDoor, Door } from '../hubspot/door.ts';
import { HubSpotBusy, HubSpotReconnectNeeded } from '../ops/errors.ts';
import { type Database, withPortal } from '../store/db.ts';
import { noteSync, type Portal, readPortal } from '../store/portals.ts';
import { kindsSetAside, setAside } from '../store/set-aside.ts';
import { finishSyncRun, startSyncRun } from '../store/sync-runs.ts';
import { applyPartnerRule } from './apply-partner-rule.ts';
import { readDealLinks } from './deal-links.ts';
import { extrasNotGranted } from './extra-types.ts';
import { areExtrasUnread, readExtraChanges, readExtras } from './extras.ts';
import { readPartnerLinks } from './partner-links.ts';
import { readAtOnce, readContactsOfPartners, scopeFirstDeals } from './read-at-once.ts';
import { readHints } from './read-hints.ts';
import { readCompanyHistory, readDealHistory } from './read-history.ts';
import { readRegistrationLinks } from './registration-links.ts';
import { needsBackfill } from './run-stream.ts';
import { isSetUp, readAccountShape, setUp } from './set-up.ts';
import { STREAMS } from './streams.ts';
import { sweep } from './sweep.ts';
import type { SyncContext, SyncCounts, SyncMode, SyncProgress } from './sync-context.ts';

export interface SyncPassOptions {
  readonly db: Database;
  readonly door: Door;
  readonly portalId: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Stops between pages; what was written stays and the next pass goes on from there. */
  readonly signal?: AbortSignal;
  /** `auto` (the default) lists what was never listed completely, else reads what changed. */
  readonly mode?: 'auto' | SyncMode;
  /** How far HubSpot's search may be behind its records; windows overlap by this. A minute by default. */
  readonly lagMs?: number;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** Called after each page that was written; may throw to make room for something more urgent. */
  readonly afterPage?: () => Promise<void>;
}

export interface SyncPassResult {
  readonly mode: SyncMode;
  /** Whether anything that compute reads is different now. */
  readonly changed: boolean;
  readonly counts: SyncCounts;
  readonly calls: CallCounts;
}

const DEFAULT_LAG_MS = 60_000;

/**
 * Brings the store in step with an account once. Can be stopped or killed anywhere and started again: each page is
 * written together with where it leaves off, and what is still to be read follows from what is stored.
 * Throws the four errors of the door, and StreamOvertaken when another pass of this account is at work.
 */
export async function runSyncPass(options: SyncPassOptions): Promise<SyncPassResult> {
  const { db, portalId } = options;
  const nowMs = options.now();
  const portal = await readPortal(db, portalId);
  if (portal.status === 'disconnected') {
    throw new HubSpotReconnectNeeded(`Account ${portalId} is disconnected. Install the app in it again.`);
  }
  if (portal.parkedUntilMs !== null && portal.parkedUntilMs > nowMs) {
    const until = new Date(portal.parkedUntilMs).toISOString();
    throw new HubSpotBusy(`HubSpot asked to leave account ${portalId} alone until ${until}.`, {
      retryAfterMs: portal.parkedUntilMs - nowMs,
    });
  }
  const { mode, isListing } = await chooseMode(options, portal);
  // Extra kinds taken up later tell nothing of deletions and labels: such a run is no substitute for the day's sweep.
  const kind = mode === 'backfill' && !isListing ? 'extras' : mode;
  const runId = await startSyncRun(db, portalId, { kind, startedAt: new Date(nowMs) });
  const door = options.door.account(portalId, {
    // What webhooks named is waited for like the changes themselves: it passes the calls of a backfill.
    lane: mode === 'incremental' || mode === 'hints' ? 'prompt' : 'background',
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const counts: SyncCounts = { companies: 0, deals: 0, contacts: 0, extras: 0, links: 0, history: 0, deleted: 0 };
  let error: string | null = 'ended without a reason';
  try {
    const changed = await pass(options, { mode, isListing, nowMs, door, counts });
    error = null;
    return { mode, changed, counts, calls: { ...noCalls(), ...door.calls } };
  } catch (thrown) {
    error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    throw thrown;
  } finally {
    await withPortal(db, portalId, (tx) => setAside(tx, door.leftOut, nowMs));
    await finishSyncRun(db, portalId, runId, {
      finishedAt: new Date(options.now()),
      counts,
      calls: door.calls,
      error,
    });
  }
}

/** `isListing`: companies and deals are read from end to end, or on from where an earlier run stopped. */
async function chooseMode(
  { db, portalId, mode = 'auto' }: SyncPassOptions,
  portal: Portal,
): Promise<{ mode: SyncMode; isListing: boolean }> {
  if (mode !== 'auto') return { mode, isListing: mode === 'backfill' };
  if (portal.backfilledMs === null || (await needsBackfill(db, portalId, portal.settings))) {
    return { mode: 'backfill', isListing: true };
  }
  // A kind read for the first time is a long read like any other: prompt calls pass it.
  const isUnread = await areExtrasUnread(db, portalId, portal.settings, missingIn(portal));
  return { mode: isUnread ? 'backfill' : 'incremental', isListing: false };
}

interface PassState {
  readonly mode: SyncMode;
  readonly isListing: boolean;
  readonly nowMs: number;
  readonly door: AccountDoor;
  readonly counts: SyncCounts;
}

async function pass(options: SyncPassOptions, { mode, isListing, nowMs, door, counts }: PassState): Promise<boolean> {
  const { db, portalId, afterPage = async () => undefined } = options;
  const news = { pages: 0 };
  await noteSync(db, portalId, 'first_sync_ms', nowMs);
  const before = await readPortal(db, portalId);
  if (mode === 'sweep' || !(await isSetUp(db, portalId))) {
    const missing = new Set(before.missingCapabilities);
    await setUp({ db, door, portalId, nowMs, missing, news, afterPage });
  }
  // Set-up may have found out the time zone and the currency, and what the account lacks.
  const portal = await readPortal(db, portalId);
  const context: SyncContext = {
    db,
    door,
    portalId,
    settings: portal.settings,
    mode,
    backfilledMs: portal.backfilledMs,
    isFirst: portal.backfilledMs === null,
    nowMs,
    lagMs: options.lagMs ?? DEFAULT_LAG_MS,
    missing: missingIn(portal),
    setAside: await withPortal(db, portalId, kindsSetAside),
    account: await readAccountShape(db, portalId),
    counts,
    news,
    afterPage,
    report: options.onProgress ?? (() => undefined),
    signal: options.signal,
  };
  // What was never read to its end is read anyhow: until then hints wait.
  if (mode === 'hints' && portal.backfilledMs === null) return false;
  await applyPartnerRule(context, portal.appliedRule);
  const isEchoPending = portal.writtenMs !== null && nowMs <= portal.writtenMs + context.lagMs;
  if (mode === 'hints') await readHints(context);
  else if (mode === 'sweep') await sweep(context);
  else if (mode === 'backfill' || options.mode === mode || !isEchoPending) await readStreams(context, { isListing });
  await readWhatIsLeft(context);
  if (isListing) await noteSync(db, portalId, 'backfilled_ms', nowMs);
  return news.pages > 0;
}

/** What HubSpot does not show of this account. */
const missingIn = (portal: Portal): Set<string> => new Set([...portal.missingCapabilities, ...notGranted(portal)]);

/** Kinds whose scope this account did not grant: HubSpot would answer 403, so they are not asked for. */
function notGranted({ scopes }: Portal): string[] {
  if (scopes.length === 0) return [];
  const streams = STREAMS.filter(({ required, scope }) => !required && !scopes.includes(scope)).map(({ type }) => type);
  return [...streams, ...extrasNotGranted(scopes)];
}

async function readStreams(context: SyncContext, how: { isListing: boolean }): Promise<void> {
  await readAtOnce(context, how);
  // Afterwards: search allows an account five calls a second, and these can wait.
  await readExtraChanges(context);
}

/** Works off what the records just read (or an earlier pass that was cut short) left to be read. */
async function readWhatIsLeft(context: SyncContext): Promise<void> {
  await readDealLinks(context);
  await readRegistrationLinks(context);
  await readPartnerLinks(context);
  if (context.isFirst) await scopeFirstDeals(context);
  await readDealHistory(context);
  await readCompanyHistory(context);
  await readContactsOfPartners(context);
  await readExtras(context);
}
