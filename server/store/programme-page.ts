import type { HealthPoint, PartnerHealth } from '../../app/health/health.ts';
import type { Override } from '../../app/health/override.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { AccountView, OwnerRef, PartnerModel } from '../compute/models.ts';
import { type ViewRow, viewOf } from './cards.ts';
import type { PortalTx } from './db.ts';
import type { SegmentWarning } from './programme.ts';
import type { ComputationSummary } from './results.ts';

/** What the app page needs of one partner: a few paths of its card's model, so that page and card say the same. */
export interface PartnerLine {
  readonly partner: PartnerModel['partner'];
  readonly owner: OwnerRef | null;
  readonly point: HealthPoint;
  /** A person's word in force; null where there is none. */
  readonly override: Override | null;
  readonly direction: PartnerHealth['direction'];
  readonly months: readonly HealthPoint[];
  /** The week-end that the direction is measured from. */
  readonly before: HealthPoint | null;
  readonly results: Readonly<Record<string, Result>>;
  readonly findings: PartnerModel['findings'];
  readonly quality: PartnerModel['quality'];
}

export interface AccountRow {
  readonly status: string;
  /** Null before the first computation. */
  readonly view: AccountView | null;
  readonly summary: ComputationSummary | null;
  readonly modelVersion: string | null;
  /** When what looks across partners was worked out; null while it is as new as the partners themselves. */
  readonly programmeMs: number | null;
}

/** Before the first read: every read of the transaction sees one moment, so that no page mixes two computations. */
export async function holdSnapshot(tx: PortalTx): Promise<void> {
  await tx.query('set transaction isolation level repeatable read, read only');
}

/** The account and its last computation; null when the account is unknown. */
export async function readAccount(tx: PortalTx): Promise<AccountRow | null> {
  const { rows } = await tx.query<
    ViewRow & {
      status: string;
      summary: ComputationSummary | null;
      model_version: string | null;
      programme_ms: number | null;
    }
  >(
    `select p.status, c.currency, c.time_zone, c.as_of, c.computed_ms, c.synced_ms, c.summary, c.model_version,
            case when c.programme_facts_version <> c.facts_version then c.programme_computed_ms end as programme_ms
       from portals p left join computations c on c.portal_id = p.portal_id where p.portal_id = $1`,
    [tx.portalId],
  );
  const [row] = rows;
  if (!row) return null;
  const { status, summary, model_version: modelVersion, programme_ms: programmeMs } = row;
  return { status, summary, modelVersion, programmeMs, view: row.as_of === null ? null : viewOf(row) };
}

/**
 * A line per partner, by id.
 * @param keys results wanted, as `metric/measure`
 */
export async function readPartnerLines(tx: PortalTx, keys: readonly string[]): Promise<PartnerLine[]> {
  const { rows } = await tx.query<PartnerLine>(
    // Adding an empty object unpacks a stored model once; each path on the column itself would unpack it again.
    `select m.model -> 'partner' as partner, m.model -> 'owner' as owner, m.model #> '{health,point}' as point, m.model #> '{health,override}' as override,
            m.model #> '{health,direction}' as direction, m.model #> '{health,months}' as months,
            m.model #> '{health,weeks,0}' as before, m.model -> 'findings' as findings, m.model ->> 'quality' as quality,
            coalesce((select jsonb_object_agg(key, m.model -> 'results' -> key) from unnest($2::text[]) as key
                       where m.model -> 'results' ? key), '{}') as results
       from (select model || '{}' as model, object_id from card_models
              where portal_id = $1 and object_type = 'companies' and model ->> 'kind' = 'partner' offset 0) m
      order by m.object_id`,
    [tx.portalId, keys],
  );
  return rows;
}

/** Health of the few partners whose cause is told. */
export async function readHealth(tx: PortalTx, ids: readonly string[]): Promise<Map<string, PartnerHealth>> {
  const { rows } = await tx.query<{ id: string; health: PartnerHealth }>(
    `select object_id as id, model -> 'health' as health from card_models
      where portal_id = $1 and object_type = 'companies' and object_id = any ($2::text[])`,
    [tx.portalId, ids],
  );
  return new Map(rows.map(({ id, health }) => [id, health]));
}

/** The programme or one segment, with the results asked for. */
export interface ProgrammePart {
  /** '' for the whole programme, else `dimension=value`. */
  readonly segment: string;
  readonly partners: number;
  readonly results: Readonly<Record<string, Result>>;
  readonly warnings: readonly SegmentWarning[];
}

/** The whole programme first, then its segments. */
export async function readProgrammeParts(tx: PortalTx, keys: readonly string[]): Promise<ProgrammePart[]> {
  const { rows } = await tx.query<ProgrammePart>(
    `select r.segment, r.partners, r.warnings,
            coalesce((select jsonb_object_agg(key, r.results -> key) from unnest($2::text[]) as key
                       where r.results ? key), '{}') as results
       from (select segment, partners, warnings, results || '{}' as results from program_results
              where portal_id = $1 offset 0) r
      order by r.segment`,
    [tx.portalId, keys],
  );
  return rows;
}
