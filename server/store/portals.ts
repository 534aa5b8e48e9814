import type { PortalSettings } from '../../app/mapping/settings.ts';
import { type Database, type PortalTx, withPortal } from './db.ts';
import { addAdmin } from './portal-admins.ts';
import { parsePortalSettings } from './portal-settings.ts';
import { changeSettings } from './settings-changes.ts';

export interface Portal {
  readonly portalId: number;
  readonly status: 'connected' | 'disconnected';
  readonly statusReason: string | null;
  /** HubSpot asked us to stay away until then, epoch milliseconds; null when it did not. */
  readonly parkedUntilMs: number | null;
  readonly timeZone: string | null;
  readonly currency: string | null;
  readonly scopes: readonly string[];
  /** Capabilities that HubSpot refused with 403, such as `owners` or `contacts`. */
  readonly missingCapabilities: readonly string[];
  readonly settings: PortalSettings;
  readonly settingsVersion: number;
  /** The partner rule that stored companies were last judged by. */
  readonly appliedRule: unknown;
  /** Rises with every page that changed what compute reads. */
  readonly factsVersion: number;
  /** Epoch milliseconds; null before the first sync began, and before it was complete. */
  readonly firstSyncMs: number | null;
  readonly backfilledMs: number | null;
  /** When we last finished writing to HubSpot. */
  readonly writtenMs: number | null;
  /** Rises with everything said of any partner of the account. */
  readonly judgementVersion: number;
}

interface PortalRow {
  portal_id: number;
  status: 'connected' | 'disconnected';
  status_reason: string | null;
  parked_until_ms: number | null;
  time_zone: string | null;
  currency: string | null;
  scopes: string[];
  missing_capabilities: Record<string, unknown>;
  settings: unknown;
  settings_version: number;
  applied_rule: unknown;
  facts_version: number;
  first_sync_ms: number | null;
  backfilled_ms: number | null;
  written_ms: number | null;
  judgement_version: number;
}

const COLUMNS = `portal_id, status, status_reason, parked_until_ms, time_zone, currency, scopes, missing_capabilities, settings,
  settings_version, applied_rule, facts_version, first_sync_ms, backfilled_ms, written_ms,
  judgement_version`;

/** Null when the app was never installed there. */
export async function findPortal(db: Database, portalId: number): Promise<Portal | null> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<PortalRow>(`select ${COLUMNS} from portals where portal_id = $1`, [portalId]);
    return rows[0] === undefined ? null : portalOf(rows[0]);
  });
}

/** The same, for callers that know it exists. */
export async function readPortal(db: Database, portalId: number): Promise<Portal> {
  const portal = await findPortal(db, portalId);
  if (portal === null) throw new Error(`Account ${portalId} is not known: install the app in it first.`);
  return portal;
}

export interface Installation {
  readonly userId: string | null;
  readonly scopes: readonly string[];
}

/** Connects an account, or connects it again: records and settings of an earlier connection stay. */
export async function connectPortal(tx: PortalTx, { userId, scopes }: Installation): Promise<void> {
  await tx.query(
    `insert into portals (portal_id, scopes, installed_by) values ($1, $2, $3)
     on conflict (portal_id) do update set status = 'connected', status_reason = null, scopes = excluded.scopes,
       disconnected_ms = null, parked_until_ms = null, parked_reason = null,
       missing_capabilities = '{}', installed_at = now(), installed_by = excluded.installed_by, next_due_at = now()`,
    [tx.portalId, scopes, userId],
  );
  // Whoever may install may also change: others are added by them.
  if (userId !== null) await addAdmin(tx, userId, null);
}

/** Syncs of the account stop until somebody connects it again. */
export async function markDisconnected(
  db: Database,
  portalId: number,
  { reason, nowMs, tokenVersion = null }: Disconnection,
): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query(
      `update portals set status = 'disconnected', status_reason = $2, disconnected_ms = coalesce(disconnected_ms, $3)
       where portal_id = $1
         and ($4::int is null or exists (select from oauth_tokens where portal_id = $1 and version = $4))`,
      [portalId, reason, nowMs, tokenVersion],
    ),
  );
}

