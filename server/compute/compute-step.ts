import { parseDay } from '../../app/kit/days.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import { remapDeals } from '../../app/mapping/remap-deals.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { type Database, withPortal } from '../store/db.ts';
import { readFactChanges } from '../store/fact-changes.ts';
import { loadDeals } from '../store/load-deals.ts';
import { readExtraKinds } from '../store/load-extras.ts';
import { readPortal } from '../store/portals.ts';
import { markSynced, readComputation } from '../store/results.ts';
import { type ComputeInput, computeAccount, isComputed, todayIn } from './compute-account.ts';
import { type KeptAccounts, keptAccounts } from './kept-accounts.ts';

export interface ComputeStepOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  /** Value of AS_OF: the date that counts as today for results; null for the real one. */
  readonly asOf: string | null;
  readonly loadAccount: (portalId: number) => Promise<AccountRecords>;
  /** What this process remembers of accounts; nothing where left out, so that each computation reads everything. */
  readonly kept?: KeptAccounts;
  /** False where only single records were read: what the account was last read to is told as before. True by default. */
  readonly isSynced?: boolean;
  /** The whole catalogue unless given. */
  readonly metrics?: readonly Metric[];
}

/** Computes an account when its facts, its settings, the definitions or the date are not those of the last time. */
export function computeStep(options: ComputeStepOptions): PassStep {
  const { db, now, asOf, loadAccount, kept = keptAccounts(0), isSynced = true, metrics } = options;
  return {
    name: 'compute',
    async run(portalId, { log }) {
      // Versions first: what changes while the records are read makes the next pass compute again.
      const { settings, factsVersion, settingsVersion, backfilledMs } = await readPortal(db, portalId);
      // Half an account has half its partners: nothing is shown of it.
      if (backfilledMs === null) return 'done';
      const nowMs = now();
      const asOfDay = (asOf === null ? null : parseDay(asOf)) ?? todayIn(settings.timeZone, nowMs);
      const wanted = { factsVersion, settingsVersion, asOfDay };
      const isKnown = await withPortal(db, portalId, async (tx) => {
        if (!(await isComputed(tx, wanted))) return false;
        if (isSynced) await markSynced(tx, nowMs);
        return true;
      });
      if (isKnown) return 'done';
      const last = isSynced ? null : await withPortal(db, portalId, readComputation);
      const syncedMs = last?.syncedMs ?? nowMs;
      const { mark, shape, given } = await readNews({ db, portalId, wanted, kept, loadAccount });
      const outcome = await computeAccount({ db, portalId, ...given, ...wanted, nowMs, syncedMs, metrics });
      const { summary, toWrite, computed } = outcome;
      kept.keep(portalId, { records: given.records, computed, shape, mark });
      const { recomputed } = computed;
      log.info(
        { partners: summary.partners, recomputed, bands: summary.bands, toWrite, ms: now() - nowMs },
        'compute.done',
      );
      return 'done';
    },
  };
}

interface News {
  readonly mark: string;
  readonly shape: string;
  readonly given: Pick<ComputeInput, 'records' | 'earlier'>;
}

/** What has changed since the process computed the account last, where that is a few deals; else all of its records. */
async function readNews({
  db,
  portalId,
  wanted,
  kept,
  loadAccount,
}: Required<Pick<ComputeStepOptions, 'db' | 'kept' | 'loadAccount'>> & {
  readonly portalId: number;
  readonly wanted: { readonly settingsVersion: number; readonly asOfDay: number };
}): Promise<News> {
  const portal = await readPortal(db, portalId);
  const shape = JSON.stringify([
    ...[wanted.settingsVersion, wanted.asOfDay, portal.missingCapabilities, portal.firstSyncMs, portal.backfilledMs],
    await readExtraKinds(db, portal),
  ]);
  const known = kept.get(portalId);
  const { mark, deals } = await readFactChanges(db, portalId, known?.shape === shape ? known.mark : null);
  if (known && deals) {
    const { records, computed } = known;
    const remapped = remapDeals(records, computed.facts, await loadDeals(db, portalId, deals));
    if (remapped) return { mark, shape, given: { records, earlier: { computed, ...remapped } } };
  }
  // Two of a large account would not fit.
  kept.forget(portalId);
  return { mark, shape, given: { records: await loadAccount(portalId) } };
}
