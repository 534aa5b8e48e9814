import { type Database, type PortalTx, withPortal } from './db.ts';
import { parsePortalSettings } from './portal-settings.ts';

export type ChangeKind =
  | 'settings'
  | 'restore'
  | 'write-back'
  | 'feed-key'
  | 'admin'
  | 'override'
  | 'scorecard'
  | 'leave';

/** Who does something, and when. */
export interface Actor {
  /** HubSpot's user id; null at the command line. */
  readonly userId: string | null;
  /** Epoch milliseconds; null takes the database's clock. */
  readonly nowMs: number | null;
}

export interface SettingsChangeRow {
  readonly id: number;
  readonly atMs: number;
  readonly userId: string | null;
  readonly kind: ChangeKind;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly settingsVersion: number | null;
}

type Stored = Readonly<Record<string, unknown>>;
const COLUMNS = 'id, at_ms as "atMs", user_id as "userId", kind, before, after, settings_version as "settingsVersion"';

/** Writes down what is no setting. Belongs in the transaction that does it. */
export async function noteChange(
  tx: PortalTx,
  { userId, nowMs }: Actor,
  change: { readonly kind: ChangeKind; readonly before: Stored; readonly after: Stored; readonly version?: number },
): Promise<void> {
  await tx.query(
    `insert into settings_changes (portal_id, at_ms, user_id, kind, before, after, settings_version)
     values ($1, coalesce($2, (extract(epoch from now()) * 1000)::bigint), $3, $4, $5, $6, $7)`,
    [
      tx.portalId,
      nowMs,
      userId,
      change.kind,
      JSON.stringify(change.before),
      JSON.stringify(change.after),
      change.version ?? null,
    ],
  );
}

/** The newest first. */
export async function readChanges(tx: PortalTx, limit: number): Promise<SettingsChangeRow[]> {
  const { rows } = await tx.query<SettingsChangeRow>(
    `select ${COLUMNS} from settings_changes where portal_id = $1 order by id desc limit $2`,
    [tx.portalId, limit],
  );
  return rows;
}

export async function readChange(tx: PortalTx, id: number): Promise<SettingsChangeRow | null> {
  const { rows } = await tx.query<SettingsChangeRow>(
    `select ${COLUMNS} from settings_changes where portal_id = $1 and id = $2`,
    [tx.portalId, id],
  );
  return rows[0] ?? null;
}

/** What the account has set, as stored: the differences from the defaults. */
export interface StoredSettings {
  readonly stored: Stored;
  readonly version: number;
}

export async function readStoredSettings(tx: PortalTx, { isLocked = false } = {}): Promise<StoredSettings> {
  const { rows } = await tx.query<{ settings: Stored; version: number }>(
    `select settings, settings_version as version from portals where portal_id = $1${isLocked ? ' for update' : ''}`,
    [tx.portalId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`Account ${tx.portalId} is not known: install the app in it first.`);
  return { stored: row.settings, version: row.version };
}

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly version: number }
  /** They said that already. */
  | { readonly kind: 'same' }
  /** Somebody else has changed them since `expectedVersion`. */
  | { readonly kind: 'overtaken' };

export interface ChangeInput {
  readonly actor: Actor;
  /** The version that whoever changes them has seen; null changes whatever is there. */
  readonly expectedVersion: number | null;
  readonly kind?: 'settings' | 'restore';
  /** From what is stored to what is to be stored. Runs under a lock: nobody changes them meanwhile. */
  readonly change: (stored: Stored) => unknown;
}

/**
 * Changes an account's settings and writes down who did. A repeated call is told `same`, although its version is old.
 * @throws ZodError naming the setting, when the result has not the form of settings; nothing is changed then
 */
export function changeSettings(db: Database, portalId: number, input: ChangeInput): Promise<ChangeOutcome> {
  return withPortal(db, portalId, async (tx) => {
    const { stored, version } = await readStoredSettings(tx, { isLocked: true });
    const next = JSON.stringify(input.change(stored));
    parsePortalSettings(JSON.parse(next), {});
    const { rows } = await tx.query<{ same: boolean }>('select $1::jsonb = $2::jsonb as same', [
      JSON.stringify(stored),
      next,
    ]);
    if (rows[0]?.same === true) return { kind: 'same' };
    if (input.expectedVersion !== null && input.expectedVersion !== version) return { kind: 'overtaken' };
    await tx.query(
      `update portals set settings = $2, settings_version = settings_version + 1, facts_version = facts_version + 1
       where portal_id = $1`,
      [portalId, next],
    );
    const { kind = 'settings', actor } = input;
    await noteChange(tx, actor, { kind, before: stored, after: JSON.parse(next), version: version + 1 });
    return { kind: 'changed', version: version + 1 };
  });
}
