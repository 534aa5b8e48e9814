/** What the settings page counts, as the store knows it. Nothing here asks HubSpot. */
import { bandValue } from '../../app/plans/property-plan.ts';
import type { CardModel } from '../compute/models.ts';
import type { PortalTx } from './db.ts';

export interface Counted {
  readonly value: string;
  readonly count: number;
}

/** Companies by the value of a property, most first; null when no company has been read with it. */
export async function companiesByValue(tx: PortalTx, property: string): Promise<Counted[] | null> {
  const known = await tx.query(
    `select from records where portal_id = $1 and type = 'companies' and properties ? $2 limit 1`,
    [tx.portalId, property],
  );
  if (known.rowCount === 0) return null;
  const { rows } = await tx.query<Counted>(
    // HubSpot joins the values of a multi-select with a semicolon.
    `select trim(v) as value, count(distinct id) as count
       from records, unnest(string_to_array(properties ->> $2, ';')) as v
      where portal_id = $1 and type = 'companies' and not archived and trim(v) <> ''
      group by 1 order by 2 desc, 1 limit 50`,
    [tx.portalId, property],
  );
  return rows;
}

export interface PageCounts {
  readonly companies: number;
  readonly partners: number;
  readonly deals: number;
  /** Labels on links from deals to companies, by number of deals. */
  readonly labels: readonly Counted[];
  /** Deals on which a label or the property names a partner, by the last computation. */
  readonly byLabel: number;
  readonly byProperty: number;
  /** Deals in which the property holds something. */
  readonly withProperty: number | null;
  readonly stages: readonly { readonly pipeline: string; readonly stage: string; readonly count: number }[];
}

export async function pageCounts(tx: PortalTx, dealProperty: string | null): Promise<PageCounts> {
  const { rows: totals } = await tx.query<{ companies: number; partners: number; deals: number }>(
    `select count(*) filter (where type = 'companies') as companies,
       count(*) filter (where type = 'companies' and partner_scope) as partners,
       count(*) filter (where type = 'deals') as deals
     from records where portal_id = $1 and type in ('companies', 'deals') and not archived`,
    [tx.portalId],
  );
  const { rows: labels } = await tx.query<Counted>(
    `select label as value, count(distinct from_id) as count from links
      where portal_id = $1 and from_type = 'deals' and to_type = 'companies' and removed_ms is null
        and label is not null and category = 'USER_DEFINED' group by label order by 2 desc, 1`,
    [tx.portalId],
  );
  const { rows: via } = await tx.query<Counted>(
    `select p ->> 'via' as value, count(distinct object_id) as count
       from card_models, jsonb_array_elements(model -> 'parties') as p
      where portal_id = $1 and object_type = 'deals' group by 1`,
    [tx.portalId],
  );
  const { rows: stages } = await tx.query<PageCounts['stages'][number]>(
    `select properties ->> 'pipeline' as pipeline, properties ->> 'dealstage' as stage, count(*) as count
       from records where portal_id = $1 and type = 'deals' and not archived group by 1, 2`,
    [tx.portalId],
  );
  const named = (value: string) => via.find((one) => one.value === value)?.count ?? 0;
  const total = totals[0] ?? { companies: 0, partners: 0, deals: 0 };
  return {
    ...total,
    labels,
    byLabel: named('label'),
    byProperty: named('property'),
    withProperty: dealProperty === null ? null : await dealsWith(tx, dealProperty),
    stages,
  };
}

async function dealsWith(tx: PortalTx, property: string): Promise<number | null> {
  const { rows } = await tx.query<{ known: number; held: number }>(
    `select count(*) filter (where properties ? $2) as known, count(*) filter (where properties ->> $2 <> '') as held
       from records where portal_id = $1 and type = 'deals' and not archived`,
    [tx.portalId, property],
  );
  const [row] = rows;
  return row === undefined || row.known === 0 ? null : row.held;
}

export interface ConflictIds {
  readonly kind: string;
  readonly ids: readonly string[];
  readonly total: number;
}

const CONFLICTS_SHOWN = 50;

/** Deals on which two sources disagree, by kind, with their ids. */
export async function conflictingDeals(tx: PortalTx): Promise<ConflictIds[]> {
  const { rows } = await tx.query<ConflictIds>(
    `select model ->> 'conflict' as kind, count(*) as total,
       (array_agg(object_id order by object_id))[1:${CONFLICTS_SHOWN}] as ids
     from card_models where portal_id = $1 and object_type = 'deals' and model ->> 'conflict' is not null
     group by 1 order by 2 desc`,
    [tx.portalId],
  );
  return rows;
}

const SAMPLES = 10;

