import { type Day, formatDay } from '../../app/kit/days.ts';
import type { Result } from '../../app/metrics/result.ts';
import type { PortalTx } from './db.ts';

export interface SegmentWarning {
  /** `metric/measure`. */
  readonly measure: string;
  readonly dimension: string;
}

export interface ProgramResult {
  /** '' for the whole programme, else `dimension=value`. */
  readonly segment: string;
  readonly partners: number;
  readonly results: Readonly<Record<string, Result>>;
  readonly warnings: readonly SegmentWarning[];
}

export interface MetricHistory {
  /** '' for the programme. */
  readonly partnerId: string;
  readonly points: {
    readonly dates: readonly string[];
    readonly measures: Readonly<Record<string, readonly (number | string | null)[]>>;
  };
  readonly hash: string;
}

export interface Baseline {
  readonly partnerId: string;
  readonly kind: 'go-live' | 'year-before';
  readonly asOfDay: Day;
  readonly modelVersion: string;
  readonly results: Record<string, Result>;
}

const ROWS_PER_STATEMENT = 200;

function* parts<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT)
    yield items.slice(from, from + ROWS_PER_STATEMENT);
}

/** Replaces what the programme and its segments said before. */
export async function storeProgramResults(tx: PortalTx, results: readonly ProgramResult[]): Promise<void> {
  await tx.query('delete from program_results where portal_id = $1 and segment <> all ($2::text[])', [
    tx.portalId,
    results.map(({ segment }) => segment),
  ]);
  for (const some of parts(results)) {
    await tx.query(
      `insert into program_results as p
       select $1, r.segment, r.partners, r.results, r.warnings
         from jsonb_to_recordset($2) as r(segment text, partners integer, results jsonb, warnings jsonb)
       on conflict (portal_id, segment) do update
         set partners = excluded.partners, results = excluded.results, warnings = excluded.warnings
         where (p.partners, p.results, p.warnings) is distinct from (excluded.partners, excluded.results, excluded.warnings)`,
      [tx.portalId, JSON.stringify(some)],
    );
  }
}

/** The programme and its segments, the whole programme first. */
export async function readProgramResults(tx: PortalTx): Promise<ProgramResult[]> {
  const { rows } = await tx.query<ProgramResult>(
    'select segment, partners, results, warnings from program_results where portal_id = $1 order by segment',
    [tx.portalId],
  );
  return rows;
}

/** Keeps histories, sending only those that changed; subjects that are gone are forgotten. */
export async function storeHistory(tx: PortalTx, all: readonly MetricHistory[]): Promise<void> {
  const { rows } = await tx.query<{ id: string; hash: string }>(
    'select partner_id as id, points_hash as hash from metric_history where portal_id = $1',
    [tx.portalId],
  );
  const known = new Map(rows.map(({ id, hash }) => [id, hash]));
  const histories = all.filter(({ partnerId, hash }) => known.get(partnerId) !== hash);
  await tx.query('delete from metric_history where portal_id = $1 and partner_id <> all ($2::text[])', [
    tx.portalId,
    all.map(({ partnerId }) => partnerId),
  ]);
  for (const some of parts(histories)) {
    await tx.query(
      `insert into metric_history as h
       select $1, r.partner_id, r.points, r.hash from jsonb_to_recordset($2) as r(partner_id text, points jsonb, hash text)
       on conflict (portal_id, partner_id) do update set points = excluded.points, points_hash = excluded.points_hash
         where h.points_hash <> excluded.points_hash`,
      [
        tx.portalId,
        JSON.stringify(some.map(({ partnerId, points, hash }) => ({ partner_id: partnerId, points, hash }))),
      ],
    );
  }
}

/** Month ends of a partner, or of the programme for ''; null before the first computation. */
export async function readHistory(tx: PortalTx, partnerId: string): Promise<MetricHistory['points'] | null> {
  const { rows } = await tx.query<{ points: MetricHistory['points'] }>(
    'select points from metric_history where portal_id = $1 and partner_id = $2',
    [tx.portalId, partnerId],
  );
  return rows[0]?.points ?? null;
}

/** Partners that have a baseline, '' for the programme. */
export async function frozenSubjects(tx: PortalTx): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    "select partner_id as id from baselines where portal_id = $1 and kind = 'go-live'",
    [tx.portalId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Freezes baselines. One that exists stays as it is. */
export async function storeBaselines(tx: PortalTx, baselines: readonly Baseline[]): Promise<void> {
  for (const some of parts(baselines)) {
    await tx.query(
      `insert into baselines
       select $1, r.partner_id, r.kind, r.as_of, r.model_version, r.results
         from jsonb_to_recordset($2) as r(partner_id text, kind text, as_of date, model_version text, results jsonb)
       on conflict (portal_id, partner_id, kind) do nothing`,
      [
        tx.portalId,
        JSON.stringify(
          some.map(({ partnerId, kind, asOfDay, modelVersion, results }) => ({
            ...{ partner_id: partnerId, kind, as_of: formatDay(asOfDay), model_version: modelVersion, results },
          })),
        ),
      ],
    );
  }
}

/** The frozen results of a partner, or of the programme for ''; null where nothing was frozen. */
export async function readBaseline(
  tx: PortalTx,
  partnerId: string,
  kind: Baseline['kind'] = 'go-live',
): Promise<{
  readonly asOf: string;
  readonly modelVersion: string;
  readonly results: Readonly<Record<string, Result>>;
} | null> {
  const { rows } = await tx.query<{ asOf: string; modelVersion: string; results: Record<string, Result> }>(
    `select as_of as "asOf", model_version as "modelVersion", results from baselines
     where portal_id = $1 and partner_id = $2 and kind = $3`,
    [tx.portalId, partnerId, kind],
  );
  return rows[0] ?? null;
}
