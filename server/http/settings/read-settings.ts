import { PublicError } from '../../ops/errors.ts';
import type { SettingsData } from '../../present/settings/settings-data.ts';
import { readAccountObjects } from '../../store/account-objects.ts';
import { type Database, type PortalTx, withPortal } from '../../store/db.ts';
import { readFeedKeys } from '../../store/feed-keys.ts';
import { readUploads } from '../../store/feeds.ts';
import { readAdmins } from '../../store/portal-admins.ts';
import { findPortal, type Portal } from '../../store/portals.ts';
import { readComputation } from '../../store/results.ts';
import { readChanges } from '../../store/settings-changes.ts';
import {
  companiesByValue,
  conflictingDeals,
  lastReceived,
  latestRuns,
  nextDueMs,
  pageCounts,
  samplePartners,
  storedBenchmarks,
  writeFigures,
} from '../../store/settings-page.ts';
import { lastWriteRun } from '../../store/write-runs.ts';
import type { WritePreview } from '../../writeback/preview.ts';
import type { Identity } from '../identity.ts';

export interface SettingsOptions {
  readonly db: Database;
  /** Epoch milliseconds; the real clock outside tests. */
  readonly now: () => number;
  readonly syncIntervalMs: number;
  /** What the next run of write-back would change. */
  readonly previewWrites: (portalId: number, nowMs: number) => Promise<WritePreview>;
}

const RUNS_READ = 60;
const CHANGES_READ = 50;
const UPLOADS_READ = 300;

/** @throws PublicError `account_not_connected` */
export async function readSettings(
  { db, now, syncIntervalMs, previewWrites }: SettingsOptions,
  { portalId, userId }: Identity,
): Promise<SettingsData> {
  const portal = await findPortal(db, portalId);
  if (portal === null) throw new PublicError('account_not_connected');
  const nowMs = now();
  const stored = await withPortal(db, portalId, (tx) => readStored(tx, portal));
  return {
    portal,
    viewer: { userId, isAdmin: stored.admins.some((admin) => admin.userId === userId) },
    nowMs,
    syncIntervalMs,
    ...stored,
    stages: await readAccountObjects(db, portalId, 'stages'),
    properties: {
      companies: await readAccountObjects(db, portalId, 'properties:companies'),
      deals: await readAccountObjects(db, portalId, 'properties:deals'),
    },
    labels: await readAccountObjects(db, portalId, 'labels:deals>companies'),
    owners: await readAccountObjects(db, portalId, 'owners'),
    writes: await previewWrites(portalId, nowMs),
    keys: await readFeedKeys(db, portalId),
  };
}

async function readStored(tx: PortalTx, { settings }: Portal) {
  return {
    counts: await pageCounts(tx, settings.roles.property?.name ?? null),
    ruleCounts: await companiesByValue(tx, settings.partnerRule.property),
    conflicts: await conflictingDeals(tx),
    samples: await samplePartners(tx),
    computation: await readComputation(tx),
    runs: await latestRuns(tx, RUNS_READ),
    nextDueMs: await nextDueMs(tx),
    lastWrite: await lastWriteRun(tx),
    writeFigures: await writeFigures(tx),
    received: await lastReceived(tx),
    uploads: await readUploads(tx, null, UPLOADS_READ),
    benchmarks: await storedBenchmarks(tx),
    admins: await readAdmins(tx),
    changes: await readChanges(tx, CHANGES_READ),
  };
}
