import { parseDay } from '../../app/kit/days.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { remapDeals } from '../../app/mapping/remap-deals.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { type Database, withPortal } from '../store/db.ts';
import { readFactChanges } from '../store/fact-changes.ts';
import { loadDeals } from '../store/load-deals.ts';
import { readExtraKinds } from '../store/load-extras.ts';
import { type Portal, readPortal } from '../store/portals.ts';
import { isProgrammeDue, markSynced, readComputation } from '../store/results.ts';
import { type ComputeInput, computeAccount, standing, todayIn, type Wanted } from './compute-account.ts';
import { computePartners } from './compute-partners.ts';
import { type KeptAccounts, keptAccounts } from './kept-accounts.ts';

export interface ComputeOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  /** Value of AS_OF: the date that counts as today for results; null for the real one. */
  readonly asOf: string | null;
  readonly loadAccount: (portalId: number) => Promise<AccountRecords>;
  /** What this process remembers of accounts; nothing where left out, so that each computation reads everything. */
  readonly kept?: KeptAccounts;
  /** The whole catalogue unless given. */
  readonly metrics?: readonly Metric[];
  /** After changed mail, calls and the like a whole computation that takes longer than this is put off. */
  readonly quickMs?: number;
}

export interface ComputeStepOptions extends ComputeOptions {
  /** False where only single records were read: what the account was last read to is told as before. True by default. */
  readonly isSynced?: boolean;
}

/** What was done, for the log. */
export interface ComputeReport {
  readonly part: 'partners' | 'everything';
  /** Partners whose own answers were worked out. */
  readonly recomputed: number;
  /** Records with something to send, of those looked at. */
  readonly toWrite: number;
  readonly ms: number;
}

/** How a step computes: here, or in a thread of its own. Null where there was nothing to do. */
export type Compute = (portalId: number, isSynced: boolean, signal: AbortSignal) => Promise<ComputeReport | null>;

/** Computes an account when its facts, its settings, the definitions or the date are not those of the last time. */
export function computeStep({ isSynced = true, ...options }: ComputeStepOptions): PassStep {
  return computeStepBy(computeHere(options), isSynced);
}

export function computeStepBy(compute: Compute, isSynced: boolean): PassStep {
  return {
    name: 'compute',
    async run(portalId, { log, signal }) {
      const report = await compute(portalId, isSynced, signal);
      if (report) log.info(report, 'compute.done');
      return 'done';
    },
  };
}

/** The programme follows changed deals after this long; and longer where it is long work, so that most time is theirs. */
const PROGRAMME_AFTER_MS = 60_000;
const PROGRAMME_SHARE = 6;
/** Mail comes all the time, and reaches further than single deals do: where everything is quick it is worked out at once. */
const QUICK_MS = 1000;

export function computeHere(options: ComputeOptions): Compute {
  const { db, now, asOf, loadAccount, kept = keptAccounts(0), metrics, quickMs = QUICK_MS } = options;
  return async (portalId, isSynced) => {
    // Versions first: what changes while the records are read makes the next pass compute again.
    const portal = await readPortal(db, portalId);
    const { settings, factsVersion, settingsVersion, backfilledMs, judgementVersion } = portal;
    // Half an account has half its partners: nothing is shown of it.
    if (backfilledMs === null) return null;
    const nowMs = now();
    const asOfDay = (asOf === null ? null : parseDay(asOf)) ?? todayIn(settings.timeZone, nowMs);
    const wanted = { factsVersion, settingsVersion, asOfDay };
    const { known, isDue, last } = await withPortal(db, portalId, async (tx) => {
      const known = await standing(tx, wanted);
      if (known === 'all' && isSynced) await markSynced(tx, nowMs);
      return { known, isDue: await isProgrammeDue(tx, isSynced), last: await readComputation(tx) };
    });
    if (known === 'all' || (known === 'partners' && !isDue)) return null;
    const startedMs = performance.now();
    const took = () => Math.round(performance.now() - startedMs);
    const before = kept.get(portalId);
    // What people said of a partner moves deals and customers of its own: that is for a whole computation.
    const isPartly = known === 'frame' && !isDue && before?.judgementVersion === judgementVersion;
    const mayLag = isPartly && before.wholeMs > quickMs;
    const { mark, shape, given, isBehind } = await readNews(options, portal, { wanted, kept, loadAccount, mayLag });
    const shared = { db, portalId, factsVersion, settingsVersion, nowMs, metrics };
    if (isPartly && given.earlier) {
      const programmeAfterMs = Math.max(PROGRAMME_AFTER_MS, PROGRAMME_SHARE * before.wholeMs);
      const input = { ...shared, records: given.records, earlier: given.earlier, programmeAfterMs };
      const { toWrite, computed } = await computePartners(input);
      kept.keep(portalId, { ...before, computed, mark, isBehind });
      return { part: 'partners', recomputed: computed.recomputed, toWrite, ms: took() };
    }
    const syncedMs = isSynced ? nowMs : (last?.syncedMs ?? nowMs);
    const { toWrite, computed } = await computeAccount({ ...shared, ...given, asOfDay, syncedMs });
    const whole = { records: given.records, computed, shape, mark, judgementVersion };
    kept.keep(portalId, { ...whole, wholeMs: took(), isBehind: false });
    return { part: 'everything', recomputed: computed.recomputed, toWrite, ms: took() };
  };
}

interface News {
  readonly mark: string;
  readonly shape: string;
  readonly given: Pick<ComputeInput, 'records' | 'earlier'>;
  /** Something else changed too that `given` does not tell. */
  readonly isBehind: boolean;
}

interface NewsOptions extends Required<Pick<ComputeOptions, 'kept' | 'loadAccount'>> {
  readonly wanted: Wanted;
  /** Mail, calls and the like may be left for later. */
  readonly mayLag: boolean;
}

/** What has changed since the process computed the account last, where that is a few deals; else all of its records. */
async function readNews(
  { db }: Pick<ComputeOptions, 'db'>,
  portal: Portal,
  { wanted, kept, loadAccount, mayLag }: NewsOptions,
): Promise<News> {
  const { portalId } = portal;
  const shape = JSON.stringify([
    ...[wanted.settingsVersion, wanted.asOfDay, portal.missingCapabilities, portal.firstSyncMs, portal.backfilledMs],
    await readExtraKinds(db, portal),
  ]);
  const known = kept.get(portalId);
  const { mark, deals, extras } = await readFactChanges(db, portalId, known?.shape === shape ? known.mark : null);
  const isBehind = extras || known?.isBehind === true;
  if (known && deals && (mayLag || !isBehind)) {
    const { records, computed } = known;
    const remapped = remapDeals(records, computed.facts, await loadDeals(db, portalId, deals));
    if (remapped) return { mark, shape, given: { records, earlier: { computed, ...remapped } }, isBehind };
  }
  // Two of a large account would not fit.
  kept.forget(portalId);
  return { mark, shape, given: { records: await loadAccount(portalId) }, isBehind: false };
}