/** Partners to look at before anything is written: of every band some, the best known first. */
export async function samplePartners(tx: PortalTx): Promise<CardModel[]> {
  const { rows } = await tx.query<{ model: CardModel }>(
    `select model from (
       select model, row_number() over (
         partition by model #>> '{health,point,state}', model #>> '{health,point,band}' order by object_id) as turn, object_id
       from card_models where portal_id = $1 and object_type = 'companies' and model ->> 'kind' = 'partner') m
     order by turn, object_id limit ${SAMPLES}`,
    [tx.portalId],
  );
  return rows.map(({ model }) => model);
}

export interface RunRow {
  readonly kind: string;
  readonly startedMs: number;
  readonly finishedMs: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly error: string | null;
}

/** Runs of sync and write-back, the newest first. */
export async function latestRuns(tx: PortalTx, limit: number): Promise<RunRow[]> {
  const { rows } = await tx.query<RunRow>(
    `select kind, (extract(epoch from started_at) * 1000)::bigint as "startedMs",
       (extract(epoch from finished_at) * 1000)::bigint as "finishedMs", counts, calls, error
     from sync_runs where portal_id = $1 order by started_at desc, id desc limit $2`,
    [tx.portalId, limit],
  );
  return rows;
}

/** When the account's next pass is due, epoch milliseconds. */
export async function nextDueMs(tx: PortalTx): Promise<number | null> {
  const { rows } = await tx.query<{ at: number }>(
    'select (extract(epoch from next_due_at) * 1000)::bigint as at from portals where portal_id = $1',
    [tx.portalId],
  );
  return rows[0]?.at ?? null;
}

export interface WriteFigures {
  readonly refusedRecords: number;
  /** Words of a refusal, with the number of records. */
  readonly reasons: readonly Counted[];
}

/** What HubSpot did not take, with why. */
export async function writeFigures(tx: PortalTx): Promise<WriteFigures> {
  const { rows } = await tx.query<Counted>(
    `select coalesce(refused, reason) as value, count(*) as count from property_writes
       left join lateral (select min(e.value) as reason from jsonb_each_text(refused_properties) e) x on true
      where portal_id = $1 and (refused is not null or refused_properties <> '{}') group by 1 order by 2 desc limit 5`,
    [tx.portalId],
  );
  return { refusedRecords: rows.reduce((sum, { count }) => sum + count, 0), reasons: rows };
}

/** Newest upload of each kind of feed that still counts, epoch milliseconds. */
export async function lastReceived(tx: PortalTx): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ kind: string; at: number }>(
    `select kind, max(received_ms) as at from feed_uploads
      where portal_id = $1 and withdrawn_ms is null and content_hash <> '' group by kind`,
    [tx.portalId],
  );
  return new Map(rows.map(({ kind, at }) => [kind, at]));
}

/** Published figures that the account has entered. */
export async function storedBenchmarks(tx: PortalTx): Promise<Readonly<Record<string, unknown>>[]> {
  const { rows } = await tx.query<{ values: Readonly<Record<string, unknown>> }>(
    `select distinct on (r.row_key) r.row_values as values from feed_rows r
       join feed_uploads u on u.portal_id = r.portal_id and u.id = r.upload_id
      where r.portal_id = $1 and r.kind = 'benchmarks' and u.withdrawn_ms is null
      order by r.row_key, r.upload_id desc limit 100`,
    [tx.portalId],
  );
  return rows.map(({ values }) => values);
}

/** One company as sync knows it; null when it was not read. */
export async function readCompany(
  tx: PortalTx,
  id: string,
): Promise<{ readonly properties: Readonly<Record<string, string | null>>; readonly archived: boolean } | null> {
  const { rows } = await tx.query<{ properties: Record<string, string | null>; archived: boolean }>(
    "select properties, archived from records where portal_id = $1 and type = 'companies' and id = $2",
    [tx.portalId, id],
  );
  return rows[0] ?? null;
}

/** The band of every partner by the last computation, as it is written to HubSpot. */
export async function partnerBands(tx: PortalTx): Promise<Record<string, ReturnType<typeof bandValue>>> {
  const { rows } = await tx.query<{ id: string; model: CardModel }>(
    "select object_id as id, model from card_models where portal_id = $1 and object_type = 'companies' and model ->> 'kind' = 'partner'",
    [tx.portalId],
  );
  return Object.fromEntries(
    rows.flatMap(({ id, model }) => (model.kind === 'partner' ? [[id, bandValue(model.health)]] : [])),
  );
}

export async function recordCount(tx: PortalTx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>('select count(*) as count from records where portal_id = $1', [
    tx.portalId,
  ]);
  return rows[0]?.count ?? 0;
}