export interface Disconnection {
  readonly reason: string;
  readonly nowMs: number;
  /** The token pair that HubSpot refused: when another one is stored, the account was connected anew meanwhile. */
  readonly tokenVersion?: number | null;
}

/** HubSpot asked for nothing to be sent for this account before `untilMs`. */
export async function parkPortal(db: Database, portalId: number, untilMs: number, reason: string): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query(
      `update portals set parked_until_ms = greatest(parked_until_ms, $2::bigint), parked_reason = $3
       where portal_id = $1`,
      [portalId, Math.ceil(untilMs), reason],
    ),
  );
}

/** Our properties are gone from the account: nothing of what was written counts any more. */
export async function forgetWrites(tx: PortalTx): Promise<void> {
  await tx.query('delete from property_writes where portal_id = $1', [tx.portalId]);
  await tx.query('delete from write_runs where portal_id = $1', [tx.portalId]);
  await tx.query("delete from account_objects where portal_id = $1 and kind = 'provisioned'", [tx.portalId]);
}

/** HubSpot answered 403: what needs this capability is left out, and said so, until the account connects again. */
export async function markCapabilityMissing(
  db: Database,
  portalId: number,
  name: string,
  nowMs: number,
): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query(
      `update portals set missing_capabilities = missing_capabilities || jsonb_build_object($2::text, $3::bigint)
       where portal_id = $1`,
      [portalId, name, nowMs],
    ),
  );
}

/**
 * Stores the differences from the default settings, whatever was there: for the command line and tests. Throws when they
 * do not have the form of settings.
 */
export async function saveSettings(db: Database, portalId: number, settings: unknown): Promise<void> {
  const actor = { userId: null, nowMs: null };
  await changeSettings(db, portalId, { actor, expectedVersion: null, change: () => settings });
}

/** What HubSpot says of the account. Answers 1 when something of it changed. */
export async function saveAccountInfo(
  tx: PortalTx,
  { timeZone, currency, uiDomain }: { timeZone: string; currency: string; uiDomain: string | null },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update portals set time_zone = $2, currency = $3, hub_domain = $4
     where portal_id = $1 and (time_zone, currency, hub_domain) is distinct from ($2, $3, $4)`,
    [tx.portalId, timeZone, currency, uiDomain],
  );
  return rowCount;
}

/** Notes when the first sync began, or that it is complete. The first time counts. */
export async function noteSync(db: Database, portalId: number, what: 'first_sync_ms' | 'backfilled_ms', nowMs: number) {
  await withPortal(db, portalId, (tx) =>
    tx.query(`update portals set ${what} = coalesce(${what}, $2) where portal_id = $1`, [portalId, nowMs]),
  );
}

/**
 * Our write-back ended at `nowMs`. Streams are not searched again before that plus the search lag: the next pass then
 * reads the echo once, and its window ends late enough that the pass after it does not.
 */
export async function noteWriteBack(db: Database, portalId: number, nowMs: number): Promise<void> {
  await withPortal(db, portalId, (tx) =>
    tx.query('update portals set written_ms = greatest(written_ms, $2::bigint) where portal_id = $1', [
      portalId,
      nowMs,
    ]),
  );
}

/** Says that something compute reads has changed. Belongs in the transaction that changes it. */
export async function bumpFacts(tx: PortalTx): Promise<void> {
  await tx.query('update portals set facts_version = facts_version + 1 where portal_id = $1', [tx.portalId]);
}

function portalOf(row: PortalRow): Portal {
  const { time_zone: timeZone, currency } = row;
  return {
    portalId: row.portal_id,
    status: row.status,
    statusReason: row.status_reason,
    parkedUntilMs: row.parked_until_ms,
    timeZone,
    currency,
    scopes: row.scopes,
    missingCapabilities: Object.keys(row.missing_capabilities),
    settings: parsePortalSettings(row.settings, { timeZone, currency }),
    settingsVersion: row.settings_version,
    appliedRule: row.applied_rule,
    factsVersion: row.facts_version,
    firstSyncMs: row.first_sync_ms,
    backfilledMs: row.backfilled_ms,
    writtenMs: row.written_ms,
    judgementVersion: row.judgement_version,
  };
}
