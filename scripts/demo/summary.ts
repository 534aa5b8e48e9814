import { type Database, withPortal } from '../../server/store/db.ts';
import { readComputation } from '../../server/store/results.ts';
import { DemoError } from './data-folder.ts';
import { type PassSeconds, recordCounts } from './first-pass.ts';

/** What one run did: the JSON of `--json`. */
export interface DemoSummary {
  readonly records: Readonly<Record<string, number>>;
  readonly partners: number;
  readonly metrics: number;
  readonly apiCalls: Readonly<Record<string, number>>;
  readonly written: { readonly companies: number; readonly deals: number };
  readonly bands: Readonly<Record<string, number>>;
  readonly quality: Readonly<Record<string, number>>;
  readonly cards: { readonly rendered: number };
  readonly seconds: PassSeconds;
}

const CALL_KINDS = ['list', 'batchRead', 'search', 'associations', 'properties', 'batchUpdate', 'other'];

/** Everything but the cards, read back from what the run stored. */
export async function summarise(
  db: Database,
  portalId: number,
  { calls, seconds }: { calls: Readonly<Record<string, number>>; seconds: PassSeconds },
): Promise<Omit<DemoSummary, 'cards'>> {
  const computation = await withPortal(db, portalId, readComputation);
  if (computation === null)
    throw new DemoError('The worker ended without computing the account; see .data/logs/worker.log.');
  const { partners, metrics, bands, quality } = computation.summary;
  return {
    records: await recordCounts(db, portalId),
    partners,
    metrics,
    apiCalls: byKind(calls),
    written: await writtenCounts(db, portalId),
    bands,
    quality,
    seconds,
  };
}

/** The stand-in also counts kinds of its own, such as token requests: those are "other". */
function byKind(calls: Readonly<Record<string, number>>): Record<string, number> {
  const counts = Object.fromEntries(CALL_KINDS.map((kind) => [kind, calls[kind] ?? 0]));
  for (const [kind, count] of Object.entries(calls)) {
    if (!CALL_KINDS.includes(kind)) counts.other = (counts.other ?? 0) + count;
  }
  return counts;
}

function writtenCounts(db: Database, portalId: number): Promise<{ companies: number; deals: number }> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ companies: number; deals: number }>(
      `select coalesce(sum((counts->>'companies')::bigint), 0)::bigint as companies,
              coalesce(sum((counts->>'deals')::bigint), 0)::bigint as deals
         from sync_runs where portal_id = $1 and kind = 'write-back'`,
      [portalId],
    );
    return rows[0] ?? { companies: 0, deals: 0 };
  });
}

export interface RecordToShow {
  readonly place: 'company' | 'deal';
  readonly id: string;
}

const PER_STATE = 1;

/** One record of every state that a card of this account can be in: each band, new, conflict, open, won and lost deals. */
export function recordsToShow(db: Database, portalId: number): Promise<RecordToShow[]> {
  return withPortal(db, portalId, async (tx) => {
    const { rows } = await tx.query<{ object_type: string; object_id: string }>(
      `select object_type, object_id from (
         select object_type, object_id, row_number() over (
           partition by model->>'kind', model->'health'->'point'->>'state', model->'health'->'point'->>'band',
             model->>'conflict', model->>'state'
           order by length(model::text) desc, object_id) as place
           from card_models where portal_id = $1) as ranked
        where place <= $2 order by object_type, object_id`,
      [portalId, PER_STATE],
    );
    return rows.map((row) => ({ place: row.object_type === 'deals' ? 'deal' : 'company', id: row.object_id }));
  });
}
