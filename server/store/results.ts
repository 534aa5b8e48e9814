/** What computations were made of, and what they said of partners. */
import { formatDay, parseDay } from '../../app/kit/days.ts';
import { inChunks } from '../../app/kit/in-chunks.ts';
import type { Lessons } from '../../app/learning/lessons.ts';
import type { PortalTx } from './db.ts';

export interface Computation {
  readonly asOfDay: number;
  readonly factsVersion: number;
  readonly settingsVersion: number;
  readonly modelVersion: string;
  readonly computedMs: number;
  readonly syncedMs: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly summary: ComputationSummary;
  /** Of what looks across partners: older than `factsVersion` and `computedMs` while changed deals wait for it. */
  readonly programmeFactsVersion: number;
  readonly programmeComputedMs: number;
}

export interface ComputationSummary {
  readonly partners: number;
  readonly metrics: number;
  readonly bands: Readonly<Record<string, number>>;
  /** Findings by kind. */
  readonly quality: Readonly<Record<string, number>>;
  /** Partners by data quality grade. */
  readonly grades?: Readonly<Record<string, number>>;
  /** Why the goal that the settings name gives no target, in words; left out where it does. */
  readonly goalProblem?: string;
}

export async function readComputation(tx: PortalTx): Promise<Computation | null> {
  const { rows } = await tx.query<{
    as_of: string;
    facts_version: number;
    settings_version: number;
    model_version: string;
    computed_ms: number;
    synced_ms: number;
    time_zone: string;
    currency: string;
    summary: ComputationSummary;
    programme_facts_version: number;
    programme_computed_ms: number;
  }>(
    `select as_of, facts_version, settings_version, model_version, computed_ms, synced_ms, time_zone, currency, summary,
            programme_facts_version, programme_computed_ms
       from computations where portal_id = $1`,
    [tx.portalId],
  );
  const [row] = rows;
  return row
    ? {
        asOfDay: parseDay(row.as_of) ?? 0,
        factsVersion: row.facts_version,
        settingsVersion: row.settings_version,
        modelVersion: row.model_version,
        computedMs: row.computed_ms,
        syncedMs: row.synced_ms,
        timeZone: row.time_zone,
        currency: row.currency,
        summary: row.summary,
        programmeFactsVersion: row.programme_facts_version,
        programmeComputedMs: row.programme_computed_ms,
      }
    : null;
}

/** What the programme can learn; null before a computation has worked it out. */
export async function readLessons(tx: PortalTx): Promise<Lessons | null> {
  const { rows } = await tx.query<{ lessons: Lessons | null }>(
    'select lessons from computations where portal_id = $1',
    [tx.portalId],
  );
  return rows[0]?.lessons ?? null;
}

/** Of everything: partners and programme are of the same facts again. */
export async function storeComputation(
  tx: PortalTx,
  computation: Omit<Computation, 'programmeFactsVersion' | 'programmeComputedMs'> & { readonly lessons: Lessons },
): Promise<void> {
  await tx.query('update portals set programme_due_at = null where portal_id = $1 and programme_due_at is not null', [
    tx.portalId,
  ]);
  await tx.query(
    `insert into computations (portal_id, as_of, facts_version, settings_version, model_version, computed_ms, synced_ms,
                               time_zone, currency, summary, lessons, programme_facts_version, programme_computed_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $3, $6)
     on conflict (portal_id) do update set as_of = excluded.as_of, facts_version = excluded.facts_version,
       settings_version = excluded.settings_version, model_version = excluded.model_version,
       computed_ms = excluded.computed_ms, synced_ms = excluded.synced_ms,
       time_zone = excluded.time_zone, currency = excluded.currency, summary = excluded.summary,
       lessons = excluded.lessons, programme_facts_version = excluded.programme_facts_version,
       programme_computed_ms = excluded.programme_computed_ms`,
    [
      tx.portalId,
      formatDay(computation.asOfDay),
      computation.factsVersion,
      computation.settingsVersion,
      computation.modelVersion,
      computation.computedMs,
      computation.syncedMs,
      computation.timeZone,
      computation.currency,
      JSON.stringify(computation.summary),
      JSON.stringify(computation.lessons),
    ],
  );
}

/**
 * Of the partners that changed deals name. When data was last read to its end is told as before: that holds for the
 * programme too, which follows after `programmeAfterMs`.
 */
export async function storePartnersComputed(
  tx: PortalTx,
  {
    factsVersion,
    computedMs,
    programmeAfterMs,
  }: { factsVersion: number; computedMs: number; programmeAfterMs: number },
): Promise<void> {
  await tx.query('update computations set facts_version = $2, computed_ms = $3 where portal_id = $1', [
    tx.portalId,
    factsVersion,
    computedMs,
  ]);
  await tx.query(
    `update portals set programme_due_at = now() + make_interval(secs => $2)
      where portal_id = $1 and programme_due_at is null`,
    [tx.portalId, programmeAfterMs / 1000],
  );
}

/**
 * Whether what looks across the programme is to be worked out now: it is due, or the account's own pass is. After single
 * records were read (`isSynced` false) it is given a while more, since the rest of the pass may get to it.
 */
export async function isProgrammeDue(tx: PortalTx, isSynced: boolean): Promise<boolean> {
  const { rows } = await tx.query<{ due: boolean | null }>(
    isSynced
      ? `select p.programme_due_at <= now() or (p.next_due_at <= now()
              -- A pass may be cut into slices: once for all of them.
              and c.programme_computed_ms < extract(epoch from p.next_due_at) * 1000) as due
           from portals p left join computations c using (portal_id) where portal_id = $1`
      : "select programme_due_at <= now() - interval '1 minute' as due from portals where portal_id = $1",
    [tx.portalId],
  );
  return rows[0]?.due ?? false;
}

/** New data was read and nothing in it changed: the results stand, and are known to be newer. */
export async function markSynced(tx: PortalTx, syncedMs: number): Promise<void> {
  await tx.query('update computations set synced_ms = greatest(synced_ms, $2) where portal_id = $1', [
    tx.portalId,
    syncedMs,
  ]);
}

export interface Snapshot {
  readonly partnerId: string;
  readonly asOfDay: number;
  readonly modelVersion: string;
  readonly health: object;
  readonly results: object | null;
}

const ROWS_PER_STATEMENT = 500;

/** A date computed again replaces what was stored of it: late facts correct the past under the same definitions. */
export async function storeSnapshots(tx: PortalTx, snapshots: readonly Snapshot[]): Promise<void> {
  for (const some of inChunks(snapshots, ROWS_PER_STATEMENT)) {
    await tx.query(
      `insert into snapshots (portal_id, partner_id, as_of, model_version, health, results)
       select $1, r.partner_id, r.as_of, r.model_version, r.health, r.results
         from jsonb_to_recordset($2) as r(partner_id text, as_of date, model_version text, health jsonb, results jsonb)
       on conflict (portal_id, partner_id, as_of) do update
         set model_version = excluded.model_version, health = excluded.health,
             results = coalesce(excluded.results, snapshots.results)`,
      [
        tx.portalId,
        JSON.stringify(
          some.map((one) => ({
            partner_id: one.partnerId,
            as_of: formatDay(one.asOfDay),
            model_version: one.modelVersion,
            health: one.health,
            results: one.results,
          })),
        ),
      ],
    );
  }
}
