import { parseDay } from '../../app/kit/days.ts';
import type { AccountRecords } from '../../app/mapping/records.ts';
import type { Metric } from '../../app/metrics/metric.ts';
import type { PassStep } from '../jobs/pass-steps.ts';
import { type Database, withPortal } from '../store/db.ts';
import { readPortal } from '../store/portals.ts';
import { markSynced, readComputation } from '../store/results.ts';
import { computeAccount, isComputed, todayIn } from './compute-account.ts';

export interface ComputeStepOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  /** Value of AS_OF: the date that counts as today for results; null for the real one. */
  readonly asOf: string | null;
  readonly loadAccount: (portalId: number) => Promise<AccountRecords>;
  /** False where only single records were read: what the account was last read to is told as before. True by default. */
  readonly isSynced?: boolean;
  /** The whole catalogue unless given. */
  readonly metrics?: readonly Metric[];
}

/** Computes an account when its facts, its settings, the definitions or the date are not those of the last time. */
export function computeStep(options: ComputeStepOptions): PassStep {
  const { db, now, asOf, loadAccount, isSynced = true, metrics } = options;
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
      const records = await loadAccount(portalId);
      const last = isSynced ? null : await withPortal(db, portalId, readComputation);
      const syncedMs = last?.syncedMs ?? nowMs;
      const input = { db, portalId, records, ...wanted, nowMs, syncedMs, metrics };
      const { summary, toWrite } = await computeAccount(input);
      log.info({ partners: summary.partners, bands: summary.bands, toWrite, ms: now() - nowMs }, 'compute.done');
      return 'done';
    },
  };
}
